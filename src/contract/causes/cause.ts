import type { Text } from "../../base/text.js";
import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { App } from "../../event/app.js";
import type { EventType } from "../../event/event-type.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { RequestBuilder } from "../../wire/request-builder.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { CheckResult, Report } from "../report/report.js";
import type { FirstContact } from "../suite/first-contact.js";

/** What a cause is looked for in: the report without its "Start with this". */
export type Symptoms = Pick<Report<Text>, "checks" | "findings" | "mode" | "witness">;

/**
 * What a cause can be behind: the URL does not verify, good events are not taken, or only now and then, or some
 * of them are answered with 200 and have no effect.
 */
export type Trouble = "challenge" | "event" | "flaky" | "no-effect";

/** One thing that may be behind a report, and the experiment that proves it. */
export interface Cause {
  /** kebab-case: "answers-late". */
  readonly id: string;
  /** What it accounts for. Where all of that is explained already, it is not tried. */
  readonly explains: readonly Trouble[];
  /** The failed check this cause would explain, or undefined where it cannot be the cause. */
  looksAt(symptoms: Symptoms, contact: FirstContact): CheckResult<Text> | undefined;
  /** Tries it out; undefined when the experiment does not bear it out. */
  probe(context: ProbeContext): Promise<Proof | undefined>;
}

/** What a probe has proved, in words for a reader who mends the receiver. */
export interface Proof {
  /** What is wrong, one sentence. */
  readonly sentence: Text;
  /** What to change. */
  readonly fix: Text;
  /** What was seen: "signed with HMAC-SHA256: status 200". */
  readonly evidence: readonly Text[];
}

/** What a probe works with. Nothing it sends counts for a verdict. */
export interface ProbeContext {
  readonly app: App;
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly wall: WallClock;
  readonly symptoms: Symptoms;
  readonly contact: FirstContact;
  /** The check that `looksAt` gave. */
  readonly check: CheckResult<Text>;
  /** The receiver's URL. */
  readonly url: string;
  /** What the run's events are. */
  readonly type: EventType;
  /** A good event of the one plain content, with an event_id and a subject of its own. */
  readonly makeEvent: () => FeishuEvent;
  /** Sends a request once and looks what comes of it. A receiver that dies of it is started again if it is ours. */
  readonly send: (request: WebhookRequest, options?: ProbeSendOptions) => Promise<Outcome>;
  /** Whether the witness shows any id of each event, after a short wait. All false without a witness. */
  readonly areShown: (events: readonly FeishuEvent[]) => Promise<readonly boolean[]>;
  /** Aborted when no more is to be tried: what was found by then counts. */
  readonly signal: AbortSignal;
}

export interface ProbeSendOptions {
  /** Another path of the same receiver, with its query; default: the one it was given. */
  readonly path?: string;
  /** Default: as long as Feishu waits. */
  readonly totalMs?: number;
}
