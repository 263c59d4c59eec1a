import type { Text } from "../base/text.js";
import type { CurvePoint, LatencySummary } from "./latencies.js";
import type { LoadPlan } from "./load-plan.js";
import type { LoadSecond } from "./load-measure.js";
import type { JudgedThreshold } from "./judge-thresholds.js";

/** What came of a load: the JSON report, and what the others are made of. Times in milliseconds. */
export interface LoadReport {
  readonly version: 1;
  readonly tool: string;
  readonly target: string;
  readonly seed: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly plan: LoadPlan;
  /** From the first arrival until sending ended. */
  readonly sendingMs: number;
  /** Whether a signal ended it before its time. */
  readonly interrupted: boolean;
  readonly passed: boolean;
  /** Why it did not pass. */
  readonly failures: readonly LoadFailure[];
  readonly counts: {
    readonly planned: number;
    readonly sent: number;
    /** Due while as many were under way as may be, and left out. */
    readonly unsent: number;
    readonly ok: number;
    readonly failed: number;
  };
  /** Answers a second. */
  readonly answersPerSecond: number;
  /** The share 0..1 of what was due that was answered as Feishu asks: status 200 within 3 s. */
  readonly ok: number;
  /** From the moment an event was due to the end of its answer. */
  readonly latencyMs: LatencySummary;
  /** From the start of an attempt to the end of its answer: without what the sender was late by. */
  readonly serviceMs: LatencySummary;
  /** How late the sender was; where that is much, the machine is the limit and not the receiver. */
  readonly senderLateMs: { readonly p99: number; readonly max: number };
  readonly outcomes: readonly OutcomeCount[];
  readonly curve: readonly CurvePoint[];
  readonly seconds: readonly LoadSecond[];
  readonly effects: LoadEffects;
  readonly thresholds: readonly JudgedThreshold[];
}

export type LoadFailure = "threshold" | "unsent" | "nothing-ok" | "effects" | "blind-witness";

export interface OutcomeCount {
  readonly outcome: Text;
  readonly ok: boolean;
  readonly count: number;
}

/** How often the receiver acted on the events it answered with success. */
export type LoadEffects =
  | { readonly state: "none" }
  | { readonly state: "blind"; readonly reason: Text }
  | {
      readonly state: "counted";
      readonly events: number;
      readonly once: number;
      readonly never: number;
      readonly moreThanOnce: number;
      /** Answered with success and not looked for: there were too many. */
      readonly uncounted: number;
    };

/** From here on what is measured is the machine as much as the receiver. */
const muchLateMs = 20;

export const isSenderLate = ({ senderLateMs }: LoadReport): boolean =>
  senderLateMs.p99 > muchLateMs;
