import { defineConfig } from "vitest/config";

/** Run from a test, in a process of its own: what is in here is meant to fail in part. */
export default defineConfig({
  test: {
    env: { MOCKLARK_LANG: "en" },
    include: ["test/vitest-fixture/*.fixture.ts", "test/examples/jest.example.mjs"],
    globals: true,
    expect: { requireAssertions: true },
  },
});
