import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { readJournal } from "../../src/delivery/journal-recovery.js";
import { openJournal } from "../../src/delivery/journal.js";
import { recordingReceiver } from "../delivery/raw-receiver.js";
import { eventNumbered } from "../delivery/scripted-channel.js";
import { emptyFolder, runCli } from "./run-cli.js";

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === "win32";

const inFolder = (data: string, name: string): string => {
  mkdirSync(data);
  return join(data, name);
};

describe("a data folder that cannot be used", () => {
  it.each<[string, (data: string) => void]>([
    ["is a file", (data) => writeFileSync(data, "")],
    ["is a link to nowhere", (data) => symlinkSync("gone", data)],
    ["is a link to itself", (data) => symlinkSync(data, data)],
    ["has a folder for a journal", (data) => mkdirSync(inFolder(data, "journal.ndjson"))],
    [
      "has a device for a journal",
      (data) => symlinkSync("/dev/full", inFolder(data, "journal.ndjson")),
    ],
    [
      "has a pipe for a journal",
      (data) => void execFileSync("mkfifo", [inFolder(data, "journal.ndjson")]),
    ],
    [
      "has a journal that is a link to itself",
      (data) => symlinkSync("journal.ndjson", inFolder(data, "journal.ndjson")),
    ],
    [
      "has a journal that is a link into a folder that is gone",
      (data) => symlinkSync("gone/journal", inFolder(data, "journal.ndjson")),
    ],
    ["has a folder for a draft", (data) => mkdirSync(inFolder(data, "journal.ndjson.new"))],
    ["has a folder for a lock", (data) => mkdirSync(inFolder(data, "lock.1"))],
    ["has a pipe for a lock", (data) => void execFileSync("mkfifo", [inFolder(data, "lock.1")])],
    [
      "has something else in its journal",
      (data) => writeFileSync(inFolder(data, "journal.ndjson"), "hi\n"),
    ],
    ...(isRoot || isWindows
      ? []
      : ([
          [
            "may not be written",
            (data: string) => {
              mkdirSync(data);
              chmodSync(data, 0o500);
            },
          ],
          [
            "has a lock that may not be read",
            (data: string) => {
              writeFileSync(inFolder(data, "lock.1"), '{"pid":1,"since":"1"}');
              chmodSync(join(data, "lock.1"), 0);
            },
          ],
        ] satisfies [string, (data: string) => void][])),
  ])(
    "and %s ends with exit code 3 and one sentence",
    async (_title, make) => {
      const cwd = emptyFolder();
      make(join(cwd, "data"));
      const commands = [
        ["send", "http://127.0.0.1:9/", "--data", "data", "--retries", "off"],
        ["gateway", "--port", "0", "--data", "data", "--wait-for", "100ms"],
      ];
      for (const { code, stderr } of await Promise.all(
        commands.map((each) => runCli(each, { cwd })),
      )) {
        expect(stderr).toMatch(/^error Failed to .+\.\n.+\.\n$/);
        expect(stderr).not.toContain("this is a bug");
        expect(code).toBe(3);
      }
    },
    30_000,
  );

  it.each([
    ["an empty name", "", 2],
    ["a name that is too long", "a".repeat(300), 3],
    ["a name with a zero byte", "a\0b", 2],
    ["a place where nothing can be made", "/dev/null/data", 3],
  ])("by %s ends in one sentence", async (_title, data, expected) => {
    const cwd = emptyFolder();
    // An argument cannot hold a zero byte; the config file can.
    writeFileSync(join(cwd, "mocklark.config.json"), JSON.stringify({ send: { data } }));
    const { code, stderr } = await runCli(["send", "http://127.0.0.1:9/"], { cwd });
    // Then a remedy, or the line of the config file.
    expect(stderr).toMatch(/^error Failed to .+[^.]\.\n(?:.+\.|> 1 \| .+\n.+\^)\n$/);
    expect(code).toBe(expected);
  });
});

describe("events that are owed where nothing may be sent now", () => {
  it("stay owed and are counted, and the others are delivered", async () => {
    const cwd = emptyFolder();
    const data = join(cwd, "data");
    const receiver = await recordingReceiver();
    const journal = await openJournal(data, { clock: createVirtualClock() });
    const targets = [
      ["webhook", "http://203.0.113.7/"],
      ["webhook", receiver.url],
      ["webhook", "https://open.feishu.cn/"],
      ["webhook", "not a URL"],
      ["long-connection", "cli_0123456789abcdef"],
      ["webhook", "http://203.0.113.7/"],
    ] as const;
    for (const [index, [channel, target]] of targets.entries()) {
      const event = eventNumbered(index);
      await journal.accepted(
        {
          id: `1-${index}`,
          eventId: event.header.event_id,
          eventType: event.header.event_type,
          target,
          channel,
          acceptedAtMs: 0,
          status: "pending",
          attempts: [],
        },
        event,
      );
    }
    await journal.close();
    const { code, stderr } = await runCli(
      ["send", receiver.url, "--data", "data", "--count", "1", "--retries", "off"],
      { cwd },
    );
    expect(stderr).toContain("1 of 1 delivered");
    expect(stderr).toContain("of 6 resumed deliveries 1 delivered, 5 left for the next process");
    expect(stderr).toContain("error Failed to resume: 5 events stay owed: 203.0.113.7 is neither");
    expect(stderr).toContain("--allow-host 203.0.113.7");
    expect(code).toBe(2);
    const file = join(data, "journal.ndjson");
    expect(readJournal(readFileSync(file), file).owed.map(({ id }) => id)).toEqual([
      "1-0",
      "1-2",
      "1-3",
      "1-4",
      "1-5",
    ]);
  });
});
