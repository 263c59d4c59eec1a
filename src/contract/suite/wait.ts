import type { CheckId } from "../report/check-id.js";
import type { Worded } from "../report/worded.js";

/** What a check waits for. */
export interface Wait<Words = string> extends Worded<"what"> {
  readonly check: CheckId;
  /** "the client to come back" */
  readonly what: Words;
  /** It has taken so long that also those should be told who see no live line. */
  readonly isLong: boolean;
}
