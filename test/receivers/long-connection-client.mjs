/**
 * A receiver on the long connection, by hand on `ws`: what an SDK does, and besides pong watchdog,
 * dedupe, and no number of tries after which it gives up. Run it with `node long-connection-client.mjs`; for your own service the official
 * SDK (`long-connection.mjs`) is less code.
 */
import { WebSocket } from "ws";
import { beginToAct, defaultEventTypes } from "./event-endpoint.mjs";
import { decodeFrame, encodeFrame, headerOf, methods } from "./long-connection-frame.mjs";
import { openSeenEvents } from "./seen-events.mjs";
import { startLongConnection } from "./start-long-connection.mjs";

/**
 * @typedef {import("./start-long-connection.mjs").LongConnectionSettings} LongConnectionSettings
 * @typedef {{ ReconnectCount: number, ReconnectInterval: number, ReconnectNonce: number, PingInterval: number }} ClientConfig
 *   Times in seconds.
 * @typedef {import("./long-connection-frame.mjs").Frame} Frame
 * @typedef {import("./long-connection-frame.mjs").FrameHeader} FrameHeader
 */

/** What holds until the endpoint has said otherwise. */
const defaultConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
  PingInterval: 120,
};

/** Busy, and internal error: the endpoint's only answers after which another try makes sense. */
const retryableCodes = new Set([1, 1_000_040_343]);

const fragmentsKeptMs = 10_000;

const decode = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);

/** The single rules, by name, so that each can be replaced alone. */
export const longConnectionRules = {
  /** A dead peer does not answer: without this the client waits for ever on a half-open connection. */
  pongTimeoutMs: 2000,

  /** After a lost connection: up to ReconnectNonce, at random, so that not all clients come at once. */
  firstReconnectMs: (/** @type {ClientConfig} */ config) =>
    config.ReconnectNonce * 1000 * Math.random(),

  /** A pong may bring a new ClientConfig; it holds from then on. */
  configFromPong: (
    /** @type {ClientConfig} */ old,
    /** @type {Partial<ClientConfig>} */ fresh,
  ) => ({
    ...old,
    ...fresh,
  }),

  /** Fragments in the order of `seq`, however they came. */
  join: (/** @type {Map<number, Uint8Array>} */ fragments) =>
    Buffer.concat([...fragments].toSorted(([a], [b]) => a - b).map(([, bytes]) => bytes)),

  /** The ack is the frame as it came, with the running time added. */
  ackHeaders: (/** @type {FrameHeader[]} */ headers) => [...headers, { key: "biz_rt", value: "1" }],

  /** Nothing about the token: on this connection it is "", the App Secret has opened the door. */
  mayHandle: (/** @type {any} */ _event) => true,

  handledTypes: (/** @type {readonly string[]} */ types) => types,

  /** The code for an event of a type that has no handler: any but 200 has it sent again. */
  unknownTypeCode: /** @type {number | undefined} */ (200),

  ackPayload: (/** @type {number} */ code) => JSON.stringify({ code }),

  /** A server that hangs accepts the question and never answers it. */
  endpointTimeoutMs: 5_000,

  /** ReconnectCount is not obeyed: who gives up stays deaf, and nobody notices. */
  mayTryAgain: (/** @type {ClientConfig} */ _config, /** @type {number} */ _failures) => true,

  /** Whether it goes on reading after a message that is no frame. */
  readsOn: true,

  isRetryable: (/** @type {number} */ code) => retryableCodes.has(code),

  opensSocket: true,

  /** How long after a refused try the next one comes. */
  retryMs: (/** @type {ClientConfig} */ config) => config.ReconnectInterval * 1000,

  /** Whether to come back after a lost connection. */
  reconnects: true,
};

/**
 * @param {LongConnectionSettings} settings
 * @param {Partial<typeof longConnectionRules> & { claim?: (eventId: string) => Promise<boolean> }} replaced
 */
export function createLongConnection(settings, replaced = {}) {
  const { domain, appId, appSecret, eventTypes = defaultEventTypes, onEvent } = settings;
  const seen = openSeenEvents({ path: settings.statePath });
  const rule = { claim: seen.claim, ...longConnectionRules, ...replaced };
  /** @type {Map<string, Map<number, Uint8Array>>} */
  const incomplete = new Map();
  /** @type {ClientConfig} */
  let config = defaultConfig;
  /** @type {WebSocket | undefined} */
  let socket;
  /** @type {NodeJS.Timeout | undefined} */
  let pingTimer;
  /** @type {NodeJS.Timeout | undefined} */
  let pongTimer;
  /** @type {NodeJS.Timeout | undefined} */
  let reconnectTimer;
  /** @type {Set<WebSocket>} */
  const deaf = new Set();
  let serviceId = 0;
  let closed = false;

  async function connect(failures = 0) {
    const answer = await fetchEndpoint();
    if (closed) return;
    if (answer.code === 0) {
      config = { ...config, ...answer.data.ClientConfig };
      if (rule.opensSocket) open(answer.data.URL);
    } else if (!rule.isRetryable(answer.code)) {
      console.error(`The endpoint refuses: ${answer.code} ${answer.msg}`);
    } else if (rule.mayTryAgain(config, failures + 1)) {
      reconnectTimer = setTimeout(() => void connect(failures + 1), rule.retryMs(config));
    }
  }

  /** @returns {Promise<{ code: number, msg: string, data: { URL: string, ClientConfig: ClientConfig } }>} */
  async function fetchEndpoint() {
    try {
      const response = await fetch(new URL("/callback/ws/endpoint", domain), {
        method: "POST",
        headers: { "Content-Type": "application/json", locale: "zh" },
        body: JSON.stringify({ AppID: appId, AppSecret: appSecret }),
        ...(Number.isFinite(rule.endpointTimeoutMs) && {
          signal: AbortSignal.timeout(rule.endpointTimeoutMs),
        }),
      });
      return await response.json();
    } catch (error) {
      return { code: 1, msg: String(error), data: { URL: "", ClientConfig: config } };
    }
  }

  function open(/** @type {string} */ url) {
    serviceId = Number(new URL(url).searchParams.get("service_id"));
    const opened = new WebSocket(url, { perMessageDeflate: false });
    socket = opened;
    opened.on("open", ping);
    opened.on("message", (bytes) => void receive(opened, /** @type {Buffer} */ (bytes)));
    // "close" follows every "error"; without a listener the error would end the process.
    opened.on("error", () => {});
    opened.on("close", lost);
  }

  function lost() {
    clearTimeout(pingTimer);
    stopPongTimer();
    if (closed || !rule.reconnects) return;
    reconnectTimer = setTimeout(() => void connect(), rule.firstReconnectMs(config));
  }

  function ping() {
    const headers = [{ key: "type", value: "ping" }];
    socket?.send(
      encodeFrame({ SeqID: 0, LogID: 0, service: serviceId, method: methods.control, headers }),
    );
    // Not set back by the next ping, or a timeout longer than the interval would never come.
    if (Number.isFinite(rule.pongTimeoutMs)) {
      pongTimer ??= setTimeout(() => socket?.terminate(), rule.pongTimeoutMs);
    }
    schedulePing();
  }

  function stopPongTimer() {
    clearTimeout(pongTimer);
    pongTimer = undefined;
  }

  function schedulePing() {
    clearTimeout(pingTimer);
    pingTimer = setTimeout(ping, config.PingInterval * 1000);
  }

  async function receive(/** @type {WebSocket} */ from, /** @type {Buffer} */ bytes) {
    stopPongTimer();
    if (deaf.has(from)) return;
    try {
      const frame = decodeFrame(bytes);
      const type = headerOf(frame, "type");
      if (frame.method === methods.control && type === "pong") takePong(frame);
      if (frame.method === methods.data && type === "event") await takeData(from, frame);
    } catch (error) {
      console.error("Failed to take a frame:", error);
      if (!rule.readsOn) deaf.add(from);
    }
  }

  function takePong(/** @type {Frame} */ { payload }) {
    if (!payload?.length) return;
    const before = config.PingInterval;
    config = rule.configFromPong(config, JSON.parse(decode(payload)));
    // The timer that runs was set by the old interval, which may be minutes.
    if (config.PingInterval !== before) schedulePing();
  }

  async function takeData(/** @type {WebSocket} */ from, /** @type {Frame} */ frame) {
    const whole = collect(frame);
    if (!whole) return;
    const code = await dispatch(JSON.parse(decode(whole)));
    if (code === undefined) return;
    const payload = Buffer.from(rule.ackPayload(code));
    const headers = rule.ackHeaders(frame.headers);
    // On the connection that is up now: the one that brought the event may be gone.
    const to = from.readyState === WebSocket.OPEN ? from : socket;
    to?.send(encodeFrame({ ...frame, headers, payload }));
  }

  /** The message's bytes once all its fragments are there. */
  function collect(/** @type {Frame} */ frame) {
    const sum = Number(headerOf(frame, "sum") || 1);
    const payload = frame.payload ?? new Uint8Array();
    if (sum <= 1) return payload;
    const id = headerOf(frame, "message_id");
    const fragments = incomplete.get(id) ?? new Map();
    if (fragments.size === 0) {
      incomplete.set(id, fragments);
      setTimeout(() => incomplete.delete(id), fragmentsKeptMs).unref();
    }
    fragments.set(Number(headerOf(frame, "seq")), payload);
    if (fragments.size < sum) return undefined;
    incomplete.delete(id);
    return rule.join(fragments);
  }

  /** What to ack with; undefined for no ack. */
  async function dispatch(/** @type {any} */ event) {
    if (!rule.handledTypes(eventTypes).includes(event.header.event_type))
      return rule.unknownTypeCode;
    if (!rule.mayHandle(event)) return 500;
    if (await rule.claim(event.header.event_id)) beginToAct(onEvent, event);
    return 200;
  }

  return {
    start: () => connect(),
    close() {
      closed = true;
      clearTimeout(pingTimer);
      stopPongTimer();
      clearTimeout(reconnectTimer);
      socket?.terminate();
    },
  };
}

startLongConnection(import.meta.url, createLongConnection);
