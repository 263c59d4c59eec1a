import type { Outcome } from "../../delivery/outcome.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckId } from "../report/check-id.js";
import type { ClientEnd, Endured, Return } from "./client-return.js";

/** What a run has learnt about a client so far, so that no check waits again for what is known. */
export interface ClientFacts {
  /** How its first good events went. */
  contact?: ClientContact;
  /** The longest it took to come back after its connection was lost, milliseconds. */
  returnMs?: number;
  /** What became of it where a lost connection was its end. */
  lostForGood?: Exclude<Return, { readonly kind: "back" }>;
  /** It came back, and did not take the next event as it should: no other return tells more. */
  deafAfterReturn?: boolean;
  /** How it stood the outage, where an earlier check has tried that on its way. */
  outage?: Endured;
  /** The checks of this run. */
  planned: ReadonlySet<CheckId>;
}

/** How a client takes good plain events, one after the other. */
export interface ClientContact {
  readonly good: readonly GoodPush[];
  /** How its process ended, where it does after each good event. */
  readonly ended?: ClientEnd | undefined;
}

export interface GoodPush {
  readonly connectionId: string | undefined;
  readonly outcome: Outcome;
}

/** Whether good events are acknowledged with code 200 in time. */
export const takesEvents = ({ good, ended }: ClientContact): boolean =>
  ended === undefined && good.some(({ outcome }) => isAccepted(outcome));

/** Connections that got good events and acknowledged none, while others of the same client did. */
export function deafConnections({ good }: ClientContact): readonly string[] {
  const ids = new Set(good.flatMap(({ connectionId }) => connectionId ?? []));
  const acks = (id: string): boolean =>
    good.some(({ connectionId, outcome }) => connectionId === id && isAccepted(outcome));
  return [...ids].some(acks) ? [...ids].filter((id) => !acks(id)) : [];
}

/** What takes so long is done one after the other: else one event would wait for all the others. */
const slowAckMs = 400;

export function isSlow({ contact }: ClientFacts): boolean {
  return contact?.good.some(({ outcome }) => outcome.durationMs > slowAckMs) === true;
}
