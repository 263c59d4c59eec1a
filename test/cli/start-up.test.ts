import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.js";

/** Parts of Node that take a short command longer to load than to do its work. */
const costly = ["crypto", "http", "https", "perf_hooks", "tls", "worker_threads", "zlib"];

const report = "process.on('exit', () => console.error(process.moduleLoadList.join()))";

async function loadedBy(args: readonly string[]): Promise<string[]> {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = await runCli(args, { env: { NODE_OPTIONS } });
  return stderr.trim().split(",");
}

describe("the command line", () => {
  it.each([["--version"], ["generate"], ["generate", "--help"]])(
    "loads nothing costly for %s %s",
    async (...args) => {
      const loaded = await loadedBy(args);
      expect(loaded).toContain("NativeModule fs");
      expect(costly.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
    },
  );
});
