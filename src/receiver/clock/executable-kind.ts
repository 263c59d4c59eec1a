import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";

/** What a program is to one who wants to move its clock: only a dynamically linked one takes a preloaded library. */
export type ExecutableKind = "node" | "dynamic" | "go" | "static" | "unknown";

/**
 * Looks at a program's name and at its ELF headers.
 * @param file where to read it, perhaps another path than its own, such as /proc/1/exe
 */
export function executableKind(path: string, file = path): ExecutableKind {
  if (/^node(?:js)?[-_.v\d]*(?: \(deleted\))?$/.test(basename(path))) return "node";
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    return kindOfElf(descriptor);
  } catch {
    return "unknown";
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Where the fields stand in ELF files of 64 and of 32 bits. */
const layouts = {
  2: {
    programs: { offset: 32, size: 54, count: 56 },
    sections: { offset: 40, size: 58, count: 60, names: 62 },
    section: { offset: 24, size: 32 },
    word: (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at)),
  },
  1: {
    programs: { offset: 28, size: 42, count: 44 },
    sections: { offset: 32, size: 46, count: 48, names: 50 },
    section: { offset: 16, size: 20 },
    word: (bytes: Buffer, at: number) => bytes.readUInt32LE(at),
  },
} as const;

type Layout = (typeof layouts)[1 | 2];

/** The type of the program header that names a dynamic loader. */
const loaderHeader = 3;
const mostBytes = 1 << 20;

/** @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
function kindOfElf(file: number): ExecutableKind {
  const head = readAt(file, 0, 64);
  const layout = layouts[head[4] as 1 | 2] as Layout | undefined;
  const isLittleEndianElf = head.toString("latin1", 0, 4) === "\u007FELF" && head[5] === 1;
  if (!isLittleEndianElf || !layout) return "unknown";
  // Go asks the kernel for the time itself, linked dynamically or not.
  if (sectionNames(file, head, layout).includes(".go.buildinfo")) return "go";
  const { programs } = layout;
  const headers = tableOf(file, head, layout, programs);
  return headers.some((header) => header.readUInt32LE(0) === loaderHeader) ? "dynamic" : "static";
}

function tableOf(
  file: number,
  head: Buffer,
  { word }: Layout,
  table: { readonly offset: number; readonly size: number; readonly count: number },
): Buffer[] {
  const size = head.readUInt16LE(table.size);
  const count = head.readUInt16LE(table.count);
  const bytes = readAt(file, word(head, table.offset), size * count);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** None in a file whose sections were taken out. */
function sectionNames(file: number, head: Buffer, layout: Layout): string[] {
  const headers = tableOf(file, head, layout, layout.sections);
  const strings = headers[head.readUInt16LE(layout.sections.names)];
  if (!strings) return [];
  const { word, section } = layout;
  return readAt(file, word(strings, section.offset), word(strings, section.size))
    .toString("latin1")
    .split("\0");
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.min(length, mostBytes));
  if (readSync(file, bytes, 0, bytes.length, position) < bytes.length) throw new Error("cut short");
  return bytes;
}
