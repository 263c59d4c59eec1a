import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { executableKind } from "../../../src/receiver/clock/executable-kind.js";

const folder = mkdtempSync(join(tmpdir(), "mocklark-elf-"));

/** An ELF file of 64 bits with program headers of these types and sections of these names, and nothing else. */
function elf(programTypes: readonly number[], sectionNames: readonly string[]): Buffer {
  const strings = Buffer.from(["", ...sectionNames, ""].join("\0"));
  const programsAt = 64;
  const stringsAt = programsAt + 56 * programTypes.length;
  const sectionsAt = stringsAt + strings.length;
  const head = Buffer.alloc(64);
  head.write("\u007FELF\u0002\u0001", "latin1");
  head.writeBigUInt64LE(BigInt(programsAt), 32);
  head.writeBigUInt64LE(BigInt(sectionsAt), 40);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(programTypes.length, 56);
  head.writeUInt16LE(64, 58);
  head.writeUInt16LE(1, 60);
  head.writeUInt16LE(0, 62);
  const programs = programTypes.map((type) => {
    const header = Buffer.alloc(56);
    header.writeUInt32LE(type);
    return header;
  });
  const section = Buffer.alloc(64);
  section.writeBigUInt64LE(BigInt(stringsAt), 24);
  section.writeBigUInt64LE(BigInt(strings.length), 32);
  return Buffer.concat([head, ...programs, strings, section]);
}

function written(name: string, bytes: Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

describe("the kind of an executable", () => {
  it.each([
    "/usr/bin/node",
    "/opt/node-v20.20.2",
    "/usr/bin/nodejs",
    "/x/node18",
    "/x/node (deleted)",
  ])("of %s is Node", (path) => {
    expect(executableKind(path)).toBe("node");
  });

  it.each([
    ["names a loader", "dynamic", elf([1, 3, 2], [".text"])],
    ["names none", "static", elf([1, 2], [".text"])],
    ["has no sections left and a loader", "dynamic", elf([3], [])],
    ["was built by Go", "go", elf([1], [".text", ".go.buildinfo"])],
    ["was built by Go with a loader", "go", elf([3], [".go.buildinfo"])],
    ["is no ELF file", "unknown", Buffer.from("#!/bin/sh\n")],
    ["is empty", "unknown", Buffer.alloc(0)],
    ["is cut short", "unknown", elf([1, 3], []).subarray(0, 70)],
  ])("of one that %s is %s", (name, kind, bytes) => {
    expect(executableKind(written(name.replaceAll(" ", "-"), bytes))).toBe(kind);
  });

  it.runIf(process.platform === "linux")("of the shell here is dynamic", () => {
    expect(executableKind("/bin/sh")).toBe("dynamic");
  });

  it("of a file that is not there is unknown", () => {
    expect(executableKind(join(folder, "gone"))).toBe("unknown");
  });
});
