import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { decodeRecord } from "../../src/delivery/journal-record.js";
import { answered } from "../delivery/scripted-channel.js";
import { createSecretMask } from "../../src/event/secret-mask.js";
import { createSimulator, openJournal } from "../../src/index.js";
import { concealOutcome } from "../../src/simulator/conceal-outcome.js";

const app = {
  encryptKey: 'key-"quoted"-0123456789',
  verificationToken: "token-0123456789",
  appSecret: "secret-0123456789",
};

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mocklark-conceal-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("what a receiver answers", () => {
  it("is on disk without the secrets it repeats, and told to observers as it is", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(500, { "X-Echo": app.verificationToken });
      // The key lies across the place where a record's body is cut.
      const padding = "x".repeat(4_096 - 20);
      response.end(`${padding}${app.encryptKey} ${JSON.stringify(app)}`);
    });
    const clock = createVirtualClock({ autoAdvance: true });
    const journal = await openJournal(directory, { clock });
    const bodies: string[] = [];
    const simulator = createSimulator({
      app,
      clock,
      journal,
      observers: [
        {
          attemptEnded: (_delivery, { outcome }) => {
            if (outcome.kind === "answered") bodies.push(outcome.body);
          },
        },
      ],
    });
    await simulator.push({ to: server });
    await simulator.close();
    expect(bodies).toHaveLength(5);
    expect(bodies[0]?.includes(app.encryptKey)).toBe(true);

    const text = readFileSync(join(directory, "journal.ndjson"), "utf8");
    const outcomes = text.split("\n").flatMap((line) => {
      const record = decodeRecord(line);
      return record && "outcome" in record && record.outcome ? [record.outcome] : [];
    });
    expect(outcomes).toHaveLength(5);
    const onDisk = JSON.stringify(outcomes);
    const found = ["key-", app.verificationToken, app.appSecret, "<encrypt key>"].filter((text) =>
      onDisk.includes(text),
    );
    expect(found).toEqual(["<encrypt key>"]);
  });

  it("does not keep the first part of a secret where its body was cut", () => {
    const body = `said ${app.appSecret.slice(0, 12)}`;
    const outcome = { ...answered(500, body), bodyTruncated: true };
    const concealed = concealOutcome(outcome, createSecretMask(app));
    expect(concealed).toMatchObject({ body: "said <app secret>", bodyTruncated: true });
  });
});
