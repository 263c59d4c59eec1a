import { array, assert, constantFrom, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { createOutputCapture } from "../../src/receiver/output-capture.js";

const bytes = (text: string): Buffer => Buffer.from(text);

describe("captured output", () => {
  it("is mixed as it came in the tail, and apart in its lines", () => {
    const output = createOutputCapture();
    const start = output.mark();
    output.write(bytes("listening\n"));
    output.write(bytes("TypeError: x\n    at y\n"), "stderr");
    output.write(bytes("got it\n"), "stdout");
    expect(output.tail()).toBe("listening\nTypeError: x\n    at y\ngot it\n");
    expect(output.since(start)).toEqual({
      stdout: ["listening", "got it"],
      stderr: ["TypeError: x", "    at y"],
    });
  });

  it("since a mark is what ended after it", () => {
    const output = createOutputCapture();
    output.write(bytes("before\nhalf "), "stderr");
    const mark = output.mark();
    expect(output.since(mark)).toEqual({ stdout: [], stderr: [] });
    output.write(bytes("and half\nafter\n"), "stderr");
    expect(output.since(mark).stderr).toEqual(["half and half", "after"]);
    expect(output.since(output.mark()).stderr).toEqual([]);
  });

  it("holds a line without an end once it is asked for, or the process has ended", () => {
    const output = createOutputCapture();
    const mark = output.mark();
    output.write(bytes("Killed"), "stderr");
    expect(output.since(mark).stderr).toEqual([]);
    expect(output.since(mark, { partial: true }).stderr).toEqual(["Killed"]);
    expect(output.since(output.mark(), { partial: true }).stderr).toEqual([]);
    output.endLines();
    output.endLines();
    output.write(bytes("started again\n"), "stderr");
    expect(output.since(mark)).toEqual({ stdout: [], stderr: ["Killed", "started again"] });
  });

  it("has the same lines wherever its chunks are cut", () => {
    const text = bytes("中文 début\r\n\n👩‍👩‍👧 end\nopen é");
    assert(
      property(array(nat(text.length)), constantFrom("stdout", "stderr"), (cuts, stream) => {
        const output = createOutputCapture();
        const mark = output.mark();
        const places = [0, ...cuts.toSorted((left, right) => left - right), text.length];
        places.slice(1).forEach((end, index) => {
          output.write(text.subarray(places[index], end), stream);
        });
        expect(output.since(mark, { partial: true })[stream]).toEqual([
          "中文 début",
          "",
          "👩‍👩‍👧 end",
          "open é",
        ]);
      }),
    );
  });

  it("has printable lines only", () => {
    const output = createOutputCapture();
    const mark = output.mark();
    output.write(Buffer.from("\x1B[31mred\x1B[0m \x1B[2J \x9B \xFF 50%\r100%\r\n", "latin1"));
    expect(output.since(mark).stdout).toEqual(["red \uFFFD[2J \uFFFD \uFFFD 50%\uFFFD100%"]);
  });

  it("keeps the last lines, and of a stream no more than its bound", () => {
    const output = createOutputCapture({ maxBytes: 100, mostLines: 3 });
    const mark = output.mark();
    for (let line = 0; line < 50; line++) output.write(bytes(`line ${line}\n`), "stderr");
    expect(output.since(mark).stderr).toEqual(["line 47", "line 48", "line 49"]);
    output.write(bytes(`${"é".repeat(1_000)}end\n`), "stderr");
    expect(output.since(mark).stderr).toEqual([`…${"é".repeat(47)}end`]);
    expect(output.tail()).toBe(`…${"é".repeat(47)}end\n`);
  });

  it("of one stream is not pushed out by a flood of the other", () => {
    const output = createOutputCapture();
    const mark = output.mark();
    output.write(bytes("Error: the reason\n"), "stderr");
    for (let line = 0; line < 10_000; line++) output.write(bytes(`request ${line}\n`));
    expect(output.since(mark).stderr).toEqual(["Error: the reason"]);
    expect(output.since(mark).stdout).toHaveLength(40);
    expect(output.tail()).not.toContain("Error");
  });
});
