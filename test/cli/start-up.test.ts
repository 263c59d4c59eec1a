import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import * as nodeModule from "node:module";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

/** Parts of Node that take a short command longer to load than to do its work. */
const costly = [
  "crypto",
  "fs/promises",
  "http",
  "https",
  "perf_hooks",
  "tls",
  "worker_threads",
  "zlib",
];

const report = `
  import Module from "node:module";
  process.on("exit", () => {
    const { moduleLoadList: parts } = process;
    console.error(JSON.stringify({ parts, files: Object.keys(Module._cache) }));
  });`;

interface Loaded {
  /** Of Node. */
  readonly parts: readonly string[];
  readonly files: readonly string[];
}

async function loadedBy(args: readonly string[]): Promise<Loaded> {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = await runCli(args, { env: { NODE_OPTIONS } });
  return JSON.parse(stderr.trim().split("\n").at(-1) ?? "") as Loaded;
}

const ofEveryStart = ["bin.js", "first.js", "rolldown-runtime.js"];

const costlyOf = (parts: readonly string[]): string[] =>
  costly.filter((name) => parts.includes(`NativeModule ${name}`));

describe("the command line", () => {
  it.each([["--version"], ["generate"], ["generate", "--help"]])(
    "loads nothing costly for %s %s",
    async (...args) => {
      const { parts } = await loadedBy(args);
      expect(parts).toContain("NativeModule fs");
      expect(costlyOf(parts)).toEqual([]);
    },
  );

  it("sends an event with what signs and encrypts it, and nothing else that is costly", async () => {
    const server = createServer((request, response) => request.resume().pipe(response));
    onTestFinished(() => void server.close());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const { parts } = await loadedBy(["send", `http://127.0.0.1:${port}/`, "--retries", "off"]);
    expect(costlyOf(parts)).toEqual(["crypto"]);
  });

  it.each<[string[], string[]]>([
    [["--version"], []],
    [["generate"], ["start.js", "generate.js"]],
    [
      ["send", "http://127.0.0.1:9/", "--dry-run"],
      ["start.js", "generate.js", "send.js", "format-request.js", "shell-word.js"],
    ],
  ])("starts %j in few files, no installed package among them", async (args, more) => {
    const { files } = await loadedBy(args);
    const expected = [...ofEveryStart, ...more].toSorted();
    expect(files.map((file) => basename(file)).toSorted()).toEqual(expected);
    expect(files.filter((file) => file.includes("node_modules"))).toEqual([]);
  });

  it("is compiled once where Node keeps what it has compiled, and otherwise leaves nothing behind", async () => {
    const TMPDIR = emptyFolder();
    await runCli(["generate"], { env: { TMPDIR } });
    const left = "enableCompileCache" in nodeModule ? ["node-compile-cache"] : [];
    expect(readdirSync(TMPDIR)).toEqual(left);
  });
});
