import { formatDuration } from "../base/durations.js";
import { isRecord } from "../base/json-path.js";
import { checkEvent } from "../event/reserve-config/event-rules.js";
import { findUnknownFields } from "../event/unknown-fields.js";
import { reserveConfigEventType } from "../event/reserve-config/reserve-config-event.js";
import { parseJson } from "../wire/body-forms.js";
import type { Capture } from "./capture.js";
import { tokenMark } from "./secret-places.js";

type Fields = Readonly<Record<string, unknown>>;

export interface RecordedScenario {
  /** YAML that `mocklark run` plays. */
  readonly text: string;
  readonly steps: number;
  /** How many captures are in no step: what was no good event, and retries, which the run makes itself. */
  readonly leftOut: number;
}

/** Shorter pauses say nothing. */
const shortestWaitMs = 1_000;

/**
 * The good events and handshakes of a recording as a scenario: each event under an id of its own, sent
 * again where it came again after it had succeeded, with the pauses between them.
 */
export async function recordedScenario(
  captures: readonly Capture[],
  { name, source }: { readonly name: string; readonly source: string },
): Promise<RecordedScenario> {
  const { stringify } = await import("yaml");
  const steps = createSteps();
  for (const capture of [...captures].sort((left, right) => left.number - right.number)) {
    steps.add(capture);
  }
  const scenario = {
    name,
    why: `Recorded ${source}${captures[0] ? `, ${captures[0].at}` : ""}.`,
    ...(JSON.stringify(steps.list).includes("${dollar}") && { variables: { dollar: "$" } }),
    steps: steps.list,
  };
  return {
    text: stringify(scenario, { lineWidth: 100, aliasDuplicateObjects: false }),
    steps: steps.list.length,
    leftOut: captures.length - steps.taken(),
  };
}

function createSteps() {
  const list: object[] = [];
  const names = new Map<string, { readonly name: string; succeeded: boolean }>();
  let taken = 0;
  let lastMs: number | undefined;

  function push(step: object, { atMs }: Capture): void {
    const pauseMs = lastMs === undefined ? 0 : atMs - lastMs;
    if (pauseMs >= shortestWaitMs) list.push({ wait: formatDuration(pauseMs) });
    lastMs = atMs;
    taken++;
    list.push(step);
  }

  function addEvent(event: Fields, header: Fields, capture: Capture): void {
    const id = String(header["event_id"]);
    const known = names.get(id);
    const succeeded = isSuccess(capture);
    if (known) {
      if (known.succeeded)
        push({ duplicate: { of: known.name }, ...expectationOf(capture) }, capture);
      known.succeeded ||= succeeded;
      return;
    }
    const as = `event-${names.size + 1}`;
    names.set(id, { name: as, succeeded: succeeded || capture.result.kind === "unknown" });
    const title = String(header["event_type"]);
    push({ title, send: { as, ...contentOf(event, header) }, ...expectationOf(capture) }, capture);
  }

  return {
    list,
    taken: () => taken,
    add(capture: Capture): void {
      const { request } = capture;
      const value = "text" in request.body ? parseJson(request.body.text) : undefined;
      if (!isRecord(value) || request.form === "ciphertext" || request.incomplete) return;
      if (value["type"] === "url_verification" && value["token"] === tokenMark) {
        push({ "verify-url": {}, expect: { verified: true } }, capture);
        return;
      }
      const { header } = value;
      const isGood =
        request.signature === "valid" && isRecord(header) && header["token"] === tokenMark;
      if (isGood && isRecord(value["event"])) addEvent(value, header, capture);
    },
  };
}

const isSuccess = ({ result }: Capture): boolean =>
  result.kind === "answered" && result.status === 200;

const expectationOf = (capture: Capture): object =>
  isSuccess(capture) ? { expect: { outcome: "succeeded", status: 200 } } : {};

/** The event's content by path where the generator knows its kind, so that ids and token are the run's. */
function contentOf(event: Fields, header: Fields): object {
  const content = event["event"] as Fields;
  const known = { ...event, header: { ...header, token: "a-token" } };
  const isKnown =
    header["event_type"] === reserveConfigEventType &&
    checkEvent(known).length === 0 &&
    findUnknownFields(known).length === 0;
  if (isKnown) {
    const set = Object.entries(content).map(([name, value]) => [`event.${name}`, plain(value)]);
    return { variant: "minimal", set: Object.fromEntries(set) as object };
  }
  const token = "${env:MOCKLARK_VERIFICATION_TOKEN}";
  const whole = plain({ ...event, header: { ...header, token: "" } }) as { header: Fields };
  // What passed was taken: its type may be one of tomorrow, or a slip of one that is known.
  return { event: { ...whole, header: { ...whole.header, token } }, allowInvalid: true };
}

/** A text that looks like a variable of the scenario's, so that it comes out as it is. */
function plain(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("${", () => "${dollar}{");
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
