import type {
  ConsoleState,
  DeliverySummary,
  LiveMessage,
} from "../../src/console/console-state.js";

/** All that the server tells a page that opens. */
export interface Whole {
  readonly state: ConsoleState;
  readonly deliveries: readonly DeliverySummary[];
}

/** Reads what `GET /console/live` begins with, and hangs up. */
export async function readWhole(url: string): Promise<Whole> {
  const hangUp = new AbortController();
  const response = await fetch(`${url}/console/live`, { signal: hangUp.signal });
  if (!response.ok || !response.body)
    throw new Error(`The live stream answers ${response.status}.`);
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.includes("\n\n")) break;
  }
  hangUp.abort();
  const message = JSON.parse(text.slice("data: ".length, text.indexOf("\n\n"))) as LiveMessage;
  return { state: message.state as ConsoleState, deliveries: message.deliveries ?? [] };
}

/** What nobody from outside may change. */
export async function readUnchanged(url: string): Promise<unknown> {
  const { state, deliveries } = await readWhole(url);
  const { nowMs: _passes, ...rest } = state;
  const calls: unknown = await (await fetch(`${url}/control/open-api/calls`)).json();
  return { ...rest, deliveries: deliveries.length, calls };
}
