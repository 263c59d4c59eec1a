import { challengeMutants } from "../receivers/mutants/challenge-mutants.mjs";
import { eventMutants } from "../receivers/mutants/event-mutants.mjs";
import { describeMutants } from "./describe-mutants.js";

describeMutants([...challengeMutants, ...eventMutants]);
