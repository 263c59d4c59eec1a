import { defineConfig } from "vitest/config";
import { slowFirst } from "./test/slow-first.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      "test/interop/**",
      "test/seeds/**",
      "test/attack/**",
      "test/browser/**",
      "test/bench/**",
      "**/node_modules/**",
    ],
    globalSetup: ["test/build-once.ts", "test/temporary-folder.ts"],
    // Most of the longer tests wait for processes and sockets: more workers than two cores pay.
    maxWorkers: 3,
    // A minute or two, then half of one.
    sequence: { sequencer: slowFirst([/field-cases|matrix/, /test\/(?:contract|cli)\//]) },
    // Only what hangs is to run into these: a hundred kills take a minute, and on a busy machine several
    // times as long.
    // Whoever runs them may have a Chinese locale.
    env: { MOCKLARK_LANG: "en" },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
