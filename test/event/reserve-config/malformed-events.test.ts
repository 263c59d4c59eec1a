import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../../src/base/errors.js";
import { checkEvent, checkEventRules } from "../../../src/event/reserve-config/event-rules.js";
import { validateEvent } from "../../../src/event/reserve-config/event-schema.js";
import type { ReserveConfigEvent } from "../../../src/event/reserve-config/reserve-config-event.js";
import { serializeEvent } from "../../../src/wire/serialize-event.js";

type Steps = readonly (string | number)[];

const event = JSON.parse(
  readFileSync(new URL("../../vectors/documented-event.json", import.meta.url), "utf8"),
) as ReserveConfigEvent;

const cyclic: Record<string, unknown> = {};
cyclic["itself"] = cyclic;
const cyclicList: unknown[] = [];
cyclicList.push(cyclicList);

const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
};

function fail(): never {
  throw new Error("touched");
}

const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

const strange: Readonly<Record<string, unknown>> = {
  null: null,
  undefined,
  "a number": 5,
  NaN: Number.NaN,
  "a text": "x",
  "an empty list": [],
  "a list of nulls": [null, null],
  "a list with gaps": Array.from({ length: 3 }),
  "an empty object": {},
  "an object without a prototype": Object.create(null),
  true: true,
  "a BigInt": 5n,
  "a BigInt within": { inner: 5n },
  "a symbol": Symbol("x"),
  "a function": fail,
  "an invalid date": new Date(Number.NaN),
  "an object that holds itself": cyclic,
  "a list that holds itself": cyclicList,
  "an object 5,000 levels deep": nested(5_000, (inner) => ({ inner })),
  "a list 200,000 levels deep": nested(200_000, (inner) => [inner]),
  "a getter that throws": Object.defineProperty({}, "user_id", { enumerable: true, get: fail }),
  "a toJSON that throws": { toJSON: fail, toString: fail },
  "a proxy that throws": new Proxy({}, { get: fail, ownKeys: fail, has: fail }),
  "a revoked proxy": revoked,
};

function placesIn(value: unknown, steps: Steps = []): Steps[] {
  if (typeof value !== "object" || value === null) return [steps];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    placesIn(each, [...steps, Array.isArray(value) ? Number(key) : key]),
  );
  return [steps, ...inner];
}

function withValue(root: unknown, [step, ...rest]: Steps, value: unknown): unknown {
  if (step === undefined) return value;
  const copy = Array.isArray(root) ? [...(root as unknown[])] : { ...(root as object) };
  const members = copy as Record<string | number, unknown>;
  members[step] = withValue(members[step], rest, value);
  return copy;
}

/** What came of it; anything but a MocklarkError is the test's failure. */
function whatComesOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof MocklarkError) return error.code;
    throw error;
  }
}

describe.each(Object.entries(strange))("%s anywhere in an event", (_name, value) => {
  it("gives violations, and never an error of another kind", () => {
    for (const steps of placesIn(event)) {
      const broken = withValue(event, steps, value);
      for (const check of [validateEvent, checkEvent, checkEventRules]) {
        const violations = check(broken as ReserveConfigEvent);
        for (const { message } of violations) expect(message.length).toBeLessThan(1_000);
      }
      whatComesOf(() => serializeEvent(broken as object));
    }
  });
});

describe("what is no event at all", () => {
  it.each(Object.entries(strange))(
    "%s breaks the schema, and no rule is judged",
    (_name, value) => {
      expect(validateEvent(value).length).toBeGreaterThan(0);
      expect(checkEvent(value).length).toBeGreaterThan(0);
      expect(checkEventRules(value as ReserveConfigEvent)).toEqual([]);
    },
  );
});

describe("an event with a broken block", () => {
  it("has its other blocks held against the rules all the same", () => {
    const broken = withValue(
      withValue(event, ["event", "time_config"], { start_time: "60", end_time: "0" }),
      ["event", "approve_config"],
      null,
    ) as ReserveConfigEvent;
    expect(checkEventRules(broken).map(({ rule }) => rule)).toEqual(["time/end-after-start"]);
  });
});

describe("what JSON cannot hold", () => {
  it.each([
    ["a BigInt", { extra: 5n }],
    ["an object that holds itself", cyclic],
    ["something 200,000 levels deep", strange["a list 200,000 levels deep"]],
  ])("is refused when it is to be sent: %s", (_name, value) => {
    expect(whatComesOf(() => serializeEvent({ ...event, value }))).toBe("INVALID_EVENT");
  });
});
