import { describe, expect, it } from "vitest";
import { parseReceiverClock } from "../../../src/receiver/clock/parse-receiver-clock.js";

describe("the setting of a receiver's clock", () => {
  it.each(["auto", "node", "faketime", "off"])('reads "%s"', (word) => {
    expect(parseReceiverClock(word)).toBe(word);
    expect(parseReceiverClock(` ${word} `)).toBe(word);
  });

  it("reads a command as it stands", () => {
    const text = "command: docker exec app set-clock +{seconds}: now ";
    expect(parseReceiverClock(text)).toBe(text);
  });

  it.each([
    ["fake-time", "faketime"],
    ["Node", "node"],
    ["comand:date {seconds}", "command"],
    ["atuo", "auto"],
  ])('for "%s" suggests "%s"', (text, meant) => {
    expect(() => parseReceiverClock(text)).toThrow(
      expect.objectContaining({
        code: "USAGE",
        remedy: expect.stringContaining(`Did you mean "${meant}"?`) as string,
      }),
    );
  });

  it("refuses anything else, printed safely, and names what it takes", () => {
    expect(() => parseReceiverClock("\u001B[2Jzzzzzzzzz")).toThrow(
      expect.objectContaining({
        code: "USAGE",
        message:
          'Failed to read the receiver\'s clock: "\uFFFD[2Jzzzzzzzzz" is none that is known.',
        remedy: expect.stringMatching(/^Write "auto".*\{seconds\}/) as string,
      }),
    );
    expect(() => parseReceiverClock("")).toThrow("is none that is known");
  });

  it("refuses a command that is not told how far to go", () => {
    expect(() => parseReceiverClock("command:date")).toThrow(
      expect.objectContaining({
        code: "USAGE",
        message: "Failed to read the receiver's clock: its command lacks {seconds}.",
      }),
    );
  });
});
