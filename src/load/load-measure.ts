import type { Outcome } from "../delivery/outcome.js";
import { outcomeText } from "../delivery/outcome-in-short.js";
import {
  createLatencies,
  type CurvePoint,
  type Latencies,
  type LatencySummary,
} from "./latencies.js";
import type { OutcomeCount } from "./load-report.js";

export interface Measured {
  readonly outcome: Outcome;
  readonly ok: boolean;
  /** Milliseconds from the start of the load. */
  readonly dueMs: number;
  readonly endedMs: number;
}

/** What became of the events that were due in one second of the load. */
export interface LoadSecond {
  /** 0 for the first. */
  readonly second: number;
  readonly ended: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Takes in what ends, and says what it comes to; constant memory but for one record a second. */
export interface LoadMeasure {
  record(measured: Measured): void;
  readonly ok: number;
  readonly failed: number;
  /** How many were answered, whatever the status. */
  readonly answers: number;
  /** Milliseconds from the start of the load to the last answer. */
  readonly lastEndedMs: number;
  latency(): LatencySummary;
  service(): LatencySummary;
  late(): LatencySummary;
  curve(): readonly CurvePoint[];
  outcomes(): readonly OutcomeCount[];
  seconds(): readonly LoadSecond[];
}

interface OpenSecond {
  readonly latencies: Latencies;
  failed: number;
}

/** An attempt ends within Feishu's 3 s; a late sender may take longer. */
const keptOpenSeconds = 15;

export function createLoadMeasure(): LoadMeasure {
  const latency = createLatencies();
  const service = createLatencies();
  const late = createLatencies();
  const outcomes = new Map<
    string,
    { -readonly [Name in keyof OutcomeCount]: OutcomeCount[Name] }
  >();
  const open = new Map<number, OpenSecond>();
  const closed = new Map<number, LoadSecond>();
  let [ok, failed, answers, lastEndedMs] = [0, 0, 0, 0];

  function countOutcome(outcome: Outcome, isOk: boolean): void {
    const text = outcomeText(outcome);
    const key = JSON.stringify(text);
    const known = outcomes.get(key);
    if (known) known.count++;
    else outcomes.set(key, { outcome: text, ok: isOk, count: 1 });
  }

  function countSecond(second: number, latencyMs: number, isOk: boolean): void {
    if (closed.has(second)) return;
    let bucket = open.get(second);
    if (!bucket) {
      bucket = { latencies: createLatencies({ digits: 2 }), failed: 0 };
      open.set(second, bucket);
      for (const old of open.keys()) if (old < second - keptOpenSeconds) close(old);
    }
    bucket.latencies.record(latencyMs);
    if (!isOk) bucket.failed++;
  }

  function close(second: number): void {
    const bucket = open.get(second);
    if (!bucket) return;
    open.delete(second);
    closed.set(second, secondOf(second, bucket));
  }

  return {
    record({ outcome, ok: isOk, dueMs, endedMs }) {
      const latencyMs = endedMs - dueMs;
      latency.record(latencyMs);
      service.record(outcome.durationMs);
      late.record(latencyMs - outcome.durationMs);
      if (isOk) ok++;
      else failed++;
      if (outcome.kind === "answered") answers++;
      lastEndedMs = Math.max(lastEndedMs, endedMs);
      countOutcome(outcome, isOk);
      countSecond(Math.floor(dueMs / 1000), latencyMs, isOk);
    },
    get ok() {
      return ok;
    },
    get failed() {
      return failed;
    },
    get answers() {
      return answers;
    },
    get lastEndedMs() {
      return lastEndedMs;
    },
    latency: () => latency.summary(),
    service: () => service.summary(),
    late: () => late.summary(),
    curve: () => latency.curve(),
    outcomes: () => [...outcomes.values()].sort((left, right) => right.count - left.count),
    seconds: () =>
      [...closed.values(), ...[...open].map(([second, bucket]) => secondOf(second, bucket))].sort(
        (left, right) => left.second - right.second,
      ),
  };
}

function secondOf(second: number, { latencies, failed }: OpenSecond): LoadSecond {
  const { p50, p99, max } = latencies.summary();
  return { second, ended: latencies.count, failed, p50, p99, max };
}
