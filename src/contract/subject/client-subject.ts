import { definedOnly } from "../../base/defined-only.js";
import { durationText } from "../../base/durations.js";
import { MocklarkError } from "../../base/errors.js";
import { sentences, type Text } from "../../base/text.js";
import { unlessAborted } from "../../base/unless-aborted.js";
import type { App } from "../../event/app.js";
import { exitText } from "../../receiver/exit-text.js";
import { startManagedReceiver, type ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { CheckReceiverOptions } from "../check-receiver-options.js";
import type { OutputMark } from "../../receiver/output-capture.js";
import { quoteLine } from "../report/describe-answer.js";
import { lastError } from "../report/last-error.js";
import {
  createClientLine,
  quickClientConfig,
  type ClientLine,
  type ClientProcess,
} from "./client-line.js";
import type { Subject } from "./subject.js";
import { subjectTexts as texts } from "./subject-texts.js";

/**
 * A client of the long connection: opens the gateway, starts the client if it is ours to start, and
 * waits until it has asked for a connection and, if it can, opened one.
 * @throws MocklarkError USAGE for a target, ENVIRONMENT when the port is taken or nobody asks in time
 */
export async function openClientSubject(
  options: CheckReceiverOptions,
  app: App,
  simulator: Simulator,
): Promise<Subject> {
  refuseTarget(options);
  const gateway = await simulator.gateway({ clientConfig: quickClientConfig });
  const { wall } = simulator.clock;
  const { url: domain } = await gateway.listen(options.port);
  let managed: ManagedReceiver | undefined;
  const start: Start = { asked: 0 };
  const client = createClientLine({
    gateway,
    appId: app.appId,
    wall,
    process: () => managed && processOf(managed, client, start),
    ...(options.clientTiming === undefined ? {} : { timing: options.clientTiming }),
  });
  options.onGateway?.({ domain, appId: app.appId, appSecret: app.appSecret });
  managed = await arrive(client, start, domain, app, options);
  try {
    await unlessAborted(client.isOnline(client.timing.openWithinMs), options.signal);
  } catch (error) {
    await managed?.stop();
    throw error;
  }
  return {
    name: app.appId,
    mode: "long-connection",
    managed,
    client,
    health: healthOf(client),
    transmit: () => Promise.reject(new Error("A client of the long connection gets no requests.")),
    deliver: (event, { random }) => client.push(event, { random }),
  };
}

function refuseTarget({ target }: CheckReceiverOptions): void {
  if (target === undefined) return;
  throw new MocklarkError(
    "USAGE",
    texts("on-long-connection", {
      target: typeof target === "string" ? target : texts("the-target"),
    }),
    { remedy: texts("on-long-connection-remedy") },
  );
}

/** Starts the client, or waits for one that runs elsewhere, until it has asked where to connect. */
async function arrive(
  client: ClientLine,
  start: Start,
  domain: string,
  app: App,
  { exec, cwd, env, waitForMs = 20_000, signal, onLeftRunning, language }: CheckReceiverOptions,
): Promise<ManagedReceiver | undefined> {
  const hasAsked = (): boolean => client.arrival().asked > start.asked;
  if (exec === undefined) {
    const asked = client.next("endpointAsked", waitForMs);
    if (hasAsked() || (await unlessAborted(asked, signal))) return undefined;
    throw new MocklarkError(
      "ENVIRONMENT",
      texts("no-client", { appId: app.appId, domain, waited: durationText(waitForMs) }),
      { remedy: remedyFor(app) },
    );
  }
  return startManagedReceiver({
    command: exec,
    app,
    waitForMs,
    domain,
    arrival: {
      hasHappened: hasAsked,
      missing: texts("asked-nothing", { domain }),
      remedy: remedyFor(app),
    },
    ...definedOnly({ cwd, env, signal, onLeftRunning, language }),
  });
}

function remedyFor({ appId }: App): Text {
  const remedy = texts("client-remedy");
  return /^cli_[\da-f]{16}$/i.test(appId)
    ? remedy
    : sentences(remedy, texts("app-id-form", { appId }));
}

/** How often anybody had asked where to connect before the process was started: a start waits for one more. */
interface Start {
  asked: number;
}

function processOf(managed: ManagedReceiver, client: ClientLine, start: Start): ClientProcess {
  let mark: OutputMark = { stdout: 0, stderr: 0 };
  return {
    exit() {
      const exit = managed.exit();
      return exit && exitText(exit);
    },
    lastError: () => {
      const { stderr } = managed.output.since(mark);
      const [line] = lastError(stderr.join("\n"));
      return line === undefined ? undefined : quoteLine(line);
    },
    async restart() {
      mark = managed.output.mark();
      start.asked = client.arrival().asked;
      await managed.restart();
      await client.isOnline(client.timing.openWithinMs);
    },
  };
}

/** Nobody can ask a client how it is: that its process has ended is seen when it is needed next. */
function healthOf(client: ClientLine): Subject["health"] {
  return {
    examine: () => Promise.resolve({ state: "alive" }),
    isUsable: () => true,
    restart: () => client.process()?.restart() ?? Promise.resolve(),
  };
}
