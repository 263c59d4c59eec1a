import type { Language } from "../../src/base/text.js";
import type { Server } from "node:http";
import { createVirtualClock } from "../../src/base/clock.js";
import type { ConsoleReceiver } from "../../src/console/console-receiver.js";
import type { ConsoleState, LiveMessage } from "../../src/console/console-state.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import type { WhereToCheck } from "../../src/console/console-receiver.js";
import { openConsole } from "./open-console.js";
import { createReceiver } from "../receivers/node-http.mjs";

export const keys = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

/** A receiver that keeps the contract, and what it acted on. */
export function goodReceiver(): WhereToCheck {
  const handled: unknown[] = [];
  const target: Server = createReceiver({
    ...keys,
    onEvent: ({ header }) => void handled.push(header["event_id"]),
  });
  return { target, witness: ({ eventId }) => handled.filter((id) => id === eventId).length };
}

export interface ContractConsoleOptions {
  readonly where?: WhereToCheck;
  readonly whileChecked?: ConsoleReceiver["whileChecked"];
  readonly data?: string;
  readonly print?: (text: string) => void;
}

/** The console on a port of its own, called as its page calls it. */
export async function openContractConsole(options: ContractConsoleOptions = {}) {
  const { where = goodReceiver(), data, print = () => {} } = options;
  const simulator = createSimulator({ app: keys, seed: 7, clock: createVirtualClock() });
  const { url, ask, post, closeConsole } = await openConsole(simulator, {
    receiver: {
      view: () => ({ kind: "url", name: "a test", hasWitness: true }),
      whileChecked: options.whileChecked ?? ((check) => check(where)),
    },
    print,
    ...(data !== undefined && { data }),
  });
  return {
    url,
    post,
    get: (path: string) => ask(path),
    /** What a page is told from now on, until the state is as expected. */
    until: (fits: (state: ConsoleState) => boolean, language: Language = "en") =>
      listenUntil(`${url}/console/live?lang=${language}`, fits),
    closeConsole,
  };
}

async function listenUntil(
  url: string,
  fits: (state: ConsoleState) => boolean,
): Promise<readonly ConsoleState[]> {
  const { body } = await fetch(url);
  const states: ConsoleState[] = [];
  let text = "";
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(part).toString("utf8");
    const messages = text.split("\n\n");
    text = messages.pop() ?? "";
    for (const message of messages) {
      const { state } = JSON.parse(message.slice("data: ".length)) as LiveMessage;
      if (!state) continue;
      const whole = { ...states.at(-1), ...state } as ConsoleState;
      states.push(whole);
      if (fits(whole)) return states;
    }
  }
  throw new Error("The stream ended before the state was as expected.");
}
