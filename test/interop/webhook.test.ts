import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import {
  createSimulator,
  describeOutcome,
  type GenerateOptions,
  type Simulator,
} from "../../src/index.js";
import type { ForgeryName } from "../../src/wire/forgery.js";
import { judgeUrlVerification } from "../../src/wire/url-verification.js";
import "../../src/vitest.js";
import { asHandled } from "./as-handled.js";
import { printsWholeEvents, receivers, type InteropReceiver } from "./interop-receivers.js";
import { startReceiver, type ReceiverProcess } from "./receiver-process.js";

const ready = inject("readyLanguages");
const webhooks = receivers.filter(({ mode }) => mode === "webhook").filter(printsWholeEvents);
const failingScopeId = `omm_${"f".repeat(32)}`;

/** What no SDK acts on when it has an Encrypt Key. */
const refusedWithKey: readonly ForgeryName[] = [
  "tampered-ciphertext",
  "wrong-signature",
  "missing-signature",
  "body-swapped",
  "other-key",
  "plaintext-downgrade",
  "empty-key-signature",
  "key-left-out",
];

/** Without a key nothing but the token tells a forgery, and of the SDKs only Python's looks at it. */
const refusedWithoutKey = ({ language, kind }: InteropReceiver): readonly ForgeryName[] =>
  kind === "complete" || language === "python" ? ["wrong-token"] : [];

const cases = webhooks.flatMap((receiver) =>
  (["without", "with"] as const).map((key) => ({ ...receiver, receiver, key })),
);

for (const { language, kind, receiver, key } of cases) {
  describe.runIf(ready.includes(language))(
    `the ${language} webhook ${kind} ${key} an Encrypt Key`,
    () => {
      let simulator: Simulator;
      let process: ReceiverProcess;
      let url: string;

      beforeAll(async () => {
        simulator = createSimulator({
          departmentNames: true,
          seed: 20_261_122,
          app: { encryptKey: key === "with" ? "interop encrypt key" : "" },
          policy: { waitsMs: [50] },
        });
        process = startReceiver(receiver, {
          PORT: "0",
          MOCKLARK_ENCRYPT_KEY: simulator.app.encryptKey,
          MOCKLARK_VERIFICATION_TOKEN: simulator.app.verificationToken,
          FAIL_FIRST: "1",
          FAIL_SCOPE_ID: failingScopeId,
        });
        const line = await process.waitForLine((text) => text.startsWith("listening on "));
        url = line.replace("listening on ", "");
        // The first answer of a cold JVM may take longer than an attempt may.
        await vi.waitFor(verify, { timeout: 60_000 });
      });

      beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(process.output())));

      afterAll(async () => {
        process?.stop();
        await simulator?.close();
      });

      async function verify() {
        const challenge = simulator.random.uuid();
        const { random } = simulator;
        const request = simulator.builder.urlVerification({ random, challenge });
        const outcome = await simulator.send({ to: url, request });
        if (outcome.kind !== "answered") throw new Error(describeOutcome(outcome));
        return judgeUrlVerification(outcome, { challenge });
      }

      async function pushAndWatch(options: GenerateOptions = {}, from = simulator) {
        const event = await from.generate(options);
        const delivery = await from.push({ to: url, event });
        expect(delivery).toBeDelivered();
        await process.waitForLine((line) => line.includes(event.header.event_id));
        return {
          attempts: delivery.attempts,
          handled: process.handled(event.header.event_id),
          expected: [asHandled(event, language)],
        };
      }

      it("verifies its URL", async () => {
        expect(await verify()).toMatchObject({ verified: true });
      });

      it.each(["typical", "minimal", "smallest", "largest", "five-hundred"] as const)(
        "hands over a %s event whole",
        async (variant) => {
          const { handled, expected } = await pushAndWatch({ variant });
          expect(handled).toEqual(expected);
        },
      );

      it("hands over a level's event", async () => {
        const { handled, expected } = await pushAndWatch({ scope: "level" });
        expect(handled).toEqual(expected);
      });

      it("hands over Chinese text and what only the SDKs know", async () => {
        const { handled, expected } = await pushAndWatch({ variant: "largest" });
        expect(JSON.stringify(expected)).toMatch(/"department_name":"\p{Script=Han}+/u);
        expect(handled).toEqual(expected);
      });

      it("hands over a fractional duration", async () => {
        const { handled, expected } = await pushAndWatch({
          variant: "largest",
          overrides: { "event.approve_config.meeting_duration": 1.25 },
        });
        expect(handled).toEqual(expected);
      });

      it("handles an event whose user ids are null", async () => {
        const unprivileged = createSimulator({
          departmentNames: true,
          seed: 20_261_123,
          app: { ...simulator.app, permissions: ["vc:room"] },
        });
        const { handled, expected } = await pushAndWatch({ variant: "largest" }, unprivileged);
        expect(handled).toEqual(expected);
        await unprivileged.close();
      });

      it("handles an event at the second attempt when the first failed", async () => {
        const { attempts, handled, expected } = await pushAndWatch({
          overrides: { "event.scope_id": failingScopeId, "event.scope_type": 2 },
        });
        expect(attempts).toHaveLength(2);
        expect(handled).toEqual(expected);
      });

      const forgeries = key === "with" ? refusedWithKey : refusedWithoutKey(receiver);
      it.each(forgeries)("does not act on a forged event: %s", async (forgery) => {
        const event = await simulator.generate();
        await simulator.forge({ to: url, forgery, event });
        // Whatever it does about the forgery is done before it has handled the next event.
        const { handled, expected } = await pushAndWatch();
        expect(handled).toEqual(expected);
        expect(process.handled(event.header.event_id)).toEqual([]);
      });
    },
  );
}
