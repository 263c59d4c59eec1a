import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { eventTemplate } from "../../../src/load/k6/event-templates.js";
import { writeK6Script, type K6ScriptOptions } from "../../../src/load/k6/write-k6-script.js";
import { sampleEvent } from "../../wire/sample-event.js";

const app = createApp(
  {
    encryptKey: "the-encrypt-key",
    verificationToken: sampleEvent.header.token,
    appSecret: "the-app-secret",
  },
  createRandom(1),
);

const write = (options: Partial<K6ScriptOptions> = {}): string =>
  writeK6Script({
    url: "https://receiver.example.com/webhook",
    app,
    plan: { arrivals: { kind: "rate", perSecond: 500 }, durationMs: 30_000, rampMs: 0 },
    thresholds: [],
    events: [sampleEvent],
    ...options,
  });

describe("the text of a script for k6", () => {
  it("is the same for the same options", () => {
    expect(write()).toBe(write());
  });

  it("holds no key", () => {
    for (const key of [app.encryptKey, app.verificationToken, app.appSecret]) {
      expect(write()).not.toContain(key);
    }
  });

  it("holds neither id nor time of the events it was made of", () => {
    expect(write()).not.toContain(sampleEvent.header.event_id);
    expect(write()).not.toContain(sampleEvent.header.create_time);
  });

  it("says how it is run, with the keys that it needs", () => {
    const all = "//   MOCKLARK_ENCRYPT_KEY=... MOCKLARK_VERIFICATION_TOKEN=... k6 run script.js";
    expect(write()).toContain(`\n${all}\n`);
    const without = { ...app, encryptKey: "", verificationToken: "" };
    expect(write({ app: without })).toContain("\n//   k6 run script.js\n");
  });

  it("names the mocklark that made it", () => {
    expect(write({ version: "1.2.3" })).toMatch(/^\/\/ Made by mocklark 1\.2\.3: /);
    expect(write()).toMatch(/^\/\/ Made by mocklark: /);
  });

  it("sends to the URL given unless MOCKLARK_URL says another", () => {
    const url = 'http://localhost/"quoted"\\';
    expect(write({ url })).toContain(`__ENV.MOCKLARK_URL || ${JSON.stringify(url)};`);
  });

  it("sends the Unit header of the site that it stands in for", () => {
    expect(write()).toContain('const unit = "eu_nc";');
    expect(write({ unit: "larksuite" })).toContain('const unit = "larksuite";');
  });
});

describe("the template of an event", () => {
  it("has its slots where schema 2.0 has id, token and time", () => {
    expect(eventTemplate(sampleEvent)).toMatch(
      /^\{"schema":"2\.0","header":\{"event_id":"\{\{event_id\}\}","token":"\{\{token\}\}","create_time":"\{\{second\}\}\{\{ms\}\}",/,
    );
  });

  it("has its slots where schema 1.0 has them", () => {
    expect(eventTemplate({ ...sampleEvent, schema: "1.0" })).toMatch(
      /^\{"uuid":"\{\{event_id\}\}","token":"\{\{token\}\}","ts":"\{\{second\}\}\.\{\{ms\}\}000",/,
    );
  });
});
