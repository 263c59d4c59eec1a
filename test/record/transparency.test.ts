import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { Report } from "../../src/contract/report/report.js";
import { createRandom } from "../../src/base/random.js";
import { createRealClock } from "../../src/base/clock.js";
import { type Replayed, replay } from "../../src/record/replay.js";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import { keys, openProxy, openReceiver, type OpenReceiver } from "./record-fixture.js";

function judge(url: string, { handled }: OpenReceiver): Promise<Report> {
  return checkReceiver({
    target: url,
    app: keys,
    seed: 42,
    witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
    effectTiming: { quietMs: 100, visibleWithinMs: 1_000, patienceMs: 1_000 },
  });
}

const verdicts = ({ checks }: Report): string[] =>
  checks.map(({ id, verdict }) => `${id} ${verdict}`);

const mutant = (name: string) => {
  const found = webhookMutants.find((one) => one.name === name);
  if (!found) throw new Error(`No mutant ${name}.`);
  return found.create;
};

const describeOther = (replayed: readonly Replayed[]): unknown[] =>
  replayed.flatMap((one) =>
    one.kind === "sent" && one.comparison.kind !== "same"
      ? [[one.capture.number, one.comparison, one.capture.request]]
      : [],
  );

describe("the whole contract suite", () => {
  it.each([undefined, "signature-not-compared"])(
    "comes to the same verdicts through the proxy, and a fresh receiver answers a replay alike (%s)",
    { timeout: 240_000 },
    async (name) => {
      const create = name === undefined ? undefined : mutant(name);
      const direct = await openReceiver(create);
      const expected = verdicts(await judge(direct.url, direct));

      const behind = await openReceiver(create);
      const proxy = await openProxy(behind.url);
      expect(verdicts(await judge(proxy.url, behind))).toEqual(expected);
      await proxy.close();

      const fresh = await openReceiver(create);
      const replayed = await replay(proxy.captures, {
        url: fresh.url,
        app: keys,
        random: createRandom(7),
        clock: createRealClock(),
        rhythm: "at-once",
        onReplayed: () => {},
      });
      expect(describeOther(replayed)).toEqual([]);
      expect(replayed.length).toBeGreaterThan(100);
      const notSent = replayed.filter(({ kind }) => kind === "not-sent");
      expect(notSent.length).toBeLessThan(10);
    },
  );
});
