import type { AttemptInput, Channel } from "../../src/delivery/channel.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";

export const answered = (status: number, body = ""): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body,
  bodyTruncated: false,
  durationMs: 5,
});

/** An event that differs from others by its id. */
export const eventNumbered = (number: number): ReserveConfigEvent => ({
  schema: "2.0",
  header: {
    event_id: number.toString(16).padStart(32, "0"),
    token: "token",
    create_time: "1700000000000",
    event_type: "vc.reserve_config.updated_v1",
    tenant_key: "0123456789abcdef",
    app_id: "cli_0123456789abcdef",
  },
  event: { scope_id: `omm_${number.toString(16).padStart(32, "0")}`, scope_type: 2 },
});

export interface ScriptedChannel extends Channel {
  readonly inputs: AttemptInput[];
}

/** A channel that never touches the network: each attempt is answered by the script. */
export function scriptedChannel(
  script: (input: AttemptInput) => Outcome | Promise<Outcome>,
  target = "http://127.0.0.1:1/events",
): ScriptedChannel {
  const inputs: AttemptInput[] = [];
  return {
    kind: "webhook",
    target,
    inputs,
    async attempt(input) {
      inputs.push(input);
      return { outcome: await script(input) };
    },
    close: () => Promise.resolve(),
  };
}

/** Answers attempt n with the nth status, and every later one with the last. */
export const statuses =
  (...list: readonly number[]) =>
  ({ attempt }: AttemptInput): Outcome =>
    answered(list[Math.min(attempt, list.length) - 1] ?? 200);
