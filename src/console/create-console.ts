import { isScaledClock } from "../base/clock.js";
import { textOf } from "../base/errors.js";
import type { HttpHandler } from "../base/http-handler.js";
import { randomToken } from "../base/random-token.js";
import type { Language, Text } from "../base/text.js";
import type { WallClock } from "../base/wall-clock.js";
import type { Journal } from "../delivery/journal.js";
import { answerError } from "../gateway/answer-error.js";
import type { Gateway } from "../gateway/gateway.js";
import { createConceal } from "../simulator/create-conceal.js";
import type { Simulator } from "../simulator/simulator.js";
import { toolVersion } from "../contract/report/tool-version.js";
import { appView } from "./app/app-view.js";
import type { ConsoleContext } from "./console-context.js";
import type { ConsoleReceiver } from "./console-receiver.js";
import type { ConsoleState } from "./console-state.js";
import { createFormerSecrets } from "./former-secrets.js";
import { createDeliveryHistory, type HistoryStore } from "./history/delivery-history.js";
import { createEffectWatch } from "./effects/effect-watch.js";
import type { HistoryLimits } from "./history/history-lines.js";
import { openHistoryLog } from "./history/open-history-log.js";
import { settleWithJournal } from "./history/settle-with-journal.js";
import { createLiveStream } from "./live-stream.js";
import { guardConsole } from "./page-access.js";
import { createPageRouter } from "./page-files.js";
import { createAppRouter } from "./routes/app-router.js";
import { createContractRunner } from "./contract/contract-runner.js";
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
  /** Says something to the person at the terminal. */
  readonly print: (text: string) => void;
  /** Of what is printed; default: English. Every page has a language of its own. */
  readonly language?: Language;
  /** Ended deliveries shown; default 10,000. */
  readonly keep?: number;
  /** Bytes that the details of ended deliveries may take, in memory and on disk; default 64 MiB. */
  readonly detailBytes?: number;
  /** The folder in which the list outlives the process; default: it does not. */
  readonly data?: string | undefined;
  /** The journal of the same folder, before its deliveries are resumed: the list agrees with it. */
  readonly journal?: Pick<Journal, "owed" | "takeClosed"> | undefined;
  /** Called when only time can tell whether the folder's last user is gone; real milliseconds. */
  readonly onWaiting?: (longestMs: number) => void;
}

/** The page that shows what the simulator does, and what steers it from there. */
export interface Console {
  readonly handler: HttpHandler;
  /** To be called when the receiver has ended by itself. */
  receiverChanged(): void;
  /** Ends the pages' streams and a run of the contract; resolves when the list is on disk and its folder is free. */
  close(): Promise<void>;
}

export async function createConsole(options: ConsoleOptions): Promise<Console> {
  const { simulator, gateway, receiver, wall, url, language = "en" } = options;
  const { data, keep = 10_000, detailBytes = 67_108_864 } = options;
  const { default: express } = await import("express");
  const print = (text: Text): void => options.print(text.in(language));
  const random = simulator.random.fork("console");
  const pageToken = randomToken();
  let revision = 0;

  const live = createLiveStream({
    wall,
    state: () => state(),
    now: () => simulator.clock.now(),
    ids: () => [...history.entries()].map(({ id }) => id),
    summaryOf: (id) => {
      const entry = history.find(id);
      return entry && history.summaryOf(entry);
    },
  });
  const watch = createEffectWatch({
    witness: () => receiver.witness(),
    wall,
    now: () => simulator.clock.now(),
    others: (entry) => history.othersOf(entry),
    update: (entry, effects) => history.setEffects(entry, effects),
  });
  const history = createDeliveryHistory({
    keep,
    detailBytes,
    nameOf: (scopeId) =>
      (simulator.tenant.findRoom(scopeId) ?? simulator.tenant.findLevel(scopeId))?.name,
    changed: (id) => live.delivery(id),
    watch,
    store: await openHistoryStore({ ...options, keep, detailBytes }),
    conceal: createConceal(() => [simulator.app, ...simulator.tenant.apps]),
    onTrouble: (error) => print(textOf(error)),
  });
  const secrets = createFormerSecrets(simulator.tenant);
  const context: ConsoleContext = {
    simulator,
    secrets,
    gateway,
    receiver,
    history,
    live,
    wall,
    random,
    print,
  };
  const contract = await createContractRunner({ context, data });

  const tenantView = () => ({ name: simulator.tenant.name, revision });
  const state = (): ConsoleState<Text> => ({
    version: toolVersion(),
    url: url(),
    seed: simulator.seed,
    nowMs: simulator.clock.now(),
    speed: isScaledClock(simulator.clock) ? simulator.clock.speed : 1,
    waitsMs: simulator.policy.waitsMs,
    canSkip: isScaledClock(simulator.clock),
    isNetworkDown: simulator.isNetworkDown,
    eventTypes: simulator.types.all.map(({ name }) => name),
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
      connectionPinged: tellConnections,
      pushed: tellConnections,
      acknowledged: tellConnections,
    }),
    simulator.tenant.onChange(() => {
      secrets.note();
      revision++;
      live.state({
        tenant: tenantView(),
        apps: simulator.tenant.apps.map(appView),
        receiver: receiver.view(),
      });
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
  // Whoever steers connections or the clock, the command line included: every page sees it.
  router.use("/control", (_request, response, next) => {
    response.on("finish", () => {
      live.state({ connections: gateway.connections(), nowMs: simulator.clock.now() });
    });
    next();
  });

  return {
    // oxlint-disable-next-line typescript/no-unsafe-argument -- the port's app is Express, too
    handler: router as unknown as HttpHandler,
    receiverChanged: () => live.state({ receiver: receiver.view() }),
    async close() {
      for (const stop of stops) stop();
      watch.close();
      live.close();
      await contract.close();
      await history.close();
    },
  };
}

async function openHistoryStore({
  data,
  journal,
  wall,
  keep,
  detailBytes,
  onWaiting,
}: ConsoleOptions & HistoryLimits): Promise<HistoryStore | undefined> {
  if (data === undefined) return undefined;
  const store = await openHistoryLog(data, { wall, keep, detailBytes, onWaiting });
  const left = { owed: journal?.owed() ?? [], closed: journal?.takeClosed() ?? [] };
  try {
    return await settleWithJournal(store, left);
  } catch (error) {
    // The error that led here is the one to report.
    await store.close().catch(() => {});
    throw error;
  }
}
