import type { Random } from "../../base/random.js";
import { definedOnly } from "../../base/defined-only.js";
import { MocklarkError } from "../../base/errors.js";
import { sleep } from "../../base/sleep.js";
import { type Text, verbatim } from "../../base/text.js";
import { unlessAborted } from "../../base/unless-aborted.js";
import type { Outcome } from "../../delivery/outcome.js";
import { tlsRemedyText } from "../../delivery/tls-remedy.js";
import type { App } from "../../event/app.js";
import { createSecretMask } from "../../event/secret-mask.js";
import { startManagedReceiver, type ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { Receiver } from "../../simulator/receiver-target.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { CheckReceiverOptions } from "../check-receiver-options.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { createReceiverHealth } from "./receiver-health.js";
import { challengeTrial, type ChallengeTrial } from "./challenge-trial.js";
import type { Subject, Transmit } from "./subject.js";
import { subjectTexts as texts } from "./subject-texts.js";

/**
 * A receiver of webhooks, started if it is ours to start, and seen to answer.
 * @throws MocklarkError USAGE without a receiver, ENVIRONMENT when it cannot be reached or started
 */
export async function openWebhookSubject(
  options: CheckReceiverOptions,
  app: App,
  simulator: Simulator,
  random: Random,
): Promise<Subject> {
  const managed = await startIfManaged(options, app);
  try {
    return await unlessAborted(reach(options, managed, simulator, random), options.signal);
  } catch (error) {
    await managed?.stop();
    throw error;
  }
}

async function reach(
  options: CheckReceiverOptions,
  managed: ManagedReceiver | undefined,
  simulator: Simulator,
  random: Random,
): Promise<Subject> {
  const { builder, clock } = simulator;
  const { wall } = clock;
  const receiver = receiverOf(options, managed);
  const transmit: Transmit = (request, options) =>
    simulator.send({ to: receiver, request, connection: "fresh", ...options });
  const probeSource = random.fork("probe");
  const verifyUrl = async (totalMs: number): Promise<ChallengeTrial> => {
    const challenge = probeSource.uuid();
    const request = builder.urlVerification({ random: probeSource, challenge });
    return challengeTrial(await transmit(request, { limits: { totalMs } }), challenge);
  };
  const ask = (totalMs: number): Promise<Outcome> => transmit(get, { limits: { totalMs } });
  // The very first request: how long a cold receiver takes for it is a check of its own.
  const firstChallenge = await verifyUrl(longestColdStartMs);
  const first = firstChallenge.outcome;
  const hungUp = first.kind === "reset";
  const mask = createSecretMask(simulator.app);
  const target = nameOf(receiver).with((name) => mask.text(name));
  // A process that is about to die still accepts connections for a moment.
  if (hungUp) await sleep(wall, 60);
  refuseUnreachable(target, first, hungUp && (await ask(1_500)).kind === "reset");
  const health = createReceiverHealth({
    // Late is alive too, so it does not pay to wait for a slow answer after each of the attacks.
    probe: async () => (hungUp ? ask(300) : (await verifyUrl(300)).outcome),
    managed,
    wall,
    recoverWithinMs: options.recoverWithinMs ?? 3_000,
  });
  // What died of the first request is started again; challenge/echo has its say about that.
  if (hungUp) await health.examine(first);
  return {
    name: nameOf(receiver).in(options.language ?? "en"),
    mode: simulator.app.encryptKey === "" ? "webhook-plaintext" : "webhook-encrypted",
    managed,
    health,
    transmit,
    firstChallenge,
    deliver: (event, { random: source, totalMs }) =>
      transmit(
        builder.event(event, { random: source, timestampMs: wall.now() }),
        totalMs === undefined ? {} : { limits: { totalMs } },
      ),
  };
}

/** A receiver that takes longer for its first answer is not waited for. */
const longestColdStartMs = 5_000;

/** Needs no key and cannot be taken for an event. */
const get: WebhookRequest = { method: "GET", headers: [], body: Buffer.alloc(0), plaintext: "" };

/** @param hangsUp whether it hangs up on every request: what only dies of one is a receiver all the same */
function refuseUnreachable(target: Text, outcome: Outcome, hangsUp: boolean): void {
  const remedy = remedyFor(outcome, hangsUp);
  if (remedy === undefined) return;
  throw new MocklarkError(
    "ENVIRONMENT",
    texts("not-reached", { target, reason: outcomeText(outcome) }),
    { remedy, details: { outcome } },
  );
}

function remedyFor(outcome: Outcome, hangsUp: boolean): Text | undefined {
  if (hangsUp) return texts("hangs-up-remedy");
  return tlsRemedyText(outcome) ?? remedies[outcome.kind];
}

const remedies: Readonly<Partial<Record<Outcome["kind"], Text>>> = {
  refused: texts("refused-remedy"),
  unreachable: texts("unreachable-remedy"),
  "dns-failed": texts("dns-remedy"),
  "not-http": texts("not-http-remedy"),
};

function startIfManaged(
  options: CheckReceiverOptions,
  app: App,
): Promise<ManagedReceiver | undefined> {
  const { onLeftRunning, language } = options;
  const { exec, target, cwd, env, waitForMs, signal, path, allowHosts } = options;
  if (exec === undefined) return Promise.resolve(undefined);
  if (target !== undefined && typeof target !== "string" && !(target instanceof URL)) {
    throw new MocklarkError("USAGE", texts("target-no-url"), {
      remedy: texts("target-no-url-remedy"),
    });
  }
  return startManagedReceiver({
    command: exec,
    app,
    allowHosts,
    ...(target === undefined ? {} : { url: String(target) }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(waitForMs === undefined ? {} : { waitForMs }),
    ...(signal === undefined ? {} : { signal }),
    ...definedOnly({ path, env, onLeftRunning, language }),
  });
}

function receiverOf(
  { target }: CheckReceiverOptions,
  managed: ManagedReceiver | undefined,
): Receiver {
  const receiver = managed?.url ?? target;
  if (receiver !== undefined) return receiver;
  throw new MocklarkError("USAGE", texts("no-receiver"), {
    remedy: texts("no-receiver-remedy"),
  });
}

/** A receiver's name in the report: its URL without credentials, or what it is. */
export function nameOf(receiver: Receiver): Text {
  if (typeof receiver === "function") return texts("an-app");
  if (typeof receiver !== "string" && !(receiver instanceof URL)) return texts("a-server");
  if (!URL.canParse(String(receiver))) return verbatim(String(receiver));
  const url = new URL(receiver);
  url.username = "";
  url.password = "";
  return verbatim(url.href);
}
