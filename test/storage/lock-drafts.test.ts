import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import { lockDirectory } from "../../src/storage/directory-lock.js";
import { thisProcess } from "../../src/storage/lock-holder.js";

it("takes away what a process left that was killed while it asked for the lock", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-lock-"));
  const own = await thisProcess();
  const { pid: dead } = spawnSync(process.execPath, ["--version"]);
  const drafts = {
    [`draft.${dead}.1.1`]: { ...own, pid: dead },
    "draft.elsewhere": { ...own, pid: dead, realm: "another container" },
    [`draft.${own.pid}.${own.since ?? ""}.1000`]: own,
  };
  for (const [name, author] of Object.entries(drafts)) {
    writeFileSync(join(folder, name), JSON.stringify(author));
  }
  await lockDirectory(folder, { wall: systemWallClock });
  const left = ["draft.elsewhere", `draft.${own.pid}.${own.since ?? ""}.1000`, "lock.1"];
  expect(readdirSync(folder).sort()).toEqual(left.sort());
});

it("locks a folder in which something else is called a draft", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-lock-"));
  mkdirSync(join(folder, "draft.of-a-letter"));
  const lock = await lockDirectory(folder, { wall: systemWallClock });
  await lock.assertHeld();
  await lock.release();
  expect(readdirSync(folder)).toContain("draft.of-a-letter");
});
