import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { slowFirst } from "../slow-first.js";
import { longTests } from "./long-tests.js";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: [...longTests],
    globalSetup: ["test/build-once.ts", "test/temporary-folder.ts"],
    // Most of it waits for processes and sockets: more workers than two cores pay.
    maxWorkers: 3,
    // A minute or two, then half of one.
    sequence: { sequencer: slowFirst([/field-cases|matrix|language/, /test\/(?:contract|cli)\//]) },
    // Whoever runs them may have a Chinese locale.
    env: { MOCKLARK_LANG: "en" },
    // Only what hangs is to run into these: a hundred kills take a minute, and on a busy machine several
    // times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
