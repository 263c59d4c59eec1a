import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../free-port.js";
import { bin } from "../cli/start-process.js";
import { emptyFolder } from "../cli/run-cli.js";
import { commandsOf, pagesInOrder, pathOf } from "./pages.js";

/** How a command ends that does not simply end with 0. */
interface Ending {
  readonly command: RegExp;
  readonly code?: number;
  /** It goes on until Ctrl-C, which comes when it has said this. */
  readonly until?: RegExp;
  /** What is typed in another terminal meanwhile. */
  readonly meanwhile?: string;
}

const url = "http://127.0.0.1:3000/webhook/event";

const endings: readonly Ending[] = [
  { command: /^mocklark (?:serve|gateway)/, until: /https?:\/\//, code: 130 },
  {
    command: /^mocklark record/,
    until: /recording https?:/,
    meanwhile: `mocklark send http://127.0.0.1:$MOCKLARK_PORT/webhook/event`,
    code: 130,
  },
  // The page says what fails.
  { command: /node-sdk-sample/, code: 1 },
  // In clear, although the app has a key.
  { command: /^mocklark explain/, code: 1 },
];

/** Would need a program whose clock a command sets. */
const isNotTyped = (command: string): boolean => command.includes("./set-clock");

/** A load as long as the page says takes a minute, and a busy machine may answer it late. */
const lighten = (command: string): string =>
  command
    .replace(/--rate \d+\/s/, "--rate 20/s")
    .replaceAll(/--(duration|ramp) \d+s/g, "--$1 1s")
    .replace(/p99<\d+ms/, "p99<60000ms");

const keys = {
  MOCKLARK_ENCRYPT_KEY: "an-encrypt-key",
  MOCKLARK_VERIFICATION_TOKEN: "a-verification-token",
};

/** All of them run in tests of their own. */
const scenarios = ["scenarios/quickstart.yaml", "scenarios/receiver-down-for-ten-minutes.yaml"];

/** One check is enough to see that the line is right: the whole suite is tried elsewhere. */
const onlyOf = (line: string): string =>
  line.includes("--long-connection") ? "connection/opens" : "challenge/echo";

/** A folder with every file that the pages speak of, and a mocklark on its path. */
function createProject(): string {
  const folder = emptyFolder();
  const receivers = ["server.js", "bot.js"].map((name) => [name, "express.mjs"] as const);
  const links = [
    ...receivers,
    ["client.js", "long-connection.mjs"],
    ["node-sdk-sample.mjs", "node-sdk-sample.mjs"],
  ] as const;
  for (const [name, target] of links) {
    symlinkSync(pathOf(`test/receivers/${target}`), join(folder, name));
  }
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  write("package.json", {
    name: "a-receiver",
    type: "module",
    scripts: { start: "node server.js" },
  });
  write("user.schema.json", {
    type: "object",
    required: ["object"],
    properties: {
      object: {
        type: "object",
        required: ["open_id", "name"],
        properties: { open_id: { type: "string" }, name: { type: "string" } },
      },
    },
  });
  const sample = pathOf("scenarios/events/im.message.receive_v1.json");
  const room = pathOf("scenarios/events/vc.room.created_v1.json");
  for (const name of ["sample.json", "a.json"]) copyFileSync(sample, join(folder, name));
  copyFileSync(room, join(folder, "b.json"));
  copyFileSync(pathOf("scenarios/tenants/example.yaml"), join(folder, "tenant.yaml"));
  mkdirSync(join(folder, "scenarios"));
  for (const name of scenarios) copyFileSync(pathOf(name), join(folder, name));
  writeFileSync(join(folder, "captured.http"), capturedRequest);
  mkdirSync(join(folder, "bin"));
  const shim = (name: string, text: string): void => {
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  };
  shim("mocklark", `exec "${process.execPath}" "${bin}" "$@"`);
  shim("npx", `while [ "$1" != mocklark ]; do shift; done; exec "$@"`);
  return folder;
}

const capturedRequest = `POST /webhook/event HTTP/1.1
Host: example.com
Content-Type: application/json;charset=utf-8

{"challenge":"0e1b2f0c-2a51-4a8c-9d4d-5e2b6a7f1c3d","token":"a-verification-token","type":"url_verification"}
`;

/** Types one line as a person would, in a shell of its own. */
function type(line: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn("/bin/sh", ["-c", line], { cwd, env, detached: true });
  const end = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch {
      // It has ended.
    }
  };
  onTestFinished(() => end("SIGKILL"));
  child.stdin.end();
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  let output = "";
  /** Resolves when it has said this, or has ended. */
  const says = (pattern: RegExp): Promise<unknown> => {
    const said = new Promise<void>((resolve) => {
      const look = (): void => void (pattern.test(output) && resolve());
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      look();
    });
    return Promise.race([said, ended]);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return { ended, end, says, output: () => output };
}

/** Types the commands of a page, one after the other, in one folder; what ends otherwise than the page lets expect. */
async function surprisesOf(page: string): Promise<string[]> {
  const surprises: string[] = [];
  const cwd = createProject();
  const env = {
    PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter),
    HOME: cwd,
    MOCKLARK_LANG: "en",
    MOCKLARK_PORT: `${await freePort()}`,
    NO_PROXY: "127.0.0.1,localhost",
    EVENT_TYPES: typesOfEvents,
    ...keys,
  };
  for (const written of commandsOf(page).filter((command) => !isNotTyped(command))) {
    const port = await freePort();
    const line = lighten(written.replace("…", url).replaceAll(":3000/", `:${port}/`));
    const needsReceiver = line.includes(`:${port}/`) && !line.includes("--exec");
    const receiver = needsReceiver
      ? type("exec node server.js", cwd, { ...env, PORT: `${port}` })
      : undefined;
    await receiver?.says(new RegExp(`:${port}`));
    const ending = endings.find(({ command }) => command.test(written));
    const typed = type(`exec ${line}`, cwd, { ...env, MOCKLARK_ONLY: onlyOf(line) });
    if (ending?.until) {
      await typed.says(ending.until);
      if (ending.meanwhile !== undefined) await type(ending.meanwhile, cwd, env).ended;
      typed.end("SIGINT");
    }
    const code = await typed.ended;
    if (code !== (ending?.code ?? 0)) surprises.push(`${line}: ${code}\n${typed.output()}`);
    receiver?.end("SIGTERM");
    await receiver?.ended;
  }
  return surprises;
}

const typesOfEvents = [
  "vc.reserve_config.updated_v1",
  "im.message.receive_v1",
  "vc.room.created_v1",
  "contact.user.created_v3",
].join(",");

describe("what the documentation tells to type", () => {
  it.each(pagesInOrder.filter((page) => commandsOf(page).length > 0))(
    "does what the page says: %s",
    async (page) => {
      expect(await surprisesOf(page)).toEqual([]);
    },
  );
});
