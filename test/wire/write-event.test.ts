import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { type App, createApp } from "../../src/event/app.js";
import { createDirectory } from "../../src/event/directory.js";
import type { EventFactory } from "../../src/event/event-type.js";
import type { FeishuEvent } from "../../src/event/feishu-event.js";
import type { EventOptions } from "../../src/event/reserve-config/event-factory.js";
import { checkEvent } from "../../src/event/reserve-config/event-rules.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import { createEventCipher } from "../../src/wire/event-cipher.js";
import { longConnectionPayload } from "../../src/wire/long-connection-payload.js";
import { createRequestBuilder, prepareBody } from "../../src/wire/request-builder.js";
import { serializeEvent } from "../../src/wire/serialize-event.js";
import { eventBytes, writeEvent } from "../../src/wire/write-event.js";

const directory = await createDirectory({ random: createRandom(1) });
const seesAll = createApp({ encryptKey: "the Encrypt Key of these tests" }, createRandom(2));
const seesLess: App = { ...seesAll, permissions: ["vc:room"] };
const now = 1_700_000_000_123;

function factoryFor(seed: number, app: App = seesAll) {
  const settings = { random: createRandom(seed), directory, app: () => app, now: () => now };
  const factory = reserveConfigType.createFactory(settings) as Required<EventFactory<EventOptions>>;
  return {
    create: (options?: EventOptions) => factory.create(options),
    next: (options?: EventOptions) => factory.next(options),
  };
}

const text = (event: FeishuEvent): string => eventBytes(event).toString();

const wishes: readonly EventOptions[] = [
  {},
  { scope: "room" },
  { scope: "level" },
  { departmentNames: true },
  { variant: "minimal" },
  { variant: "smallest" },
];

describe("an event of a run", () => {
  it("has the bytes of the ordinary path, and obeys schema and rules, whatever the seed", () => {
    const wrong: number[] = [];
    for (let seed = 0; seed < 10_000; seed++) {
      const wish = wishes[seed % wishes.length] ?? {};
      const app = seed % 7 === 0 ? seesLess : seesAll;
      const event = factoryFor(seed, app).next(wish);
      const isSame = text(event) === serializeEvent(factoryFor(seed, app).create(wish));
      if (!isSame || checkEvent(event).length > 0) wrong.push(seed);
    }
    expect(wrong).toEqual([]);
  });

  it("stays the ordinary path's event after thousands of others", () => {
    const [run, ordinary] = [factoryFor(3), factoryFor(3)];
    for (let count = 0; count < 3_000; count++) {
      const event = run.next();
      expect(text(event)).toBe(serializeEvent(ordinary.create()));
      expect(checkEvent(event)).toEqual([]);
    }
  });

  it.each(["largest", "five-hundred"] as const)("is the same as %s", (variant) => {
    const event = factoryFor(4).next({ variant });
    expect(text(event)).toBe(serializeEvent(factoryFor(4).create({ variant })));
    expect(checkEvent(event)).toEqual([]);
  });

  it("becomes the ordinary request: same body, signature, nonce and id", () => {
    const cipher = createEventCipher(seesAll.encryptKey);
    const builder = createRequestBuilder(seesAll);
    const [run, ordinary] = [factoryFor(5), factoryFor(5)];
    const [left, right] = [createRandom(6), createRandom(6)];
    for (let count = 0; count < 100; count++) {
      const context = { random: right, timestampMs: now };
      const plain = prepareBody(serializeEvent(ordinary.create()), cipher, right);
      expect(builder.event(run.next(), { random: left, timestampMs: now })).toEqual(
        builder.sign(plain, context),
      );
    }
  });

  it("follows an app whose token or permissions change", () => {
    let app = seesAll;
    const settings = { random: createRandom(7), directory, app: () => app, now: () => now };
    const factory = reserveConfigType.createFactory(settings) as Required<
      EventFactory<EventOptions>
    >;
    factory.next({ variant: "five-hundred" });
    app = { ...seesLess, verificationToken: "rotated" };
    const event = factory.next({ variant: "five-hundred" });
    expect(text(event)).toContain('"token":"rotated"');
    expect(text(event)).not.toMatch(/"user_id":"/);
  });

  it("is refused, every time, where the directory holds what no valid event can", () => {
    const odd = directory.people.map((person) => ({ ...person, openId: "nobody" }));
    const settings = {
      random: createRandom(8),
      directory: { ...directory, people: odd },
      app: () => seesAll,
      now: () => now,
    };
    const factory = reserveConfigType.createFactory(settings) as Required<
      EventFactory<EventOptions>
    >;
    for (let count = 0; count < 3; count++) {
      expect(() => factory.next({ variant: "largest" })).toThrow(/open_id/);
    }
  });
});

describe("the bytes of an event", () => {
  const key = fc.constantFrom(
    "a",
    "scope_id",
    "approve_config",
    "time_config",
    "event",
    "token",
    "é",
  );
  const scalar = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("<&>", "\u2028", "\ud800", '"', "\\", "\n", "\u007f"),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
  );
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(key, scalar, { maxKeys: 3, noNullPrototype: true }),
  );

  it("are those of the ordinary path also for events that were changed in any place", () => {
    const law = fc.property(
      fc.nat(500),
      fc.constantFrom(
        "top",
        "header",
        "event",
        "time_config",
        "approve_config",
        "reserve_scope_config",
      ),
      fc.oneof(
        key,
        fc.constantFrom("end_time", "approvers", "allow_users", "max_duration", "app_id"),
      ),
      value,
      (seed, place, name, changed) => {
        const event = factoryFor(seed).next() as unknown as Record<string, Record<string, unknown>>;
        const { header = {}, event: content = {} } = event;
        const target =
          place === "top"
            ? event
            : place === "header"
              ? header
              : place === "event"
                ? content
                : (content[place] as Record<string, unknown>);
        target[name] = changed;
        const asEvent = event as unknown as FeishuEvent;
        expect(text(asEvent)).toBe(serializeEvent(asEvent));
      },
    );
    fc.assert(law, { numRuns: 3_000, seed: 9 });
  });

  it("are those of the ordinary path whatever header was written before", () => {
    const good = factoryFor(12).next();
    const { event_id: id } = good.header;
    const name = fc.constantFrom(...(Object.keys(good.header) as (keyof typeof good.header)[]));
    const one = fc.constantFrom<unknown>("", "é", '"'.repeat(id.length), null, 5, Array(13), [id]);
    const law = fc.property(fc.array(fc.tuple(name, one), { maxLength: 4 }), (changes) => {
      for (const [changed, to] of changes) {
        for (const value of [good.header[changed], to, `${good.header[changed].slice(1)}0`]) {
          const event = { ...good, header: { ...good.header, [changed]: value } } as FeishuEvent;
          expect(text(event)).toBe(serializeEvent(event));
        }
      }
    });
    fc.assert(law, { numRuns: 300, seed: 13 });
  });

  it("carry another token where one is asked for, and only there", () => {
    const event = factoryFor(10).next();
    expect(eventBytes(event, { token: "" }).toString()).toBe(longConnectionPayload(event));
    expect(text(event)).toBe(serializeEvent(event));
  });

  it("say how much room is missing instead of being cut", () => {
    const event = factoryFor(11).next();
    const whole = Buffer.byteLength(serializeEvent(event));
    expect(writeEvent(event, Buffer.alloc(whole + 1), 2)).toBe(-1);
    const target = Buffer.alloc(whole + 2);
    expect(writeEvent(event, target, 2)).toBe(whole + 2);
    expect(target.toString("utf8", 2)).toBe(serializeEvent(event));
  });
});
