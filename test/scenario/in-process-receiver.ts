import { createServer, type RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { App } from "../../src/event/app.js";
import { createFunctionWitness } from "../../src/receiver/witness/function-witness.js";
import type { Witness } from "../../src/receiver/witness/witness.js";
import type { ReceiverControl } from "../../src/scenario/scenario-stage.js";

interface Settings {
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly onEvent: (event: { readonly header: Record<string, string> }) => void;
  readonly now: () => number;
}

export type CreateReceiver = (settings: Settings) => Server | RequestListener;

/** A receiver in this process that keeps its port when it is stopped and started, and counts what it does. */
export interface InProcessReceiver {
  readonly url: string;
  readonly control: ReceiverControl;
  readonly witness: Witness;
  close(): Promise<void>;
}

export async function startInProcess(
  create: CreateReceiver,
  app: Pick<App, "encryptKey" | "verificationToken">,
  { now = Date.now }: { readonly now?: () => number } = {},
): Promise<InProcessReceiver> {
  const effects = new Map<string, number>();
  let server: Server | undefined;
  let port = 0;

  async function start({ encryptKey, verificationToken }: typeof app): Promise<void> {
    const receiver = create({
      encryptKey,
      verificationToken,
      now,
      onEvent: ({ header }) => {
        const { event_id: id = "" } = header;
        effects.set(id, (effects.get(id) ?? 0) + 1);
      },
    });
    const started = receiver instanceof Server ? receiver : createServer(receiver);
    await new Promise<void>((resolve) => started.listen(port, "127.0.0.1", resolve));
    ({ port } = started.address() as AddressInfo);
    server = started;
  }

  async function stop(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (!stopping) return;
    await new Promise<void>((resolve) => {
      stopping.close(() => resolve());
      stopping.closeAllConnections();
    });
  }

  await start(app);
  return {
    url: `http://127.0.0.1:${port}/webhook/event`,
    control: { start, stop, died: () => undefined },
    witness: createFunctionWitness(({ eventId }) => effects.get(eventId) ?? 0),
    close: stop,
  };
}

/** Short, because everything happens in this process; one effect is one call. */
export const quick = {
  occurrencesPerEffect: { eventId: 1, subjectId: 0 },
  effectTiming: { marginMs: 5, patienceMs: 100, quietMs: 20 },
};
