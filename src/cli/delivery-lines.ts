import { durationText, formatDuration } from "../base/durations.js";
import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import { type Text, verbatim } from "../base/text.js";
import { answerText } from "../contract/report/describe-answer.js";
import type { Delivery, DeliveryObserver } from "../delivery/delivery.js";
import { outcomeSentence } from "../delivery/describe-outcome.js";
import { notFollowedText } from "../delivery/outcome-reason.js";
import { type Outcome, withCutMarked } from "../delivery/outcome.js";
import { tlsRemedyText } from "../delivery/tls-remedy.js";
import type { Terminal } from "./terminal.js";
import { sendTexts } from "./texts/send-texts.js";

/** "12:00:00.212", UTC. */
export function formatTimeOfDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 23);
}

export interface DeliveryLinesOptions {
  /** How many attempts there are at most. */
  readonly attempts: number;
  /** Whether bodies go out encrypted; where several apps are sent to, it depends on the delivery. */
  readonly encrypted: boolean | ((delivery: Delivery) => boolean);
}

/**
 * Prints a delivery as it happens, in simulated time:
 *
 *     12:00:00.000  --> vc.reserve_config.updated_v1  5e3702a8…  attempt 1/5  encrypted
 *     12:00:00.212  <-- 500  212 ms
 *                       {"error":"no database"}
 *     +15 s         --> 5e3702a8…  attempt 2/5
 */
export function createDeliveryLines(
  terminal: Terminal,
  { attempts, encrypted }: DeliveryLinesOptions,
): DeliveryObserver {
  const { green, red, dim } = terminal.colors;
  const { language } = terminal;
  const say = (text: Text): string => text.in(language);
  const waits = new Map<string, number>();
  const print = (text: string): void => void terminal.out(`${text}\n`);

  return {
    attemptStarted(delivery, { attempt, startedAtMs, duplicate }) {
      const { id, eventId, eventType } = delivery;
      const count = say(
        duplicate ? sendTexts("again") : sendTexts("attempt", { attempt, attempts }),
      );
      if (attempt === 1) {
        const isSecret = typeof encrypted === "function" ? encrypted(delivery) : encrypted;
        const mode = say(sendTexts(isSecret ? "encrypted" : "clear"));
        const time = formatTimeOfDay(startedAtMs);
        print(`${time}  --> ${printableLine(eventType)}  ${short(eventId)}  ${count}  ${mode}`);
      } else {
        const waited = waits.get(id);
        const time =
          waited === undefined ? formatTimeOfDay(startedAtMs) : `+${formatDuration(waited)}`;
        print(`${time.padEnd(12)}  --> ${short(eventId)}  ${count}`);
      }
      waits.delete(id);
    },
    attemptEnded(_delivery, { startedAtMs, outcome, next }) {
      const paint = next.kind === "succeeded" ? green : red;
      const time = formatTimeOfDay(startedAtMs + outcome.durationMs);
      print(
        `${time}  <-- ${paint(printableLine(say(shortOutcome(outcome))))}  ${dim(formatDuration(outcome.durationMs))}`,
      );
      const said = next.kind === "succeeded" ? "" : answerText(outcome, language);
      if (said !== "") print(`${answerIndent}${dim(said)}`);
    },
    retryPlanned({ id, eventId }, { attempt, waitMs }) {
      waits.set(id, waitMs);
      // With --retries real this may be for hours.
      const which = sendTexts("attempt", { attempt, attempts });
      const waiting = { event: short(eventId), wait: durationText(waitMs), attempt: which };
      terminal.live(say(sendTexts("waits", waiting)));
    },
    deliveryEnded({ status, eventId }) {
      if (status === "succeeded") return;
      print(red(say(sendTexts("ended", { event: short(eventId), status }))));
    },
  };
}

/** The status alone says enough when there is one. */
function shortOutcome(outcome: Outcome): Text {
  if (outcome.kind === "acknowledged") return sendTexts("acknowledged", { code: outcome.code });
  if (outcome.kind !== "answered") return outcomeSentence(outcome);
  const { status } = outcome;
  const why = notFollowedText(outcome);
  return why === undefined ? verbatim(`${status}`) : sendTexts("not-followed", { status, why });
}

/** As wide as what stands before a status. */
const answerIndent = " ".repeat("12:00:00.212  <-- ".length);

const short = (eventId: string): string => `${eventId.slice(0, 8)}…`;

/** Says once what to do about a TLS handshake that failed: the lines only tell why it did. */
export function createTlsHint(terminal: Pick<Terminal, "err" | "language">): DeliveryObserver {
  let isTold = false;
  return {
    attemptEnded(_delivery, { outcome }) {
      const remedy = isTold ? undefined : tlsRemedyText(outcome);
      if (remedy === undefined) return;
      isTold = true;
      terminal.err(`${remedy.in(terminal.language)}\n`);
    },
  };
}

/** One JSON object per attempt, for programs. */
export function createDeliveryJson(terminal: Terminal): DeliveryObserver {
  return {
    attemptEnded({ eventId, target, channel }, record) {
      const outcome = withCutMarked(record.outcome);
      const line = { event_id: eventId, target, channel, ...record, outcome };
      void terminal.out(`${jsonText(line)}\n`);
    },
  };
}
