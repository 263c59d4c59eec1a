import { describe, expect, it } from "vitest";
import messageSample from "../../../scenarios/events/im.message.receive_v1.json" with { type: "json" };
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import { reserveConfigType } from "../../../src/event/reserve-config/reserve-config-type.js";
import { readSample } from "../../../src/event/sample/read-sample.js";
import { createSampleType } from "../../../src/event/sample/sample-type.js";
import type { FeishuEvent, ReceiverSettings } from "../../receivers/event-endpoint.mjs";
import { createReceiver } from "../../receivers/node-http.mjs";
import { refusing, withRules } from "../../receivers/mutants/mutant.mjs";
import roomSample from "../../../scenarios/events/vc.room.created_v1.json" with { type: "json" };
import { judgeReceiver, keys, resultOf } from "../judge-receiver.js";

const [message, room] = [messageSample, roomSample].map((sample) =>
  createSampleType(readSample(sample, "a sample")),
) as [ReturnType<typeof createSampleType>, ReturnType<typeof createSampleType>];

const types = [message, room, reserveConfigType];

const judge = async (
  create: (settings: ReceiverSettings) => ReturnType<typeof createReceiver>,
  only = ["event/every-type"],
) => judgeReceiver(create, only, keys, types);

const everyType = async (create: Parameters<typeof judge>[0]) =>
  resultOf(await judge(create), "event/every-type");

const isRoom = ({ header }: FeishuEvent): boolean => header["event_type"] === room.name;

describe("event/every-type", () => {
  it("holds for a receiver that acts on each type", async () => {
    expect(await everyType(createReceiver)).toMatchObject({
      verdict: "pass",
      reason: "Accepted and acted on once each: vc.room.created_v1, vc.reserve_config.updated_v1.",
    });
  });

  it("holds where one type shows more often than the first", async () => {
    const { verdict } = await everyType(({ onEvent, ...settings }) =>
      createReceiver({
        ...settings,
        onEvent(event) {
          onEvent?.(event);
          if (isRoom(event)) onEvent?.(event);
        },
      }),
    );
    expect(verdict).toBe("pass");
  });

  it("names the type that is refused", async () => {
    const result = await everyType(refusing((_event, payload) => isRoom(payload)));
    expect(result).toMatchObject({ verdict: "fail", actual: "vc.room.created_v1: status 400" });
  });

  it("names the type that is not acted on", async () => {
    const result = await everyType(({ onEvent, ...settings }) =>
      createReceiver({ ...settings, onEvent: (event) => isRoom(event) || onEvent?.(event) }),
    );
    expect(result).toMatchObject({ verdict: "fail", actual: "vc.room.created_v1: no effect" });
  });

  it("names the type whose repeat is acted on", async () => {
    const seen = new Set<string>();
    const result = await everyType(
      withRules(() => ({
        async claim(event) {
          const id = String(event.header["event_id"]);
          const isNew = isRoom(event) || !seen.has(id);
          seen.add(id);
          return isNew;
        },
      })),
    );
    expect(result).toMatchObject({
      verdict: "fail",
      actual: "vc.room.created_v1: 2 effects of one that came twice",
    });
  });

  it("is undecided where any type is acted on", async () => {
    const anyType = Object.assign([""], { includes: () => true });
    const result = await everyType((settings) =>
      createReceiver({ ...settings, eventTypes: anyType }),
    );
    expect(result).toMatchObject({ verdict: "inconclusive" });
    expect(result.reason).toContain("see event/unknown-type");
  });

  it("is skipped, with the reason, where there is one type", async () => {
    const report = await judgeReceiver(createReceiver, ["event/every-type"]);
    expect(resultOf(report, "event/every-type")).toMatchObject({
      verdict: "skip",
      reason: "The run has events of one type only: give --event once for each type.",
    });
  });

  it("comes after one event of each further type, for a receiver that must have seen it", async () => {
    let knowsRooms = false;
    const report = await judge(
      withRules(() => ({
        isEvent(payload: FeishuEvent) {
          knowsRooms ||= isRoom(payload);
          return knowsRooms;
        },
      })),
      ["event/accepted", "event/every-type"],
    );
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
  });
});

describe("a run with several types", () => {
  it("repeats a check with the events as they were given", async () => {
    const report = await checkReceiver({
      target: createReceiver({ ...keys, eventTypes: [message.name] }),
      app: keys,
      events: [message],
      eventFlags: ["my samples/message.json"],
      only: ["event/status-200"],
      seed: 42,
    });
    const { repeat } = resultOf(report, "event/status-200");
    expect(repeat).toContain(` --event 'my samples/message.json' --only event/status-200 `);
  });

  it("names them in the report and in the line that repeats a check", async () => {
    const report = await judge(createReceiver, ["event/accepted"]);
    expect(report.events).toEqual(types.map(({ name }) => name));
    expect(resultOf(report, "event/accepted").repeat).toContain(
      " --event im.message.receive_v1 --event vc.room.created_v1 --event vc.reserve_config.updated_v1 ",
    );
  });
});
