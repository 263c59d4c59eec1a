import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** The files that take a minute or two, then those that take half of one: begun last, one would run alone. */
const slowest = [/field-cases|matrix/, /test\/(?:contract|cli)\//];

class SlowFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number =>
      [...slowest, /./].findIndex((pattern) => pattern.test(moduleId));
    return Promise.resolve(files.toSorted((left, right) => rankOf(left) - rankOf(right)));
  }
}

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
    sequence: { sequencer: SlowFirst },
    // Only what hangs is to run into these: a hundred kills take a minute, and on a busy machine several
    // times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
