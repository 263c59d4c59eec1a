import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import { lockDirectory } from "../../src/delivery/directory-lock.js";
import { thisProcess } from "../../src/delivery/lock-holder.js";

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
