import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileProblemText } from "../../src/base/file-problem.js";
import { readBoundedFile } from "../../src/base/read-bounded-file.js";

const inFolder = (name: string): string =>
  join(mkdtempSync(join(tmpdir(), "mocklark-read-")), name);

function problemOf(path: string): string {
  try {
    return readBoundedFile(path).toString();
  } catch (error) {
    return fileProblemText(error).in("zh");
  }
}

describe("readBoundedFile", () => {
  it("reads a file, an empty one too", () => {
    const path = inFolder("key");
    writeFileSync(path, "a key\n");
    expect(readBoundedFile(path).toString()).toBe("a key\n");
    truncateSync(path);
    expect(readBoundedFile(path)).toHaveLength(0);
  });

  it("refuses one that is longer than 16 MB", () => {
    const path = inFolder("large");
    writeFileSync(path, "");
    truncateSync(path, 17 * 1024 * 1024);
    expect(() => readBoundedFile(path)).toThrow("longer than 16 MB");
    expect(problemOf(path)).toBe("超过 16 MB");
  });

  it("throws what can be put in words of either language", () => {
    expect(problemOf(inFolder("missing"))).toBe("文件或文件夹不存在");
    expect(problemOf("a\0b")).toBe("名称中有不允许的字符");
  });

  it.skipIf(process.platform === "win32")("refuses a device without end", () => {
    expect(() => readBoundedFile("/dev/zero")).toThrow("longer than 16 MB");
  });

  describe.skipIf(process.platform === "win32")("of a pipe", () => {
    const makePipe = (): string => {
      const path = inFolder("pipe");
      execFileSync("mkfifo", [path]);
      return path;
    };

    it("waits for what is written to it in pieces, and for its end", () => {
      const path = makePipe();
      const script = `sleep 0.1; { echo a; sleep 0.1; echo key; } > "$0"`;
      spawn("/bin/sh", ["-c", script, path], { stdio: "ignore" });
      expect(readBoundedFile(path, { pipeWithinMs: 60_000 }).toString()).toBe("a\nkey\n");
    });

    it("gives up when nobody writes", () => {
      expect(() => readBoundedFile(makePipe(), { pipeWithinMs: 40 })).toThrow(
        "nobody finished writing to this pipe within 40 ms",
      );
    });
  });
});
