import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateEvent } from "../../src/event/event-schema.js";

const documentedText = readFileSync(
  new URL("../vectors/documented-event.json", import.meta.url),
  "utf8",
);
const documented = (): unknown => JSON.parse(documentedText);

describe("validateEvent", () => {
  it("accepts the documented example unchanged", () => {
    expect(validateEvent(documented())).toEqual([]);
  });
});
