import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { makeUpTenant } from "../../src/cli/serve-tenant.js";
import type { Permission } from "../../src/event/app.js";
import { permissions } from "../../src/event/app.js";
import type {
  TenantDepartment,
  TenantLevel,
  TenantPerson,
  TenantRoom,
} from "../../src/tenant/company.js";
import { toolchains, type Language } from "./interop-receivers.js";
import { startReceiver } from "./receiver-process.js";

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

/** What a program saw, in the SDK's own types; nothing in it is null or an empty list. */
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
  readonly refused: Readonly<
    Record<
      "patch" | "read_back" | "unknown_token" | "no_permission" | "unknown_room" | "unknown_path",
      readonly ShownRefusal[]
    >
  >;
}

/** What a program saw, and the tenant it saw it of. */
export interface LoopRun {
  readonly loop: Loop;
  readonly appId: string;
  readonly tenantKey: string;
  readonly roomIds: readonly string[];
  /** The room it changed, on this level, with these people and departments. */
  readonly room: TenantRoom;
  readonly level: TenantLevel;
  readonly approvers: readonly TenantPerson[];
  readonly users: readonly TenantPerson[];
  readonly departments: readonly TenantDepartment[];
}

const seed = 20_261_129;
const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));
const app = {
  appId: "cli_0123456789abcdef",
  appSecret: "interop-app-secret",
  tenantKey: "0123456789abcdef",
  encryptKey: "interop encrypt key",
  verificationToken: "interop-verification-token",
};
const lacking: Permission = "event:ip_list";

/** Runs a language's program against `mocklark serve` with a tenant of its own. */
export async function loopOf(language: Language, arrival: Arrival): Promise<LoopRun> {
  const port = arrival === "webhook" ? await freePort() : undefined;
  const server = startReceiver({ run: serveCommand(port), cwd: "." }, {});
  try {
    const line = await server.waitForLine((text) => text.startsWith('{"kind":"listening"'));
    const { url } = JSON.parse(line) as { url: string };
    await planFault(url, { code: 99991400, operation: "patchReserveConfig" });
    await planFault(url, { code: 99991663, operation: "getReserveScope" });
    const subject = await chooseSubject();
    const environment = {
      MOCKLARK_DOMAIN: url,
      ...(port !== undefined && { PORT: String(port) }),
    };
    return {
      ...subject,
      loop: await runProgram(language, { ...environmentOf(subject), ...environment }),
    };
  } catch (cause) {
    throw new Error(`The loop failed, and the server said:\n${server.output()}`, { cause });
  } finally {
    server.stop();
  }
}

function serveCommand(port: number | undefined): string {
  const flags = [
    ["--port", "0"],
    ["--seed", String(seed)],
    ["--app-id", app.appId],
    ["--app-secret", app.appSecret],
    ["--tenant-key", app.tenantKey],
    ["--encrypt-key", `"${app.encryptKey}"`],
    ["--verification-token", app.verificationToken],
    ["--retries", "off"],
    ...permissions.filter((each) => each !== lacking).map((each) => ["--grant", each]),
    ...(port === undefined ? [] : [["--target", `http://127.0.0.1:${port}/webhook/event`]]),
  ];
  return `exec node "${bin}" serve --json ${flags.flat().join(" ")}`;
}

/** What goes wrong at the next call of an operation. */
async function planFault(url: string, fault: { code: number; operation: string }): Promise<void> {
  const answer = await fetch(new URL("/control/open-api/fail", url), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...fault, times: 1 }),
  });
  if (!answer.ok) throw new Error(`No fault was planned: ${answer.status} ${await answer.text()}`);
}

/** Of the tenant that `mocklark serve` makes up from this seed. */
async function chooseSubject(): Promise<Omit<LoopRun, "loop">> {
  const { rooms, levels, people, departments } = await makeUpTenant(seed);
  const [room] = rooms;
  const level = levels.find(({ levelId }) => levelId === room?.levelId);
  if (!room || !level) throw new Error("The tenant has no room.");
  return {
    appId: app.appId,
    tenantKey: app.tenantKey,
    roomIds: rooms.map(({ roomId }) => roomId),
    room,
    level,
    approvers: people.slice(0, 2),
    users: people.slice(2, 5),
    departments: departments.slice(0, 2),
  };
}

const environmentOf = (subject: Omit<LoopRun, "loop">): Readonly<Record<string, string>> => ({
  MOCKLARK_APP_ID: app.appId,
  MOCKLARK_APP_SECRET: app.appSecret,
  MOCKLARK_ENCRYPT_KEY: app.encryptKey,
  MOCKLARK_VERIFICATION_TOKEN: app.verificationToken,
  MOCKLARK_ROOM_ID: subject.room.roomId,
  APPROVER_IDS: subject.approvers.map(({ openId }) => openId).join(","),
  USER_IDS: subject.users.map(({ openId }) => openId).join(","),
  DEPARTMENT_IDS: subject.departments.map(({ departmentId }) => departmentId).join(","),
});

async function runProgram(
  language: Language,
  environment: Readonly<Record<string, string>>,
): Promise<Loop> {
  const toolchain = toolchains.find((each) => each.language === language);
  if (!toolchain) throw new Error(`There is no program in ${language}.`);
  const program = startReceiver({ run: toolchain.loop, cwd: toolchain.cwd }, environment);
  try {
    const line = await program.waitForLine((text) => text.startsWith('{"loop"'));
    // Each run has another port, which is in the addresses of pictures.
    const text = line.replaceAll(environment["MOCKLARK_DOMAIN"] ?? "", "https://open.feishu.cn");
    const { loop } = JSON.parse(text) as { loop: Loop };
    const refused = Object.entries(loop.refused).map(([name, shown]) => [
      name,
      withoutNothing(shown),
    ]);
    return {
      ...(withoutNothing(loop) as Loop),
      refused: Object.fromEntries(refused) as Loop["refused"],
    };
  } finally {
    program.stop();
  }
}

/** Without what is null, empty text or an empty list in an object: each SDK has its own idea of leaving out. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => !isNothing(item));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNothing(item)]));
}

const isNothing = (value: unknown): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
