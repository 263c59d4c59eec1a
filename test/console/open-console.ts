import { onTestFinished } from "vitest";
import { inTurn } from "../../src/base/in-turn.js";
import type { ConsoleReceiver } from "../../src/console/console-receiver.js";
import { createConsole, type ConsoleOptions } from "../../src/console/create-console.js";
import { openApiRoutes } from "../../src/simulator/local-port.js";
import type { Simulator } from "../../src/simulator/simulator.js";

type Settings = Partial<Pick<ConsoleOptions, "data" | "print">> & {
  readonly receiver?: Partial<ConsoleReceiver>;
};

/** The console of a simulator on a port of its own, called as its page calls it; gone when the test is over. */
export async function openConsole(simulator: Simulator, { receiver, ...settings }: Settings = {}) {
  let url = "";
  let close = (): Promise<void> => Promise.resolve();
  const gateway = await simulator.gateway({
    routes: async (port) => {
      const made = await createConsole({
        simulator,
        gateway: port,
        receiver: {
          view: () => ({ kind: "url", name: "", hasWitness: false }),
          witness: () => undefined,
          whileChecked: (check) => check({}),
          ...receiver,
        },
        wall: simulator.clock.wall,
        url: () => url,
        print: () => {},
        ...settings,
      });
      close = () => made.close();
      return inTurn([openApiRoutes(await simulator.openApi()), made.handler]);
    },
  });
  ({ url } = await gateway.listen());
  onTestFinished(async () => {
    await simulator.close();
    await close();
  });
  const page = await (await fetch(url)).text();
  const token = /name="mocklark-token" content="([^"]+)"/.exec(page)?.[1] ?? "";

  const ask = (
    path: string,
    init: Omit<RequestInit, "headers"> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> =>
    fetch(`${url}/console${path}`, {
      ...init,
      headers: { "Content-Type": "application/json", "X-Mocklark-Token": token, ...headers },
    });
  const post = (
    path: string,
    body: unknown = {},
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response> => ask(path, { method: "POST", body: JSON.stringify(body) }, headers);
  return { url, gateway, ask, post, closeConsole: () => close() };
}
