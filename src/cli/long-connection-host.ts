import { systemWallClock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { unlessAborted } from "../base/unless-aborted.js";
import type { Channel } from "../delivery/channel.js";
import type { App } from "../event/app.js";
import type { Gateway } from "../gateway/gateway.js";
import { startManagedReceiver } from "../receiver/managed-receiver.js";
import type { Simulator } from "../simulator/simulator.js";
import { createReconnectingClock } from "./reconnecting-clock.js";
import { createProcessHost, type ReceiverHost, type WayToReceiver } from "./receiver-host.js";
import { createScenarioPort } from "./scenario-port.js";
import type { SessionOptions } from "./scenario-session.js";
import { runTexts } from "./texts/run-texts.js";

/** Reaches clients of the long connection: one gateway for the whole session, and the client if it is ours to start. */
export function createLongConnectionHost(options: SessionOptions): ReceiverHost {
  const { exec, port, waitForMs = 20_000, signal, seed } = options;
  const shared = createScenarioPort({ port, seed });
  const { gateway } = shared;
  const way: WayToReceiver = { connect: connectOver(gateway) };
  let appId = "";
  let cameOnline = false;
  gateway.observe({
    connectionReady: () => {
      cameOnline = true;
    },
  });

  function serve(app: App): void {
    gateway.setApp(app);
    appId = app.appId;
  }

  function open(app: App): Promise<string> {
    serve(app);
    return shared.url();
  }

  const host =
    exec === undefined
      ? createWaitingHost()
      : createProcessHost({
          start: (app) => startClient(exec, app),
          beforeStart: serve,
          afterStop: nobodyConnected,
          wayTo: () => way,
        });

  /** The operating system closes a dead process's connections; the news of it takes a moment. */
  function nobodyConnected(): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        stop();
        timer.cancel();
        resolve();
      };
      const look = (): void => {
        if (gateway.connections().length === 0) end();
      };
      const timer = systemWallClock.setTimer(() => end(), 1_000);
      const stop = gateway.observe({ connectionClosed: look });
      look();
    });
  }

  async function startClient(command: string, app: App) {
    const url = await open(app);
    return startManagedReceiver({
      command,
      app,
      signal,
      waitForMs,
      ...definedOnly({ env: options.env, onLeftRunning: options.onLeftRunning }),
      domain: url,
      arrival: {
        reset: () => {
          cameOnline = false;
        },
        hasHappened: () => cameOnline,
        missing: runTexts("not-connected", { url }),
        remedy: runTexts("not-connected-remedy"),
      },
    });
  }

  /** For a client that somebody else starts. */
  function createWaitingHost(): ReceiverHost {
    let told = false;
    return {
      async ready(app) {
        const address = { domain: await open(app), appId: app.appId, appSecret: app.appSecret };
        if (!told) options.onGateway?.(address);
        told = true;
        const online = gateway.whenOnline(app.appId, { timeoutMs: waitForMs });
        await unlessAborted(online, signal);
        return way;
      },
      managed: () => undefined,
      follow: (clock) => clock,
      witness: () => undefined,
      control: undefined,
      close: () => Promise.resolve(),
    };
  }

  return {
    ...host,
    serveOpenApi: (openApi) => shared.serve(openApi),
    follow: (clock) => createReconnectingClock(clock, gateway, () => appId),
    async close() {
      await host.close();
      await shared.close();
    },
  };
}

/** For `runScenario`'s `connect`: the gateway outlives the scenario and has another clock. */
export function connectOver(gateway: Gateway) {
  return ({ app, clock }: Simulator): Promise<Channel> => {
    gateway.setApp(app);
    return Promise.resolve(gateway.channel(app.appId, { clock }));
  };
}
