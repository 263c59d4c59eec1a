import * as fc from "fast-check";
import { expect, it } from "vitest";
import { withoutClosed } from "../../src/delivery/journal-compaction.js";
import { encodeRecord } from "../../src/delivery/journal-record.js";

const file = "journal.ndjson";

/** What is to be kept, said in texts: the last header, then in their order the lines that are still open. */
function keptAsText(journal: string): string {
  const lines = new Set<{ readonly text: string; readonly id: string }>();
  const starts = new Map<string, { readonly text: string; readonly id: string }>();
  const closed = new Set<string>();
  let header = "";
  for (const text of journal.trimEnd().split("\n")) {
    const { type, id } = JSON.parse(text) as { type: string; id: string };
    const line = { text, id };
    const start = starts.get(id);
    if (type === "opened") header = text;
    else if (type === "closed") closed.add(id);
    else if (type === "withdrawn" && start) lines.delete(start);
    else if (type !== "duplicate") lines.add(line);
    if (type === "started") starts.set(id, line);
  }
  const open = [...lines].filter(({ id }) => !closed.has(id));
  return [header, ...open.map(({ text }) => text), ""].join("\n");
}

const kept = (journal: string): string =>
  Buffer.concat([...withoutClosed(Buffer.from(journal), file)]).toString();

const types = ["accepted", "started", "withdrawn", "failed", "closed", "duplicate"] as const;

const record = fc.record({
  type: fc.constantFrom(...types),
  id: fc.integer({ min: 1, max: 6 }).map((number) => `${number % 2}-${number}`),
  content: fc.string({ unit: "grapheme", maxLength: 300 }),
});

const opened = fc.integer({ min: 1, max: 1e9 }).map((run) => ({ type: "opened", version: 1, run }));

/** In any order: what is kept does not depend on what may follow what. */
const journal = fc
  .tuple(opened, fc.array(fc.oneof({ weight: 12, arbitrary: record }, opened), { maxLength: 40 }))
  .map(([first, others]) => [first, ...others].map((one) => encodeRecord(one as never)).join(""));

it("keeps the lines of open deliveries, byte for byte", () => {
  fc.assert(
    fc.property(journal, (text) => {
      expect(kept(text)).toBe(keptAsText(text));
    }),
    { numRuns: 500, seed: 20261130 },
  );
});

it("ends a last line that has lost its newline", () => {
  fc.assert(
    fc.property(journal, (text) => {
      expect(kept(text.slice(0, -1))).toBe(kept(text));
    }),
    { numRuns: 100, seed: 20261130 },
  );
});

it("refuses a line in which one byte has changed, and says which line", () => {
  fc.assert(
    fc.property(journal, fc.nat(), fc.integer({ min: 1, max: 255 }), (text, place, change) => {
      const bytes = Buffer.from(text);
      const at = place % (bytes.length - 1);
      const number = bytes.subarray(0, at).toString("latin1").split("\n").length;
      if (bytes[at] === 0x0a) return;
      bytes[at] = (bytes[at] as number) ^ change;
      expect(() => withoutClosed(bytes, file)).toThrow(`line ${number}`);
    }),
    { numRuns: 300, seed: 20261130 },
  );
});

it("keeps nothing of a file without a header", () => {
  expect(kept("")).toBe("");
});
