import type { HttpHandler } from "../base/http-handler.js";
import type { WallClock } from "../base/wall-clock.js";
import { answerError } from "../gateway/answer-error.js";
import type { Gateway } from "../gateway/gateway.js";
import type { Simulator } from "../simulator/simulator.js";
import { toolVersion } from "../contract/report/tool-version.js";
import { appView } from "./app-view.js";
import type { ConsoleContext } from "./console-context.js";
import type { ConsoleReceiver } from "./console-receiver.js";
import type { ConsoleState, LiveMessage } from "./console-state.js";
import { createDeliveryHistory } from "./delivery-history.js";
import { createLiveStream } from "./live-stream.js";
import { guardConsole } from "./page-access.js";
import { createPageRouter } from "./page-files.js";
import { createAppRouter } from "./routes/app-router.js";
import { createContractRunner } from "./contract-runner.js";
import { createContractRouter } from "./routes/contract-router.js";
import { createDeliveriesRouter } from "./routes/deliveries-router.js";
import { createRoomsRouter } from "./routes/rooms-router.js";

export interface ConsoleOptions {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  readonly receiver: ConsoleReceiver;
  readonly wall: WallClock;
  /** Where the port is reached; known once it is open. */
  readonly url: () => string;
  readonly print: (text: string) => void;
  /** Ended deliveries shown; default 10,000. */
  readonly keep?: number;
}

/** The page that shows what the simulator does, and what steers it from there. */
export interface Console {
  readonly handler: HttpHandler;
  close(): void;
}

/** How many deliveries go into one message: a page that opens shows the newest at once. */
const perMessage = 500;

export async function createConsole(options: ConsoleOptions): Promise<Console> {
  const { simulator, gateway, receiver, wall, url, print, keep = 10_000 } = options;
  const { default: express } = await import("express");
  const random = simulator.random.fork("console");
  const pageToken = random.hex(32);
  let revision = 0;

  const whole = (): LiveMessage[] => {
    const summaries = [...history.entries()].map((entry) => history.summaryOf(entry)).toReversed();
    const messages: LiveMessage[] = [
      { isWhole: true, state: state(), deliveries: summaries.slice(0, perMessage) },
    ];
    for (let from = perMessage; from < summaries.length; from += perMessage) {
      messages.push({ deliveries: summaries.slice(from, from + perMessage) });
    }
    return messages;
  };
  const live = createLiveStream({ wall, whole });
  const history = createDeliveryHistory({
    keep,
    nameOf: (scopeId) =>
      (simulator.tenant.findRoom(scopeId) ?? simulator.tenant.findLevel(scopeId))?.name,
    changed: (entry) => live.delivery(history.summaryOf(entry)),
    forgotten: (id) => live.forgotten(id),
  });
  const context: ConsoleContext = {
    simulator,
    gateway,
    receiver,
    history,
    live,
    wall,
    random,
    print,
  };
  const contract = createContractRunner(context);

  const tenantView = () => ({ name: simulator.tenant.name, revision });
  const state = (): ConsoleState => ({
    version: toolVersion(),
    url: url(),
    seed: simulator.seed,
    nowMs: simulator.clock.now(),
    speed: "speed" in simulator.clock ? Number(simulator.clock.speed) : 1,
    waitsMs: simulator.policy.waitsMs,
    canSkip: "skip" in simulator.clock,
    isNetworkDown: simulator.isNetworkDown,
    tenant: tenantView(),
    apps: simulator.tenant.apps.map(appView),
    receiver: receiver.view(),
    connections: gateway.connections(),
    contract: contract.view(),
    keep,
  });

  const tellConnections = (): void => live.state({ connections: gateway.connections() });
  const stops = [
    simulator.observe(history.observer),
    gateway.observe({
      connectionOpened: tellConnections,
      connectionReady: tellConnections,
      connectionClosed: tellConnections,
    }),
    simulator.tenant.onChange(() => {
      revision++;
      live.state({ tenant: tenantView(), apps: simulator.tenant.apps.map(appView) });
    }),
  ];

  const api = express.Router();
  api.use(guardConsole(pageToken), express.json({ limit: "1mb", strict: true }));
  api.get("/live", (request, response) => live.open(request, response));
  api.use(createDeliveriesRouter(express.Router(), context));
  api.use(createRoomsRouter(express.Router(), context));
  api.use(createAppRouter(express.Router(), context));
  api.use(createContractRouter(express.Router(), contract));
  api.use(answerError);
  const router = express.Router();
  router.use(await createPageRouter(pageToken));
  router.use("/console", api);

  return {
    // oxlint-disable-next-line typescript/no-unsafe-argument -- the port's app is Express, too
    handler: router as unknown as HttpHandler,
    close() {
      for (const stop of stops) stop();
      live.close();
      contract.stop();
    },
  };
}
