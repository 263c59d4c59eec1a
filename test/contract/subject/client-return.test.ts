import { verbatim } from "../../../src/base/text.js";
import { describe, expect, it } from "vitest";
import { createRealClock } from "../../../src/base/clock.js";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createGateway, type Gateway } from "../../../src/gateway/gateway.js";
import type { GatewayObserver } from "../../../src/gateway/gateway-observer.js";
import { returnAfter } from "../../../src/contract/subject/client-return.js";

const { wall } = createRealClock();

/** A gateway that tells what a test has it tell. */
function quietGateway(): {
  gateway: Gateway;
  tell: (told: keyof GatewayObserver, arg: unknown) => void;
} {
  const random = createRandom(1);
  const gateway = createGateway({
    apps: [createApp({}, random)],
    clock: createRealClock(),
    random,
  });
  const observers = new Set<GatewayObserver>();
  const observe = (observer: GatewayObserver): (() => void) => {
    observers.add(observer);
    return () => observers.delete(observer);
  };
  return {
    gateway: { ...gateway, observe },
    tell(hook, argument) {
      for (const observer of observers)
        (observer[hook] as ((it: unknown) => void) | undefined)?.(argument);
    },
  };
}

describe("a client whose connection was lost", () => {
  it("is back as soon as it may get events", async () => {
    const { gateway, tell } = quietGateway();
    const act = (): void => queueMicrotask(() => tell("connectionReady", {}));
    const options = { gateway, wall, withinMs: 60_000, ended: () => undefined };
    expect(await returnAfter(act, options)).toMatchObject({ kind: "back" });
  });

  it("has ended when its process has, and is not waited for", async () => {
    const { gateway } = quietGateway();
    const exit = verbatim("exit code 1");
    const ended = () => ({ kind: "ended", exit, lastError: "Error: x" }) as const;
    const result = await returnAfter(() => {}, { gateway, wall, withinMs: 60_000, ended });
    expect(result).toEqual({ kind: "ended", exit, lastError: "Error: x" });
  });

  it("reuses a URL when it brings used tickets and does not ask in between", async () => {
    const { gateway, tell } = quietGateway();
    const refused = { refusal: "handshake-auth-failed", usedTicket: true };
    const act = (): void => [1, 2].forEach(() => tell("handshakeRefused", refused));
    const options = { gateway, wall, withinMs: 60_000, ended: () => undefined };
    expect(await returnAfter(act, options)).toEqual({ kind: "reuses-url" });
  });

  it("is away when its time is over, with the number of its tries", async () => {
    const { gateway, tell } = quietGateway();
    const act = (): void => {
      tell("endpointAsked", { appId: "x" });
      tell("triedInVain", { at: "endpoint", outage: "unreachable" });
      tell("handshakeRefused", { refusal: "handshake-auth-failed", usedTicket: true });
    };
    const options = { gateway, wall, withinMs: 20, ended: () => undefined };
    expect(await returnAfter(act, options)).toMatchObject({ kind: "away", tries: 3 });
  });
});
