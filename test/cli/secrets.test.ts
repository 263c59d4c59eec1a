import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEventCipher, createRandom } from "../../src/index.js";
import { emptyFolder, runCli } from "./run-cli.js";

const encryptKey = "kEy-that-is-easy-to-find/+%";
const token = "tOken-that-is-easy-to-find";
const secret = "sEcret-that-is-easy-to-find";
const receiverScript = fileURLToPath(new URL("../receivers/node-http.mjs", import.meta.url));

/** Answers with everything that was said to it, and with the keys, as a careless receiver might. */
const echo: Server = createServer((request, response) => {
  request.pipe(response.writeHead(500));
  response.write(`${encryptKey} ${token} ${secret} ${JSON.stringify(request.rawHeaders)}`);
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/webhook/event`;
});
afterAll(() => echo.close());

const cwd = emptyFolder();
const file = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
file("key.txt", `${encryptKey}\n`);
file("app.yaml", JSON.stringify({ "encrypt-key": encryptKey, "verification-token": token }));
file(
  "key-file.yaml",
  `encrypt-key-file: key.txt\nverification-token: >-\n  ${token}\napp-secret: "${secret}"\n`,
);
file("body.json", JSON.stringify({ encrypt: encryptWithKey('{"a":1}') }));
file("scenario.yaml", "name: one event\nsteps:\n  - send: {}\n    expect: { status: 200 }\n");
file(
  "captured.txt",
  `POST / HTTP/1.1\nX-Lark-Signature: 0\n\n{"type":"url_verification","token":"${token}","challenge":"c"}`,
);

function encryptWithKey(text: string): string {
  return createEventCipher(encryptKey).encrypt(text, createRandom(1));
}

/** The same secrets by each way there is. */
const ways: Readonly<
  Record<string, { readonly args: readonly string[]; readonly env?: Record<string, string> }>
> = {
  flags: {
    args: ["--encrypt-key", encryptKey, `--verification-token=${token}`, "--app-secret", secret],
  },
  environment: {
    args: [],
    env: {
      MOCKLARK_ENCRYPT_KEY: encryptKey,
      MOCKLARK_VERIFICATION_TOKEN: token,
      MOCKLARK_APP_SECRET: secret,
    },
  },
  files: {
    args: ["--encrypt-key-file", "key.txt", "--config", "app.yaml", "--app-secret", secret],
  },
  "a key file that the environment names": {
    args: ["--verification-token", token],
    env: { MOCKLARK_ENCRYPT_KEY_FILE: "key.txt", MOCKLARK_APP_SECRET: secret },
  },
  "a key file that the config names": { args: ["--config", "key-file.yaml"] },
};

const managed = `"${process.execPath}" "${receiverScript}"`;
const commands = (): Readonly<Record<string, readonly string[]>> => ({
  "send --json": ["send", url, "--json"],
  "verify-url": ["verify-url", url],
  "verify-url --json": ["verify-url", url, "--json"],
  "check by every reporter": [
    "check",
    url,
    "--only",
    "challenge/*",
    ...["pretty", "json", "junit", "github", "html"].flatMap((kind) => ["--reporter", kind]),
  ],
  "check --exec that prints it and ends": [
    "check",
    "--exec",
    `echo "$MOCKLARK_ENCRYPT_KEY $MOCKLARK_VERIFICATION_TOKEN ${secret}"`,
  ],
  "check --exec of a good receiver": ["check", "--exec", managed, "--only", "challenge/echo"],
  "run scenario": ["run", "scenario.yaml", "--to", url],
  explain: ["explain", "captured.txt"],
  "explain --json": ["explain", "captured.txt", "--json"],
  decrypt: ["decrypt", "body.json"],
  encrypt: ["encrypt", "captured.txt"],
  sign: ["sign", "body.json", "--timestamp", "1700000000", "--nonce", "1"],
  "a target that is refused": ["send", `ftp://localhost/${secret}`],
});

it("hides a key in the complaint about another flag", async () => {
  const { code, stderr } = await runCli(["send", url, "--count", encryptKey], {
    env: { MOCKLARK_ENCRYPT_KEY: encryptKey },
  });
  expect(code).toBe(2);
  expect(stderr).toContain("'<encrypt key>'");
});

it.each<[string, string[], Record<string, string>]>([
  ["a flag", ["--encrypt-key-file", "key.txt"], {}],
  ["a flag with =", ["--encrypt-key-file=key.txt"], {}],
  ["the environment", [], { MOCKLARK_ENCRYPT_KEY_FILE: "key.txt" }],
])(
  "hides a key in a file named by %s in the complaint about another flag",
  async (_by, args, env) => {
    const { code, stderr } = await runCli(["send", url, "--count", encryptKey, ...args], {
      cwd,
      env,
    });
    expect(code).toBe(2);
    expect(stderr).toContain("'<encrypt key>'");
  },
);

it.each([[[]], [["--json"]]])(
  "hides the keys that a scenario brings along: run %j",
  async (json) => {
    const text = `name: a
why: with ${encryptKey}
app: { encryptKey: "${encryptKey}" }
steps:
  - title: signed with ${encryptKey}
    send:
    expect: { status: 500 }
  - title: now with ${token}
    change-app: { verificationToken: "${token}" }
  - send:
    expect: { status: 200 }
`;
    file("own-app.yaml", text);
    const run = ["run", "own-app.yaml", "--to", url, ...json];
    const { code, stdout, stderr } = await runCli(run, { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("<encrypt key>");
    for (const hidden of [encryptKey, token]) expect(stdout + stderr).not.toContain(hidden);
  },
);

describe.concurrent("a secret where something else is wrong", () => {
  const folderWith = (name: string, text: string): string => {
    const folder = emptyFolder();
    writeFileSync(join(folder, name), text);
    return folder;
  };
  const config = "mocklark.config.yaml";
  const scenario = `name: a\nwhy: b\napp:\n  encryptKey: ${encryptKey}\nsteps:\n  - sned:\n`;

  it.each<[string, string[], string, string]>([
    ["an unknown flag", ["checks"], config, `encrypt-key: ${encryptKey}\nsedd: 3\n`],
    ["broken YAML", ["checks"], config, `encrypt-key: ${encryptKey}\nsend: [\n`],
    [
      "a config that is validated",
      ["validate", config],
      config,
      `encrypt-key: ${encryptKey}\na: 1`,
    ],
    [
      "broken YAML below a block",
      ["checks"],
      config,
      `encrypt-key: |\n  one\n  two\n  ${encryptKey}\nsend: [\n`,
    ],
    [
      "an unknown flag below a folded block",
      ["checks"],
      config,
      `encrypt-key: >-\n  one\n  two\n  ${encryptKey}\nsedd: 3\n`,
    ],
    [
      "an unknown flag far behind it",
      ["checks"],
      config,
      `{ "encrypt-key": "${encryptKey.repeat(9)}", "sedd": 3 }`,
    ],
    ["an alias that is validated", ["validate", config], config, `encrypt-key: *${encryptKey}\n`],
    ["a key that looks like an alias", ["checks"], config, `encrypt-key: *${encryptKey}\n`],
    ["a slip in its own name", ["checks"], config, `encrypt-kye: ${encryptKey}\n`],
    ["a scenario", ["run", "s.yaml", "--to", "http://127.0.0.1:1"], "s.yaml", scenario],
    ["a scenario that is validated", ["validate", "s.yaml"], "s.yaml", scenario],
  ])("is not shown beside %s", async (_what, args, name, text) => {
    const { code, stdout, stderr } = await runCli(args, { cwd: folderWith(name, text) });
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(encryptKey);
    expect(stdout + stderr).toContain("<hidden>");
  });

  it("is not shown behind a misspelt flag", async () => {
    const { code, stderr } = await runCli(["checks", `--encrypt-kye=${encryptKey}`]);
    expect(code).toBe(2);
    expect(stderr).not.toContain(encryptKey);
  });

  it("is not shown when it is a number and ought to be a text", async () => {
    const text = "name: a\nwhy: b\napp: { encryptKey: 1234567890 }\nsteps:\n  - send:\n";
    const cwd = folderWith("s.yaml", text);
    const { code, stdout } = await runCli(["validate", "s.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("app.encryptKey must be a text, but is a number");
    expect(stdout).not.toContain("1234567890");
  });

  it("is not shown as bytes of a request", async () => {
    const { stdout } = await runCli(["verify-url", url, "--json", "--verification-token", token]);
    const { request } = JSON.parse(stdout) as { request: { body: string } };
    expect(JSON.parse(request.body)).toMatchObject({ token: "<verification token>" });
    expect(stdout).not.toContain([...Buffer.from(token)].join(","));
  });

  it("is not shown when only the config file has it", async () => {
    const cwd = folderWith(config, `verify-url:\n  token: ${token}\napp-secret: ${secret}\n`);
    const { stdout, stderr } = await runCli(["verify-url", url, "--json"], { cwd });
    expect(stdout).toContain("<verification token>");
    expect(stdout + stderr).not.toContain(token);
    expect(stdout + stderr).not.toContain(secret);
  });
});

describe.concurrent.each(Object.keys(ways))("secrets given by %s", (way) => {
  const { args, env = {} } = ways[way] ?? { args: [] };

  it.each(Object.keys(commands()))("show in nothing that %s prints", async (name) => {
    const { code, stdout, stderr } = await runCli([...(commands()[name] ?? []), ...args], {
      cwd,
      env,
    });
    expect([0, 1, 2, 3]).toContain(code);
    const printed = stdout + stderr;
    for (const hidden of [encryptKey, encodeURIComponent(encryptKey), token, secret]) {
      expect(printed).not.toContain(hidden);
    }
    expect(printed).not.toBe("");
  });

  it("stay whole in the request and the event that were asked for", async () => {
    const dryRun = ["send", url, "--dry-run", "--print", "json", ...args];
    const { stdout } = await runCli(dryRun, { cwd, env });
    const { body, plaintext } = JSON.parse(stdout) as { body: string; plaintext: string };
    expect(JSON.parse(plaintext)).toMatchObject({ header: { token } });
    const { encrypt } = JSON.parse(body) as { encrypt: string };
    expect(createEventCipher(encryptKey).decrypt(encrypt)).toBe(plaintext);
    expect(stdout).not.toContain(encryptKey);
  });

  it("are hidden in report files too", async () => {
    const name = `report-${way}.json`;
    const check = ["check", url, "--only", "challenge/echo", "--reporter", `json=${name}`, ...args];
    await runCli(check, { cwd, env });
    const text = readFileSync(join(cwd, name), "utf8");
    for (const hidden of [encryptKey, token, secret]) expect(text).not.toContain(hidden);
    expect(text).toContain("<encrypt key>");
  });
});
