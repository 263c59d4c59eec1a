/** Why a library's receiver misses some checks, and the line of the library that shows it. */
export interface Miss {
  readonly library: string;
  /** Checks, or a group of them: "idempotency/*". */
  readonly covers: readonly string[];
  /** One sentence. */
  readonly why: string;
  /** From the library's installed folder. */
  readonly file: string;
  /** What stands in that file. */
  readonly at: string;
  /** It is a race, so that the check holds now and then; the page says just that. */
  readonly byChance?: true;
}

const actsAgain = [
  "idempotency/*",
  "retry/fresh-signature",
  "connection/duplicate",
  "connection/after-restart",
];

export const misses: readonly Miss[] = [
  {
    library: "satori",
    covers: ["challenge/wrong-token-refused"],
    why: "A challenge is echoed before any token is looked at.",
    file: "adapter-lark/src/http.ts",
    at: "body?.type === 'url_verification'",
  },
  {
    library: "satori",
    covers: ["challenge/plaintext-refused"],
    why: "A body without `encrypt` is taken as it is, also when there is an Encrypt Key.",
    file: "adapter-lark/src/http.ts",
    at: "typeof body.encrypt === 'string'",
  },
  {
    library: "satori",
    covers: ["security/missing-signature"],
    why: "The signature is compared only if the request has one.",
    file: "adapter-lark/src/http.ts",
    at: "if (signature && ",
  },
  {
    library: "satori",
    covers: ["security/wrong-token"],
    why: "`verifyToken` reads `token` at the top of the body as it came, still encrypted; an event of schema 2.0 has it in `header`.",
    file: "adapter-lark/src/http.ts",
    at: "ctx.request.body?.token",
  },
  {
    library: "satori",
    covers: ["security/stale-timestamp"],
    why: "The timestamp goes into the hash and is not judged.",
    file: "adapter-lark/src/http.ts",
    at: "ctx.get('X-Lark-Request-Timestamp')",
  },
  {
    library: "satori",
    covers: ["security/malformed-requests"],
    why: "An event for an app id that it does not know ends the process: no bot is found, and nothing catches what follows. No signature is needed for that.",
    file: "adapter-lark/src/http.ts",
    at: "bot.config.appId === app_id)!",
  },
  {
    library: "satori",
    covers: actsAgain,
    why: "No event_id is remembered.",
    file: "adapter-lark/src/http.ts",
    at: "this.dispatchSession(body)",
  },
  {
    library: "satori",
    covers: ["connection/pings"],
    why: "A pong's ClientConfig is not read.",
    file: "adapter-lark/src/ws.ts",
    at: "debug('pong')",
  },
  {
    library: "satori",
    covers: ["connection/bad-frame"],
    why: "Bytes that are no frame end the process: nothing catches what decoding them throws.",
    file: "adapter-lark/src/ws.ts",
    at: "this._frame.decode(",
  },
  {
    library: "satori",
    covers: ["connection/half-open"],
    why: "A ping that stays without a pong is not noticed.",
    file: "adapter-lark/src/ws.ts",
    at: "debug('pong')",
  },
  {
    library: "nonebot",
    covers: ["challenge/wrong-token-refused"],
    why: "A body with a `challenge` is echoed before any token is looked at.",
    file: "adapter.py",
    at: 'data.get("challenge")',
  },
  {
    library: "nonebot",
    covers: [
      "security/forged-signature",
      "security/forged-signature-status",
      "security/missing-signature",
      "security/body-swapped",
      "security/wrong-formula",
      "security/stale-timestamp",
    ],
    why: "No X-Lark header is ever read: the token alone, and being able to encrypt, tell an event from a forgery.",
    file: "adapter.py",
    at: "token != bot_config.verification_token",
  },
  {
    library: "nonebot",
    covers: actsAgain,
    why: "No event_id is remembered.",
    file: "adapter.py",
    at: "bot.handle_event(event)",
  },
  {
    library: "nonebot",
    covers: ["retry/after-kill"],
    why: "It answers 200 and leaves the work to a task of its own: whichever comes first.",
    file: "adapter.py",
    at: "asyncio.create_task(bot.handle_event(event))",
    byChance: true,
  },
  {
    library: "nonebot",
    covers: ["connection/pings"],
    why: "A pong's ClientConfig is not read.",
    file: "ws/client.py",
    at: "msg_type == MessageType.PONG",
  },
  {
    library: "nonebot",
    covers: ["connection/half-open"],
    why: "A ping that stays without a pong is not noticed; the WebSocket's own pings, every 20 s, notice it after 40 s.",
    file: "ws/client.py",
    at: "msg_type == MessageType.PONG",
  },
  {
    library: "feishu-bot-sdk",
    covers: ["challenge/wrong-token-refused"],
    why: "A challenge is echoed before the token is looked at.",
    file: "webhook/receiver.py",
    at: "is_url_verification",
  },
  {
    library: "feishu-bot-sdk",
    covers: ["challenge/plaintext-refused"],
    why: "A body without `encrypt` is taken as it is, also when there is an Encrypt Key.",
    file: "webhook/crypto.py",
    at: 'payload.get("encrypt")',
  },
  {
    library: "feishu-bot-sdk",
    covers: ["event/unknown-type", "connection/unknown-type"],
    why: "An event without a handler is an exception, as is one whose handler failed; `register_default` takes what has no handler.",
    file: "events/handlers.py",
    at: "event handler not found",
  },
  {
    library: "feishu-bot-sdk",
    covers: ["security/wrong-token"],
    why: "An event without a token, or with an empty one, passes.",
    file: "webhook/receiver.py",
    at: "if incoming_token and ",
  },
  {
    library: "feishu-bot-sdk",
    covers: actsAgain,
    why: "It has a `MemoryIdempotencyStore`, and nothing in it calls that: its documentation asks you to.",
    file: "events/idempotency.py",
    at: "class MemoryIdempotencyStore",
  },
  {
    library: "feishu-bot-sdk",
    covers: ["connection/pings"],
    why: "Its pings lack SeqID and method, which the official clients send and demand of a frame: its protobuf library leaves out what is 0. Official decoders refuse such a frame, and Feishu has been seen not to answer it.",
    file: "ws/frames.py",
    at: "betterproto2.field(4, betterproto2.TYPE_INT32)",
  },
  {
    library: "feishu-bot-sdk",
    covers: ["connection/half-open"],
    why: "When the last pong came is noted and not used; the WebSocket's own pings, every 20 s, notice it after 40 s.",
    file: "ws/client.py",
    at: "last_pong_at",
  },
  {
    library: "lark-oapi",
    covers: ["challenge/plaintext-refused"],
    why: "A body without `encrypt` is taken as it is, also when there is an Encrypt Key.",
    file: "event/dispatcher_handler.py",
    at: '.get("encrypt")',
  },
  {
    library: "lark-oapi",
    covers: ["event/unknown-type", "connection/unknown-type"],
    why: "An event without a handler is an exception.",
    file: "event/dispatcher_handler.py",
    at: "processor not found",
  },
  {
    library: "lark-oapi",
    covers: ["security/stale-timestamp"],
    why: "The timestamp goes into the hash and is not judged.",
    file: "event/dispatcher_handler.py",
    at: "LARK_REQUEST_TIMESTAMP",
  },
  {
    library: "lark-oapi",
    covers: actsAgain,
    why: "No event_id is remembered.",
    file: "event/dispatcher_handler.py",
    at: "processor.do(data)",
  },
  {
    library: "lark-oapi",
    covers: ["connection/reconnect-count"],
    why: "ReconnectCount is taken at its word: after that many tries it gives up for good.",
    file: "ws/client.py",
    at: "unable to connect to the server after trying",
  },
  {
    library: "lark-oapi",
    covers: ["connection/half-open"],
    why: "A ping that stays without a pong is not noticed; the WebSocket's own pings, every 20 s, notice it after 40 s.",
    file: "ws/client.py",
    at: "MessageType.PONG",
  },
];

/** Why this library misses this check. */
export const missOf = (library: string, check: string): Miss | undefined =>
  misses.find((miss) => miss.library === library && miss.covers.some((name) => fits(name, check)));

const fits = (name: string, check: string): boolean =>
  name.endsWith("/*") ? check.startsWith(name.slice(0, -1)) : check === name;
