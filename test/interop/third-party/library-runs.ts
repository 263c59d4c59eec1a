import { createServer } from "node:net";
import { createSimulator } from "../../../src/index.js";
import type { ReportMode } from "../../../src/contract/report/report.js";
import { runCheck, type ContractResult } from "../run-check.js";
import { libraries, type Library } from "./libraries.js";

/** One library's receiver under the contract suite, in one of the ways an app can be set up. */
export interface LibraryRun {
  readonly library: Library;
  readonly mode: LibraryMode;
  readonly events: LibraryEvents;
  /** "nonebot-webhook-encrypted", "nonebot-webhook-encrypted-messages": also the name of its report's file. */
  readonly name: string;
}

/** Every library is meant for an app with an Encrypt Key or for the long connection. */
export const libraryModes = [
  "webhook-encrypted",
  "long-connection",
] as const satisfies readonly ReportMode[];

export type LibraryMode = (typeof libraryModes)[number];

/** What the library gets: the event that its receivers take as raw data, or one that it has a model of. */
export const libraryEvents = ["reserve-config", "messages"] as const;

export type LibraryEvents = (typeof libraryEvents)[number];

export const librariesThatTake = (events: LibraryEvents): readonly Library[] =>
  libraries.filter(({ takesMessages = false }) => events === "reserve-config" || takesMessages);

export const libraryRuns: readonly LibraryRun[] = libraryEvents.flatMap((events) =>
  libraryModes.flatMap((mode) =>
    librariesThatTake(events).map((library) => ({
      library,
      mode,
      events,
      name: `${library.id}-${mode}${events === "messages" ? "-messages" : ""}`,
    })),
  ),
);

/**
 * What would be told by chance, or tells nothing more and takes long. An endpoint that is silent is waited
 * for 30 s, which is also how long some of these libraries wait for an answer. None of them remembers any
 * event, so for how long needs no clock.
 */
export const leftOut: Readonly<Record<LibraryMode, string>> = {
  "webhook-encrypted": "idempotency/horizon",
  "long-connection": "connection/silent-endpoint",
};

/** That no event is remembered has been seen with the other type. */
function eventArgs({ events, mode }: LibraryRun): readonly string[] {
  if (events === "reserve-config") return [];
  const flood = mode === "webhook-encrypted" ? ["--skip", "idempotency/many-events"] : [];
  return ["--event", "im.message.receive_v1", ...flood];
}

/** Runs `mocklark check --strict` on the library's receiver. */
export function runLibrary(run: LibraryRun): Promise<ContractResult> {
  const { library, mode, name } = run;
  const { cwd } = library;
  if (mode === "webhook-encrypted") return runWebhook(run);
  const args = [...eventArgs(run), "--skip", leftOut[mode]];
  return runCheck({ name, mode, cwd, run: library.run["long-connection"], args });
}

/** Bot frameworks come online only with a token and their bot's data, so there is a gateway beside it. */
async function runWebhook(libraryRun: LibraryRun): Promise<ContractResult> {
  const { library, mode, name } = libraryRun;
  const { cwd, run, path } = library;
  const simulator = createSimulator();
  const { appId, appSecret } = simulator.app;
  try {
    const gateway = await simulator.gateway();
    const { url } = await gateway.listen();
    const own = path === undefined ? [] : [await urlAt(path.replace("{appId}", appId))];
    return await runCheck({
      name,
      mode,
      cwd,
      run: run.webhook,
      args: [
        ...own,
        "--app-id",
        appId,
        "--app-secret",
        appSecret,
        "--skip",
        leftOut[mode],
        ...eventArgs(libraryRun),
      ],
      env: { MOCKLARK_DOMAIN: url },
    });
  } finally {
    await simulator.close();
  }
}

/** At a port that is free now. */
function urlAt(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      server.close(() => resolve(`http://127.0.0.1:${port}${path}`));
    });
  });
}
