import { mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeDirectory } from "../../src/base/make-directory.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mocklark-make-directory-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("makeDirectory", () => {
  it("makes what is missing on the way, and takes what is there", async () => {
    const path = join(folder, "a", "b", "c");
    await makeDirectory(path);
    await makeDirectory(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it("refuses a file in its place or on the way to it", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(makeDirectory(file)).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeDirectory(join(file, "a"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it("refuses a link that leads nowhere", async () => {
    await symlink(join(folder, "nowhere"), join(folder, "link"));
    await expect(makeDirectory(join(folder, "link"))).rejects.toMatchObject({ code: "EEXIST" });
  });

  it.runIf(existsSync("/proc/self"))("ends where a directory takes no entries", async () => {
    await expect(makeDirectory("/proc/nope/deeper")).rejects.toMatchObject({ code: "ENOENT" });
  });
});
