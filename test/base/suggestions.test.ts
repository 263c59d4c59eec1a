import { describe, expect, it } from "vitest";
import { suggest, suggestion } from "../../src/base/suggestions.js";

const commands = ["demo", "send", "verify-url", "check", "run", "generate", "serve"];
const paths = ["event.time_config.max_duration", "event.time_config.end_time", "event.scope_id"];

describe("suggest", () => {
  it.each([
    ["chekc", "check"],
    ["Check", "check"],
    ["generat", "generate"],
    ["verify_url", "verify-url"],
    ["sevre", "serve"],
    ["gen", "generate"],
    ["verify", "verify-url"],
  ])("takes %o for %o", (written, meant) => {
    expect(suggest(written, commands)).toBe(meant);
  });

  it.each([
    ["event.time_config.max_durations", "event.time_config.max_duration"],
    ["max_duration", "event.time_config.max_duration"],
    ["event.scopeid", "event.scope_id"],
    ["event.scope", "event.scope_id"],
  ])("takes the path %o for %o", (written, meant) => {
    expect(suggest(written, paths)).toBe(meant);
  });

  it.each(["x", "ok", "deploy-everything", ""])("suggests nothing for %o", (written) => {
    expect(suggest(written, commands)).toBeUndefined();
    expect(suggestion(written, commands)).toBeUndefined();
  });

  it("knows at once that a megabyte means nothing", () => {
    expect(suggest("chekc".repeat(200_000), commands)).toBeUndefined();
  });

  it("asks in a sentence", () => {
    const asked = suggestion("chekc", commands);
    expect(asked?.in("en")).toBe('Did you mean "check"?');
    expect(asked?.in("zh")).toBe("是否想写「check」？");
  });
});
