import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import {
  addSetting,
  childEnvironment,
  environmentFlags,
  expandReferences,
  settingsOf,
} from "../../src/receiver/child-environment.js";

const app = createApp({ encryptKey: "the key" }, createRandom(1));
const settings = settingsOf(app, "http://127.0.0.1:4321/x");

describe("the environment of a receiver", () => {
  it("replaces each reference by what it stands for, and takes anything else as it is", () => {
    const given = {
      KEY: "@encrypt-key",
      TOKEN: "@verification-token",
      ID: "@app-id",
      SECRET: "@app-secret",
      TENANT: "@tenant-key",
      AT: "@port",
      ON: "@host",
      WHERE: "@url",
      MAIL: "a@b",
      AT_SIGN: "@@encrypt-key",
      EMPTY: "",
    };
    expect(expandReferences(given, settings)).toEqual({
      KEY: "the key",
      TOKEN: app.verificationToken,
      ID: app.appId,
      SECRET: app.appSecret,
      TENANT: app.tenantKey,
      AT: "4321",
      ON: "127.0.0.1",
      WHERE: "http://127.0.0.1:4321/x",
      MAIL: "a@b",
      AT_SIGN: "@encrypt-key",
      EMPTY: "",
    });
  });

  it("knows a domain only where there is one", () => {
    expect(expandReferences({ D: "@domain" }, { MOCKLARK_DOMAIN: "http://x" })).toEqual({
      D: "http://x",
    });
    expect(() => expandReferences({ D: "@domain" }, settings)).toThrow(
      "Failed to set D for the receiver: @domain is not known here.",
    );
  });

  it.each([
    ["KEY=@encrypt-kay", "there is no @encrypt-kay"],
    ["KEY=@toString", "there is no @toString"],
    ["2KEY=x", "that is no name of a variable"],
    ["A KEY=x", "that is no name of a variable"],
    ["KEY=a\0b", "its value holds a NUL character"],
    ["KEY", "it has no ="],
  ])("refuses %j", (written, why) => {
    expect(() => addSetting({}, written)).toThrow(why);
  });

  it("says which reference was probably meant", () => {
    expect(childEnvironment({ KEY: "@encrypt-kay" })?.in("en")).toContain(
      'Did you mean "@encrypt-key"?',
    );
    expect(childEnvironment({ KEY: 1 })?.in("en")).toBe("Give a text for KEY.");
  });

  it("adds to what was said before, the last one winning", () => {
    expect(addSetting({ A: "1", B: "2" }, "A=x=y")).toEqual({ A: "x=y", B: "2" });
  });

  it("repeats references, and leaves values out that may be secret", () => {
    expect(environmentFlags({ KEY: "@encrypt-key", PASSWORD: "hunter2", AT: "@@x" })).toEqual([
      "--env KEY=@encrypt-key",
      '--env PASSWORD="$PASSWORD"',
      '--env AT="$AT"',
    ]);
  });
});
