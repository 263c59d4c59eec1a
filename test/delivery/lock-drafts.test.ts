import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lockDirectory } from "../../src/delivery/directory-lock.js";

it("takes away what a process left that was killed while it asked for the lock", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-lock-"));
  const { pid: dead } = spawnSync(process.execPath, ["--version"]);
  const living = `draft.${process.ppid}.1`;
  for (const name of [`draft.${dead}.1`, `draft.${dead}.22`, living]) {
    writeFileSync(join(folder, name), "");
  }
  await lockDirectory(folder);
  expect(readdirSync(folder).sort()).toEqual([living, "lock.1"]);
});
