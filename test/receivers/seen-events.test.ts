import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSeenEvents } from "./seen-events.mjs";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "seen-events-"));
});
afterAll(() => rm(folder, { recursive: true }));

const claimAll = (path: string | undefined, ids: string[]) => {
  const seen = openSeenEvents({ path });
  return Promise.all(ids.map((id) => seen.claim(id)));
};

it("lets one of several callers at once act", async () => {
  expect(await claimAll(undefined, ["a", "a", "b"])).toEqual([true, false, true]);
});

it("remembers over a restart", async () => {
  const path = join(folder, "restart");
  await claimAll(path, ["a"]);
  expect(await claimAll(path, ["a", "b"])).toEqual([false, true]);
});

it("does not glue an id to a line that a crash has torn", async () => {
  const path = join(folder, "torn");
  await writeFile(path, `${Date.now()} a\n${Date.now()} b-was-to`);
  await claimAll(path, ["c"]);
  expect(await claimAll(path, ["a", "b", "c"])).toEqual([false, true, false]);
});

it("forgets after a day, in memory and from the file", async () => {
  const path = join(folder, "old");
  let nowMs = 1_700_000_000_000;
  const now = () => nowMs;
  const seen = openSeenEvents({ path, now });
  await seen.claim("a");
  nowMs += 25 * 3_600_000;
  expect(await seen.claim("a")).toBe(true);
  await writeFile(path, (await readFile(path, "utf8")).split("\n")[0] + "\n");
  expect(await openSeenEvents({ path, now }).claim("a")).toBe(true);
});

it("lets the next caller try when the id could not be written", async () => {
  const path = join(folder, "missing-folder", "state");
  const seen = openSeenEvents({ path });
  await expect(seen.claim("a")).rejects.toThrow("ENOENT");
  await expect(seen.claim("a")).rejects.toThrow("ENOENT");
});
