import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import type { ForgeryView } from "../../src/console/console-state.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import { eventTypeFromSample } from "../../src/event/sample/event-type-from-sample.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { forgeryNames } from "../../src/wire/forgery.js";
import { ok, recordingReceiver } from "../delivery/raw-receiver.js";
import { firstVersionSample } from "../event/sample/message-sample.js";
import { idOf, openDeliveriesConsole } from "./deliveries-console.js";

const keys = {
  encryptKey: "an encrypt key of ours",
  verificationToken: "a verification token of ours",
};
const failing = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";
const refused = (message: RegExp) => ({
  status: 400,
  body: { error: expect.objectContaining({ message: expect.stringMatching(message) }) },
});

describe("sending", () => {
  it("sends a fresh event to the app's request URL and names the delivery", async () => {
    const receiver = await recordingReceiver();
    const { post, detail } = await openDeliveriesConsole({ first: { requestUrl: receiver.url } });
    const { summary, attempts } = await detail(idOf(await post("/deliveries")));
    expect(receiver.requests).toHaveLength(1);
    expect(summary).toMatchObject({ status: "succeeded", target: receiver.url, attempts: 1 });
    expect(attempts[0]?.outcome).toMatchObject({ kind: "answered", status: 200 });
  });

  it("is about the room or level it is told", async () => {
    const receiver = await recordingReceiver();
    const { simulator, post, detail } = await openDeliveriesConsole({
      first: { requestUrl: receiver.url },
    });
    const [room] = simulator.tenant.rooms;
    const [level] = simulator.tenant.levels;
    const ofRoom = await detail(idOf(await post("/deliveries", { scopeId: room?.roomId })));
    expect(ofRoom.event?.event).toMatchObject({ scope_id: room?.roomId, scope_type: 2 });
    expect(ofRoom.summary.scope).toEqual({ id: room?.roomId, name: room?.name });
    const ofLevel = await detail(idOf(await post("/deliveries", { scopeId: level?.levelId })));
    expect(ofLevel.event?.event).toMatchObject({ scope_id: level?.levelId, scope_type: 1 });
  });

  it("is of the type it is told, and of none that nobody named", async () => {
    const receiver = await recordingReceiver();
    const events = [reserveConfigType, eventTypeFromSample(firstVersionSample)];
    const { post, get, detail } = await openDeliveriesConsole({
      first: { requestUrl: receiver.url },
      events,
    });
    const id = idOf(await post("/deliveries", { type: "message" }));
    const { summary, event } = await detail(id);
    expect(summary).toMatchObject({ status: "succeeded", eventType: "message" });
    expect(event?.event).toMatchObject({ msg_type: "text" });
    expect(receiver.requests).toHaveLength(1);
    const { body } = await get(`/deliveries/${id}/scenario`);
    const { yaml } = body as { yaml: string };
    await expect(parseScenario(yaml, "copied.yaml", { events })).resolves.toMatchObject({
      events: [{ name: "message" }],
    });
    expect(await post("/deliveries", { type: "mesage" })).toEqual(
      refused(/type "mesage" is not known/),
    );
  });

  it("sends another app's event under that app's id and keys, and masks them", async () => {
    const receiver = await recordingReceiver();
    const other = { appId: "cli_00000000000000aa", requestUrl: receiver.url, ...keys };
    const { post, detail } = await openDeliveriesConsole({ others: [other] });
    const shown = await detail(idOf(await post("/deliveries", { appId: "cli_00000000000000aa" })));
    expect(shown.summary.appId).toBe("cli_00000000000000aa");
    expect(shown.event?.header).toMatchObject({
      app_id: "cli_00000000000000aa",
      token: "<verification token>",
    });
    const request = shown.attempts[0]?.request;
    expect(request?.isEncrypted).toBe(true);
    expect(request?.plaintext).toContain('"token":"<verification token>"');
    expect(request?.curl).toContain(receiver.url);
    expect(JSON.stringify(shown)).not.toContain(keys.verificationToken);
  });

  it("goes to the long connection where there is no request URL", async () => {
    const { simulator, post, detail } = await openDeliveriesConsole({
      clock: createVirtualClock(),
      policy: { waitsMs: [1_000] },
    });
    const { summary, attempts, waitsMs } = await detail(idOf(await post("/deliveries")));
    expect(summary).toMatchObject({
      channel: "long-connection",
      target: simulator.app.appId,
      status: "given-up",
    });
    expect(attempts.map(({ outcome }) => outcome.kind)).toEqual(["offline", "offline"]);
    expect(waitsMs).toEqual([1_000]);
  });

  it("refuses a store app without a request URL, an unknown app and an unknown room", async () => {
    const { post } = await openDeliveriesConsole({
      others: [{ appId: "cli_store", type: "store" }],
    });
    expect(await post("/deliveries", { appId: "cli_store" })).toEqual(
      refused(/cli_store is a store app and has no request URL/),
    );
    expect(await post("/deliveries", { appId: "cli_none" })).toEqual(refused(/"cli_none"/));
    expect(await post("/deliveries", { scopeId: "omm_none" })).toEqual(refused(/"omm_none"/));
  });
});

it.each([
  ["/deliveries", { scope: "house" }, /scope is "house"/],
  ["/deliveries", { appId: 5 }, /appId is 5/],
  ["/deliveries", { room: "x" }, /no option "room"/],
  ["/deliveries/none/again", {}, /"none"/],
  ["/deliveries/none/copies", {}, /"none"/],
  ["/deliveries/none/skip", {}, /"none"/],
  ["/forge", {}, /forgery is missing/],
  ["/forge", { forgery: "nicely" }, /forgery is "nicely"/],
  ["/forge", { forgery: "wrong-token", deliveryId: "none" }, /"none"/],
  ["/network", {}, /isDown is missing/],
  ["/network", { isDown: "yes" }, /isDown is "yes"/],
])("refuses POST %s with %j", async (path, body, message) => {
  const { post } = await openDeliveriesConsole();
  expect(await post(path, body)).toEqual(refused(message));
});

it("masks the Verification Token of then, too, after another took its place", async () => {
  const receiver = await recordingReceiver();
  const token = "the-token-of-then";
  const console = await openDeliveriesConsole({
    first: { requestUrl: receiver.url, encryptKey: "", verificationToken: token },
  });
  const { summary } = await console.detail(idOf(await console.post("/deliveries")));
  console.simulator.changeApp({ verificationToken: "the-token-of-now" });
  const detail = await console.detail(summary.id);
  expect(detail.attempts[0]?.request?.http).toContain('"token":"<verification token>"');
  expect(JSON.stringify(detail)).not.toContain(token);
});

it("masks an Encrypt Key that the receiver had repeated before it was rotated", async () => {
  const encryptKey = "the-encrypt-key-of-then";
  const receiver = await recordingReceiver(
    `HTTP/1.1 200 OK\r\nContent-Length: ${4 + encryptKey.length}\r\n\r\nkey=${encryptKey}`,
  );
  const console = await openDeliveriesConsole({
    first: { requestUrl: receiver.url, encryptKey },
  });
  const { summary } = await console.detail(idOf(await console.post("/deliveries")));
  console.simulator.changeApp({ encryptKey: "the-encrypt-key-of-now" });
  const { attempts } = await console.detail(summary.id);
  expect(attempts[0]?.outcome).toMatchObject({ body: "key=<encrypt key>" });
});

describe("again", () => {
  it("sends the same event as a new delivery, with the token of now", async () => {
    const receiver = await recordingReceiver();
    const console = await openDeliveriesConsole({ first: { requestUrl: receiver.url } });
    const first = await console.detail(idOf(await console.post("/deliveries")));
    console.simulator.changeApp({ verificationToken: "rotated meanwhile", encryptKey: "" });
    const second = await console.detail(
      idOf(await console.post(`/deliveries/${first.summary.id}/again`)),
    );
    expect(second.summary.id).not.toBe(first.summary.id);
    expect(second.summary.eventId).toBe(first.summary.eventId);
    expect(second.event?.event).toEqual(first.event?.event);
    expect(receiver.requests.at(-1)?.toString()).toContain('"token":"rotated meanwhile"');
  });

  it("sends three copies at once", async () => {
    const receiver = await recordingReceiver();
    const { post, detail } = await openDeliveriesConsole({ first: { requestUrl: receiver.url } });
    const { summary } = await detail(idOf(await post("/deliveries")));
    const copies = await detail(idOf(await post(`/deliveries/${summary.id}/copies`)));
    expect(copies.summary).toMatchObject({ eventId: summary.eventId, attempts: 1 });
    expect(receiver.requests).toHaveLength(4);
  });
});

describe("forging", () => {
  it("lists every forgery with what is wrong about it", async () => {
    const { get } = await openDeliveriesConsole();
    const { body } = await get("/forgeries");
    expect((body as ForgeryView[]).map(({ name }) => name)).toEqual(forgeryNames);
    expect((body as ForgeryView[]).every(({ describe: text }) => text.endsWith("."))).toBe(true);
  });

  it.each(forgeryNames)("forges %s", async (forgery) => {
    const receiver = await recordingReceiver(failing);
    const { post, detail } = await openDeliveriesConsole({
      first: { requestUrl: receiver.url, ...keys },
    });
    const { summary, attempts } = await detail(idOf(await post("/forge", { forgery })));
    expect(summary).toMatchObject({ forgery, status: "given-up", attempts: 1 });
    expect(attempts[0]?.request?.http).toContain("POST /webhook/event");
    expect(receiver.requests).toHaveLength(1);
  });

  it("takes the event of a delivery, and signs with the keys of its app", async () => {
    const receiver = await recordingReceiver();
    const other = {
      appId: "cli_00000000000000aa",
      requestUrl: receiver.url,
      ...keys,
      encryptKey: "",
    };
    const { post, detail } = await openDeliveriesConsole({ others: [other] });
    const { summary } = await detail(
      idOf(await post("/deliveries", { appId: "cli_00000000000000aa" })),
    );
    const asked = { forgery: "wrong-signature", deliveryId: summary.id };
    const forged = await detail(idOf(await post("/forge", asked)));
    expect(forged.summary).toMatchObject({
      eventId: summary.eventId,
      appId: "cli_00000000000000aa",
    });
    expect(receiver.requests.at(-1)?.toString()).toContain(keys.verificationToken);
  });

  it("refuses what needs an Encrypt Key, and where there is no way to", async () => {
    const receiver = await recordingReceiver();
    const console = await openDeliveriesConsole({
      first: { requestUrl: receiver.url, encryptKey: "" },
      others: [{ appId: "cli_00000000000000aa" }],
    });
    expect(await console.post("/forge", { forgery: "other-key" })).toEqual(
      refused(/the app has no Encrypt Key/),
    );
    await console.post("/network", { isDown: true });
    expect(await console.post("/forge", { forgery: "wrong-token" })).toEqual(
      refused(/the network is down/),
    );
    expect(receiver.requests).toEqual([]);
  });

  it("refuses an app without a request URL", async () => {
    const { post } = await openDeliveriesConsole();
    expect(await post("/forge", { forgery: "wrong-token" })).toEqual(refused(/has no request URL/));
  });
});

describe("network and time", () => {
  it("fails every attempt while the network is down, and skips to each retry", async () => {
    const receiver = await recordingReceiver();
    const { simulator, post, detail } = await openDeliveriesConsole({
      first: { requestUrl: receiver.url },
    });
    expect((await post("/network", { isDown: true })).body).toEqual({ isDown: true });
    expect(simulator.isNetworkDown).toBe(true);
    const id = idOf(await post("/deliveries"));
    const waiting = await detail(id, ({ summary }) => summary.nextDueAtMs !== undefined);
    const dueAtMs = waiting.summary.nextDueAtMs ?? 0;
    expect(waiting.attempts[0]?.next).toEqual({ kind: "retry", waitMs: 15_000, dueAtMs });
    await post("/network", { isDown: false });
    const { nowMs } = (await post(`/deliveries/${id}/skip`)).body as { nowMs: number };
    expect(nowMs).toBeGreaterThanOrEqual(dueAtMs);
    expect((await detail(id)).summary).toMatchObject({ status: "succeeded", attempts: 2 });
    expect(await post(`/deliveries/${id}/skip`)).toEqual(refused(/waits for no retry/));
  });

  it("sends what falls due before it as well", async () => {
    const receiver = await recordingReceiver();
    const { post, detail } = await openDeliveriesConsole({ first: { requestUrl: receiver.url } });
    await post("/network", { isDown: true });
    const older = idOf(await post("/deliveries"));
    await detail(older, ({ summary }) => summary.nextDueAtMs !== undefined);
    await post(`/deliveries/${older}/skip`);
    await detail(
      older,
      ({ summary }) => summary.attempts === 2 && summary.nextDueAtMs !== undefined,
    );
    const newer = idOf(await post("/deliveries"));
    await detail(newer, ({ summary }) => summary.nextDueAtMs !== undefined);
    await post("/network", { isDown: false });
    await post(`/deliveries/${older}/skip`);
    expect((await detail(newer)).summary.status).toBe("succeeded");
    expect((await detail(older)).summary).toMatchObject({ status: "succeeded", attempts: 3 });
  });

  it("says that there is nothing to skip where waits are skipped anyway", async () => {
    const receiver = await recordingReceiver(ok);
    const { post, detail } = await openDeliveriesConsole({
      first: { requestUrl: receiver.url },
      clock: createVirtualClock(),
    });
    const { summary } = await detail(idOf(await post("/deliveries")));
    expect(await post(`/deliveries/${summary.id}/skip`)).toEqual(refused(/skipped anyway/));
  });
});
