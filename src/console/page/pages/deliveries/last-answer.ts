import type { LastAttempt } from "../../../console-state.js";
import type { DeliveriesWords } from "../../words/deliveries-words.js";

/** What came of the last attempt; a dash before there was one. */
export const lastAnswer = (last: LastAttempt | undefined, w: DeliveriesWords): string =>
  last ? w.answer(last) : "–";
