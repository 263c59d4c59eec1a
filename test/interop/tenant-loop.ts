import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../free-port.js";
import { toolchains, type Language } from "./interop-receivers.js";
import { startReceiver } from "./receiver-process.js";
import { allowed, app, approvers, company, departments, room } from "./tenant-loop-company.js";

/** How the event reaches the program. */
export const arrivals = ["webhook", "long-connection"] as const;

export type Arrival = (typeof arrivals)[number];

/** How an SDK showed an answer that was no success; what it does not tell is absent. */
export interface ShownRefusal {
  /** What it made of it: a response, or the error's name. */
  readonly as: string;
  readonly status?: number;
  readonly code?: number;
  readonly log_id?: string;
  readonly log_id_in_body?: string;
  readonly scopes?: readonly string[];
}

type Tried =
  "patch" | "read_back" | "unknown_token" | "no_permission" | "unknown_room" | "unknown_path";

/** What a program saw, in the SDK's own types; no object in it has a member that is null or empty. */
export interface Loop {
  readonly header: object;
  readonly event: object;
  readonly config: object;
  readonly users: readonly object[];
  readonly batch: readonly object[];
  readonly departments: readonly object[];
  readonly rooms: readonly string[];
  readonly room: object;
  readonly level: object;
  /** Of the answer that was read back; Node's SDK does not tell it of a success. */
  readonly log_id?: string;
  readonly refused: Readonly<Record<Tried, readonly ShownRefusal[]>>;
}

/** A call as the server took it. */
export interface TakenCall {
  readonly operation: string;
  readonly code: number;
}

/** What a program saw, and what the server saw of it. */
export interface LoopRun {
  readonly loop: Loop;
  readonly calls: readonly TakenCall[];
}

const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

/** Runs a language's program against `mocklark serve` with a tenant of its own. */
export async function loopOf(language: Language, arrival: Arrival): Promise<LoopRun> {
  const port = arrival === "webhook" ? await freePort() : undefined;
  const folder = mkdtempSync(join(tmpdir(), "mocklark-tenant-"));
  writeFileSync(join(folder, "tenant.json"), JSON.stringify(company));
  const server = startReceiver({ run: serveCommand(port), cwd: folder }, {});
  try {
    const line = await server.waitForLine((text) => text.startsWith('{"kind":"listening"'));
    const { url } = JSON.parse(line) as { url: string };
    await planFault(url, { code: 99991400, operation: "patchReserveConfig" });
    await planFault(url, { code: 99991663, operation: "getReserveScope" });
    const loop = await runProgram(language, url, port);
    const calls = await fetch(new URL("/control/open-api/calls", url));
    return { loop, calls: (await calls.json()) as TakenCall[] };
  } catch (cause) {
    throw new Error(`The loop failed, and the server said:\n${server.output()}`, { cause });
  } finally {
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

const serveCommand = (port: number | undefined): string =>
  `exec node "${bin}" serve --json --port 0 --tenant tenant.json --retries off${
    port === undefined ? "" : ` --target http://127.0.0.1:${port}/webhook/event`
  }`;

/** What goes wrong at the next call of an operation. */
async function planFault(url: string, fault: { code: number; operation: string }): Promise<void> {
  const answer = await fetch(new URL("/control/open-api/fail", url), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...fault, times: 1 }),
  });
  if (!answer.ok) throw new Error(`No fault was planned: ${answer.status} ${await answer.text()}`);
}

const idsOf = (people: typeof approvers): string => people.map(({ openId }) => openId).join(",");

const environment: Readonly<Record<string, string>> = {
  MOCKLARK_APP_ID: app.appId,
  MOCKLARK_APP_SECRET: app.appSecret,
  MOCKLARK_ENCRYPT_KEY: app.encryptKey,
  MOCKLARK_VERIFICATION_TOKEN: app.verificationToken,
  MOCKLARK_ROOM_ID: room.roomId,
  APPROVER_IDS: idsOf(approvers),
  USER_IDS: idsOf(allowed),
  DEPARTMENT_IDS: departments.map(({ departmentId }) => departmentId).join(","),
};

/** @param port of its webhook; absent: the event comes by long connection */
async function runProgram(language: Language, url: string, port?: number): Promise<Loop> {
  const toolchain = toolchains.find((each) => each.language === language);
  if (!toolchain) throw new Error(`There is no program in ${language}.`);
  const program = startReceiver(
    { run: toolchain.loop, cwd: toolchain.cwd },
    {
      ...environment,
      MOCKLARK_DOMAIN: url,
      ...(port !== undefined && { PORT: String(port) }),
    },
  );
  try {
    const line = await program.waitForLine((text) => text.startsWith('{"loop"'));
    // Each run has another port, which is in the addresses of pictures.
    return readLoop(line.replaceAll(url, "https://open.feishu.cn"));
  } finally {
    program.stop();
  }
}

function readLoop(line: string): Loop {
  const { refused, ...seen } = (JSON.parse(line) as { loop: Loop }).loop;
  const shown = Object.entries(refused).map(([name, list]) => [name, withoutNothing(list)]);
  return {
    ...(withoutNothing(seen) as typeof seen),
    refused: Object.fromEntries(shown) as Loop["refused"],
  };
}

/** Without members that are null, empty text or an empty list: each SDK has its own idea of leaving out. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => !isNothing(item));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNothing(item)]));
}

const isNothing = (value: unknown): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);
