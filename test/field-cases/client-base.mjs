// A client of the long connection that keeps every rule. A case takes it and replaces the one step in which its fault lies.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { WebSocket } from "ws";

export const {
  MOCKLARK_DOMAIN: DOMAIN,
  MOCKLARK_APP_ID: AppID,
  MOCKLARK_APP_SECRET: AppSecret,
  RECEIVER_STATE: STATE,
} = process.env;
export const EVENT_TYPE = "vc.reserve_config.updated_v1";
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export const stateLines = () =>
  STATE && existsSync(STATE) ? readFileSync(STATE, "utf8").split("\n").filter(Boolean) : [];
export const keep = (line) => STATE && appendFileSync(STATE, line + "\n");
const seen = new Set(stateLines());

function varint(n) {
  const out = [];
  for (let v = BigInt.asUintN(64, BigInt(n)); ; v >>= 7n) {
    if (v < 128n) return Buffer.from([...out, Number(v)]);
    out.push(Number(v & 127n) | 128);
  }
}
export const number = (field, n) => Buffer.concat([varint(field << 3), varint(n)]);
export const bytes = (field, value) =>
  Buffer.concat([varint((field << 3) | 2), varint(Buffer.byteLength(value)), Buffer.from(value)]);

function* fields(buffer) {
  let at = 0;
  const read = () => {
    let v = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = buffer[at++];
      if (byte === undefined) throw new Error("frame cut short");
      v |= BigInt(byte & 127) << shift;
      if (byte < 128) return v;
    }
  };
  while (at < buffer.length) {
    const tag = Number(read());
    if ((tag & 7) === 0) yield [tag >> 3, read()];
    else if ((tag & 7) === 2) {
      const size = Number(read());
      if (at + size > buffer.length) throw new Error("frame cut short");
      yield [tag >> 3, buffer.subarray(at, (at += size))];
    } else throw new Error("no such wire type");
  }
}
export function decode(buffer) {
  const frame = {
    seq: 0n,
    log: 0n,
    service: 0n,
    method: 0n,
    headers: [],
    payload: Buffer.alloc(0),
  };
  for (const [field, value] of fields(buffer)) {
    if (field === 1) frame.seq = value;
    else if (field === 2) frame.log = value;
    else if (field === 3) frame.service = value;
    else if (field === 4) frame.method = value;
    else if (field === 5) frame.headers.push([...fields(value)].map(([, part]) => part.toString()));
    else if (field === 8) frame.payload = value;
  }
  return frame;
}

export const good = {
  config: {},
  async forever() {
    for (;;) {
      await this.connect().catch((error) => console.error(String(error)));
      await sleep(this.pause());
    }
  },
  /** Milliseconds until the next try. */
  pause() {
    return Math.min(1000, 1000 * (this.config.ReconnectInterval ?? 1));
  },
  async endpoint() {
    const answer = await fetch(`${DOMAIN}/callback/ws/endpoint`, {
      method: "POST",
      headers: { "content-type": "application/json", locale: "zh" },
      body: JSON.stringify({ AppID, AppSecret }),
      signal: AbortSignal.timeout(5_000),
    });
    return answer.json();
  },
  async connect() {
    const { code, msg, data } = await this.endpoint();
    if (code !== 0) throw new Error(`${code} ${msg}`);
    this.config = { ...this.config, ...data.ClientConfig };
    const socket = new WebSocket(data.URL);
    const link = {
      socket,
      service: Number(new URL(data.URL).searchParams.get("service_id")),
      parts: new Map(),
    };
    socket.on("open", () => this.opened(link));
    socket.on("message", (message) => this.received(link, message));
    return new Promise((done, fail) => {
      socket.on("error", fail);
      socket.on("close", () => {
        clearTimeout(link.timer);
        clearTimeout(link.watchdog);
        done();
      });
    });
  },
  opened(link) {
    this.ping(link);
  },
  ping(link) {
    this.send(link, { service: link.service, method: 0, headers: [["type", "ping"]] });
    link.watchdog ??= setTimeout(
      () => this.silent(link),
      Math.min(this.config.PingInterval, 5) * 1000,
    );
    this.pingLater(link);
  },
  pingLater(link) {
    clearTimeout(link.timer);
    link.timer = setTimeout(() => this.ping(link), this.config.PingInterval * 1000);
  },
  /** A ping stayed without a pong. */
  silent(link) {
    link.socket.terminate();
  },
  received(link, message) {
    clearTimeout(link.watchdog);
    link.watchdog = undefined;
    let frame;
    try {
      frame = decode(message);
    } catch (error) {
      return this.badFrame(link, error);
    }
    const header = Object.fromEntries(frame.headers);
    if (frame.method === 0n) this.control(link, frame, header);
    else if (header.type === "event") void this.event(link, frame, header);
  },
  badFrame(link, error) {
    console.error(`A frame that is none: ${error.message}`);
  },
  control(link, frame, header) {
    if (header.type !== "pong" || frame.payload.length === 0) return;
    this.config = { ...this.config, ...JSON.parse(frame.payload) };
    this.pingLater(link);
  },
  async event(link, frame, header) {
    const payload = this.join(link, frame, header);
    if (payload === undefined) return;
    const started = Date.now();
    let code = 200;
    try {
      await Promise.resolve(this.handle(JSON.parse(payload), link));
    } catch {
      code = 500;
    }
    this.ack(link, frame, code, Date.now() - started);
  },
  /** The whole payload, or nothing as long as fragments are missing. */
  join(link, frame, header) {
    if (!(Number(header.sum) > 1)) return frame.payload;
    const got = link.parts.get(header.message_id) ?? [];
    link.parts.set(header.message_id, got);
    got[Number(header.seq)] = frame.payload;
    if (got.filter(Boolean).length < Number(header.sum)) return undefined;
    link.parts.delete(header.message_id);
    return Buffer.concat(got);
  },
  handle(body) {
    if (body.header.event_type === EVENT_TYPE && this.firstTime(body.header.event_id))
      this.act(body);
  },
  firstTime(id) {
    if (seen.has(id)) return false;
    seen.add(id);
    keep(id);
    return true;
  },
  act(body) {
    console.log(JSON.stringify({ event_id: body.header.event_id, scope_id: body.event.scope_id }));
  },
  ack(link, frame, code, ms) {
    const headers = [...frame.headers, ["biz_rt", String(ms)]];
    this.send(link, {
      ...frame,
      headers,
      payload: JSON.stringify({ code, headers: {}, data: "" }),
    });
  },
  send(link, frame) {
    if (link.socket.readyState === WebSocket.OPEN) link.socket.send(this.encode(frame));
  },
  encode({ seq = 0, log = 0, service, method, headers, payload = "" }) {
    return Buffer.concat([
      number(1, seq),
      number(2, log),
      number(3, service),
      number(4, method),
      ...headers.map(([key, value]) => bytes(5, Buffer.concat([bytes(1, key), bytes(2, value)]))),
      bytes(8, payload),
    ]);
  },
};

/** Runs the good client with some steps replaced. */
export function run(changes = {}) {
  void { ...good, ...changes }.forever();
}
