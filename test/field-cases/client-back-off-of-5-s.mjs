// faultless: waits 5 s before it comes back, whatever ReconnectInterval says, as a known client does (openclaw/openclaw#59753)
import { run } from "./client-base.mjs";

run({
  pause() {
    return 5_000;
  },
});
