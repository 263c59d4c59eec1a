// A webhook receiver that keeps every rule. A case takes it and replaces the one step in which its fault lies.
import { createServer } from "node:http";
import { createDecipheriv, createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";

export const KEY = process.env.MOCKLARK_ENCRYPT_KEY ?? "";
export const TOKEN = process.env.MOCKLARK_VERIFICATION_TOKEN ?? "";
export const STATE = process.env.RECEIVER_STATE;
export const PORT = Number(process.env.PORT ?? 3000);
export const EVENT_TYPE = "vc.reserve_config.updated_v1";

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256"));

/** The lines of the file that outlives the process. */
export const stateLines = () =>
  STATE && existsSync(STATE) ? readFileSync(STATE, "utf8").split("\n").filter(Boolean) : [];
export const keep = (line) => STATE && appendFileSync(STATE, line + "\n");

/** The ids acted on, with the Unix milliseconds of the first time. */
export const remembered = () =>
  new Map(stateLines().map((line) => [line.split(" ")[0], Number(line.split(" ")[1])]));

export function reply(res, status, value = {}) {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
export function text(res, status, value, type = "text/plain") {
  res.writeHead(status, { "content-type": type }).end(value);
}

let seen;

export const good = {
  async request(req, res) {
    let raw;
    try {
      raw = await this.read(req);
    } catch {
      return; // the caller went away
    }
    let body;
    try {
      body = this.open(raw);
    } catch (error) {
      return this.unreadable(res, error);
    }
    if (body?.type === "url_verification") return this.challenge(body, res, req);
    if (!this.trusted(body, raw, req, res)) return;
    return this.event(body, res, req);
  },
  async read(req) {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
  open(raw) {
    const body = JSON.parse(raw.toString("utf8"));
    return KEY ? JSON.parse(this.decrypt(body.encrypt)) : body;
  },
  decrypt(encrypted) {
    const bytes = Buffer.from(encrypted, "base64");
    const aes = createDecipheriv("aes-256-cbc", sha256(KEY).digest(), bytes.subarray(0, 16));
    return Buffer.concat([aes.update(bytes.subarray(16)), aes.final()]).toString("utf8");
  },
  unreadable(res) {
    reply(res, 400);
  },
  challenge(body, res) {
    if (body.token !== TOKEN) return reply(res, 401);
    reply(res, 200, { challenge: body.challenge });
  },
  /** Whether the event is Feishu's. If not, it has been answered. */
  trusted(body, raw, req, res) {
    if (KEY && !(this.signed(req.headers, raw, body) && this.fresh(req.headers)))
      return reply(res, 401, { msg: "signature" });
    if (!this.tokenIsOurs(body)) return reply(res, 401, { msg: "token" });
    return true;
  },
  signed(headers, raw) {
    const signature = sha256(
      `${headers["x-lark-request-timestamp"]}${headers["x-lark-request-nonce"]}${KEY}`,
      raw,
    );
    return signature.digest("hex") === headers["x-lark-signature"];
  },
  fresh(headers) {
    return Math.abs(Date.now() / 1000 - Number(headers["x-lark-request-timestamp"])) < 8 * 3600;
  },
  tokenIsOurs(body) {
    return body?.header?.token === TOKEN;
  },
  event(body, res) {
    if (body.header.event_type === EVENT_TYPE && this.firstTime(body.header.event_id))
      this.act(body);
    reply(res, 200, { code: 0 });
  },
  firstTime(id) {
    seen ??= remembered();
    if (seen.has(id)) return false;
    seen.set(id, Date.now());
    keep(`${id} ${Date.now()}`);
    return true;
  },
  act(body) {
    console.log(JSON.stringify({ event_id: body.header.event_id, scope_id: body.event.scope_id }));
  },
};

/** The good receiver with some steps replaced, listening on PORT. */
export function serve(changes = {}, { port = PORT, host = "127.0.0.1" } = {}) {
  const receiver = { ...good, ...changes };
  return createServer((req, res) => void receiver.request(req, res)).listen(port, host);
}

/** Steps of a receiver that answers first and acts `ms` later, from a queue that outlives the process. */
export function queued(ms) {
  const known = new Set();
  const open = new Map();
  for (const line of stateLines()) {
    if (line.startsWith("done ")) open.delete(line.slice(5));
    else {
      const body = JSON.parse(line);
      known.add(body.header.event_id);
      open.set(body.header.event_id, body);
    }
  }
  const later = (body) =>
    setTimeout(() => {
      good.act(body);
      keep(`done ${body.header.event_id}`);
    }, ms);
  for (const body of open.values()) later(body);
  return {
    event(body, res) {
      const id = body.header.event_id;
      if (body.header.event_type === EVENT_TYPE && !known.has(id)) {
        known.add(id);
        keep(JSON.stringify(body));
        later(body);
      }
      reply(res, 200, { code: 0 });
    },
  };
}
