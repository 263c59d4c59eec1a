import { repeatMutants } from "../receivers/mutants/repeat-mutants.mjs";
import { securityMutants } from "../receivers/mutants/security-mutants.mjs";
import { describeMutants } from "./describe-mutants.js";

describeMutants([...securityMutants, ...repeatMutants]);
