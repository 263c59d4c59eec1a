import type { Clock } from "../base/clock.js";
import { durationText } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import type { Delivery, DeliveryStatus } from "../delivery/delivery.js";
import type { Journal } from "../delivery/journal.js";
import type { Simulator } from "../simulator/simulator.js";
import type { Text } from "../base/text.js";
import type { Terminal } from "./terminal.js";
import { sendTexts } from "./texts/send-texts.js";

/** What came of the deliveries of an earlier process. */
export interface Resumed {
  readonly owed: number;
  readonly succeeded: number;
  readonly left: number;
  /** Why some could not even be tried: they stay owed. */
  readonly refusals: readonly MocklarkError[];
}

/** The journal of --data. @throws MocklarkError FILE */
export async function openDataFolder(
  folder: string,
  clock: Clock,
  terminal: Terminal,
): Promise<Journal> {
  const { openJournal } = await import("../delivery/journal.js");
  return openJournal(folder, { clock, onWaiting: tellWaiting(folder, terminal) });
}

/** For whoever opens a folder that somebody else may still use. */
export const tellWaiting =
  (folder: string, terminal: Terminal) =>
  (longestMs: number): void =>
    terminal.progress(
      `${sendTexts("other-user", { folder, time: durationText(longestMs) }).in(terminal.language)}\n`,
    );

/** Goes on with what an earlier process with the same --data owed, and says so. */
export async function resumeOwed(simulator: Simulator, terminal: Terminal): Promise<Resumed> {
  const owed = simulator.resume();
  if (owed.length > 0) {
    const text = sendTexts("resuming", { count: owed.length });
    terminal.progress(`${text.in(terminal.language)}\n`);
  }
  const ended: Delivery[] = [];
  const refusals: MocklarkError[] = [];
  for (const result of await Promise.allSettled(owed.map((submission) => submission.ended))) {
    if (result.status === "fulfilled") ended.push(result.value);
    else if (result.reason instanceof MocklarkError) refusals.push(result.reason);
    else throw result.reason;
  }
  const having = (status: DeliveryStatus): number =>
    ended.filter((delivery) => delivery.status === status).length;
  return {
    owed: owed.length,
    succeeded: having("succeeded"),
    left: having("pending") + refusals.length,
    refusals,
  };
}

/** "of 5 resumed deliveries 4 delivered, 1 left for the next process" */
export const resumedText = ({ owed, succeeded, left }: Resumed): Text =>
  sendTexts("resumed", { owed, succeeded, left });

/** What is said when events are left in a --data folder. */
export const owedText = (count: number): Text => sendTexts("owed", { count });

/** One error for all that could not be resumed, with each reason once; undefined when all could. */
export function refusalOf({ refusals }: Resumed): MocklarkError | undefined {
  const [first] = refusals;
  if (!first) return undefined;
  const reasons = onceEach(refusals.map(({ reasonText }) => reasonText));
  const remedies = onceEach(refusals.flatMap(({ remedyText }) => remedyText ?? []));
  return new MocklarkError(
    first.code,
    sendTexts("cannot-resume", {
      count: refusals.length,
      reasons: reasons.slice(0, mostReasons),
      more: reasons.length - mostReasons,
    }),
    { remedy: sendTexts("remedies", { remedies: remedies.slice(0, mostReasons) }), cause: first },
  );
}

/** @throws MocklarkError the code of the first refusal */
export function assertAllResumed(resumed: Resumed): void {
  const refusal = refusalOf(resumed);
  if (refusal) throw refusal;
}

const mostReasons = 3;

/** Texts are the same when they say the same. */
const onceEach = (texts: readonly Text[]): Text[] => [
  ...new Map(texts.map((text) => [text.in("en"), text])).values(),
];
