/**
 * A bot that takes messages (`im.message.receive_v1`), on Fastify 5: raw body, signature, decryption, token, and
 * a queue on disk that holds each event once. Run it with `node fastify-bot.mjs`; environment as in
 * `start-receiver.mjs`.
 */
import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import Fastify from "fastify";
import { openQueue } from "./queued.mjs";
import { settingsFromEnvironment } from "./start-receiver.mjs";

const { encryptKey, verificationToken, statePath } = settingsFromEnvironment();
const eightHoursMs = 8 * 3_600_000;

const app = Fastify({ bodyLimit: 1024 * 1024 });

// Not parsed: the signature covers the bytes as they came.
app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
  done(null, body),
);

const queue = openQueue({ path: statePath, work: answerMessage, workAfterMs: 0 });

app.post("/webhook/event", async (request, reply) => {
  const body = /** @type {Buffer} */ (request.body);
  const payload = open(body);
  if (payload === undefined) return reply.code(400).send({ error: "not an event" });
  if (payload.type === "url_verification") {
    if (!isSame(payload.token, verificationToken)) return reply.code(401).send({ error: "token" });
    return { challenge: payload.challenge };
  }
  if (encryptKey && !isGenuine(request.headers, body)) {
    return reply.code(401).send({ error: "signature" });
  }
  if (!isSame(payload.header?.token, verificationToken)) {
    return reply.code(401).send({ error: "token" });
  }
  if (payload.header.event_type === "im.message.receive_v1") await queue.add(payload);
  return {};
});

/** The event in clear; undefined for whatever else. */
function open(/** @type {Buffer} */ body) {
  try {
    const outer = JSON.parse(body.toString("utf8"));
    const payload = encryptKey ? JSON.parse(decrypt(outer.encrypt)) : outer;
    return typeof payload === "object" && payload !== null ? payload : undefined;
  } catch {
    return undefined;
  }
}

function decrypt(/** @type {string} */ encrypt) {
  const bytes = Buffer.from(encrypt, "base64");
  const key = createHash("sha256")
    .update(encryptKey ?? "")
    .digest();
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
  const clear = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  return new TextDecoder("utf-8", { fatal: true }).decode(clear);
}

function isGenuine(
  /** @type {import("node:http").IncomingHttpHeaders} */ headers,
  /** @type {Buffer} */ body,
) {
  const timestamp = String(headers["x-lark-request-timestamp"]);
  const signature = createHash("sha256")
    .update(timestamp + String(headers["x-lark-request-nonce"]) + encryptKey)
    .update(body)
    .digest("hex");
  const ageMs = Math.abs(Date.now() - Number(timestamp) * 1000);
  return isSame(headers["x-lark-signature"], signature) && ageMs < eightHoursMs;
}

function isSame(/** @type {unknown} */ given, expected = "") {
  const [one, other] = [String(given), expected].map((text) =>
    createHash("sha256").update(text).digest(),
  );
  return typeof given === "string" && timingSafeEqual(one, other);
}

/** In place of a call of the Open API that answers the message. */
function answerMessage(/** @type {any} */ { header, event }) {
  const { message } = event;
  const text = message.message_type === "text" ? JSON.parse(message.content).text : "?";
  console.log(`${header.event_id}: answering ${message.message_id} (${text.length} characters)`);
}

const url = await app.listen({ port: Number(process.env.PORT ?? 0), host: "127.0.0.1" });
console.log(`listening on ${url}/webhook/event`);
