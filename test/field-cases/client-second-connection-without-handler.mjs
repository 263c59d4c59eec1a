// opens a second connection that handles nothing, and gets half of the events there
import { run } from "./client-base.mjs";

run();
run({ event() {} });
