const crypto = require("node:crypto");
const fs = require("node:fs");

const { FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN } = process.env;

const sha256 = (...parts) => {
  const hash = crypto.createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const same = (left, right) => crypto.timingSafeEqual(sha256(String(left)), sha256(String(right)));

function decrypt(encrypt) {
  const bytes = Buffer.from(encrypt, "base64");
  const decipher = crypto.createDecipheriv(
    "aes-256-cbc",
    sha256(FEISHU_ENCRYPT_KEY),
    bytes.subarray(0, 16),
  );
  const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
}

function isGenuine(headers, body) {
  const timestamp = headers["x-lark-request-timestamp"] ?? "";
  const nonce = headers["x-lark-request-nonce"] ?? "";
  const signature = sha256(timestamp, nonce, FEISHU_ENCRYPT_KEY, body).toString("hex");
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(timestamp));
  return same(headers["x-lark-signature"], signature) && ageSeconds < 8 * 3600;
}

/** One line for each event that was handled. */
const stateFile = process.env.RECEIVER_STATE ?? ".handled";
const handled = new Set(
  fs.existsSync(stateFile) ? fs.readFileSync(stateFile, "utf8").split("\n") : [],
);

function handleOnce(message) {
  const id = message.header.event_id;
  if (handled.has(id)) return;
  handled.add(id);
  fs.appendFileSync(stateFile, `${id}\n`);
  console.log(JSON.stringify({ handled: id, room: message.event.scope_id }));
}

module.exports = async function feishu(fastify) {
  // The signature is over the bytes.
  fastify.removeContentTypeParser("application/json");
  fastify.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );

  fastify.post("/callback", async (request, reply) => {
    let message;
    try {
      message = decrypt(JSON.parse(request.body).encrypt);
    } catch {
      return reply.code(401).send({ error: "unauthorized" });
    }
    const isChallenge = message.type === "url_verification";
    const token = isChallenge ? message.token : message.header?.token;
    const isTrusted = isChallenge || isGenuine(request.headers, request.body);
    if (!isTrusted || !same(token, FEISHU_VERIFICATION_TOKEN)) {
      return reply.code(401).send({ error: "unauthorized" });
    }
    if (isChallenge) return { challenge: message.challenge };
    if (typeof message.header.event_id !== "string")
      return reply.code(400).send({ error: "no event" });
    if (message.header.event_type === "vc.reserve_config.updated_v1") handleOnce(message);
    return {};
  });
};
