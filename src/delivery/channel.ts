import type { Random } from "../base/random.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { Fault } from "./fault.js";
import type { Outcome } from "./outcome.js";

export interface AttemptInput {
  readonly event: FeishuEvent;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The first attempt's request, for the options that send it again instead of making a fresh one. */
  readonly firstRequest?: WebhookRequest | undefined;
  /**
   * Source of this attempt's nonce, IV and ids, so that its bytes do not depend on what else is under
   * way; default: the channel's own, in the order of the attempts.
   */
  readonly random?: Random;
  /** What goes wrong on the sending side, if anything. */
  readonly fault?: Fault | undefined;
  /** Aborts the attempt; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface AttemptResult {
  readonly outcome: Outcome;
  /** What was put on the wire; absent when it never came to that, and on the long connection. */
  readonly request?: WebhookRequest;
}

/** A way to reach one subscriber: its webhook, or the long connections of its app. */
export interface Channel {
  readonly kind: "webhook" | "long-connection";
  /** Where it leads, for people: a URL or an app id. */
  readonly target: string;
  /** Puts one event on the wire once and says what came of it. Rejects only on misuse or abort. */
  attempt(input: AttemptInput): Promise<AttemptResult>;
  /** Closes idle sockets. */
  close(): Promise<void>;
}
