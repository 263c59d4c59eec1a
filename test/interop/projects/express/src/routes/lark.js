import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createHash, timingSafeEqual } from "node:crypto";
import { AESCipher, EventDispatcher } from "@larksuiteoapi/node-sdk";
import express, { Router } from "express";

const encryptKey = process.env.LARK_ENCRYPT_KEY;
const verificationToken = process.env.LARK_VERIFICATION_TOKEN;
const stateFile = process.env.RECEIVER_STATE ?? "handled-events.txt";

const handled = new Set(existsSync(stateFile) ? readFileSync(stateFile, "utf8").split("\n") : []);

const dispatcher = new EventDispatcher({}).register({
  "vc.reserve_config.updated_v1": async (data) => {
    console.log(`limits of ${data.scope_type} ${data.scope_id} changed by event ${data.event_id}`);
  },
});

function sameText(left, right) {
  const [a, b] = [left, right].map((text) => createHash("sha256").update(String(text)).digest());
  return timingSafeEqual(a, b);
}

/** Of the bytes as they came; a day old at most. */
function isSigned(request) {
  const timestamp = request.get("X-Lark-Request-Timestamp") ?? "";
  const nonce = request.get("X-Lark-Request-Nonce") ?? "";
  const expected = createHash("sha256")
    .update(timestamp + nonce + encryptKey)
    .update(request.body)
    .digest("hex");
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  return sameText(request.get("X-Lark-Signature"), expected) && age < 8 * 3600;
}

/** Throws on anything that is not ours: bad padding, bad UTF-8, bad JSON. */
function open(body) {
  const { encrypt } = JSON.parse(body.toString("utf8"));
  const text = new AESCipher(encryptKey).decrypt(encrypt);
  if (text.includes("\uFFFD")) throw new Error("not UTF-8");
  return JSON.parse(text);
}

const router = Router();

router.post(
  "/events",
  express.raw({ type: "application/json", limit: "1mb", inflate: false }),
  async (request, response) => {
    let message;
    try {
      message = open(request.body);
    } catch {
      return response.status(401).json({ error: "refused" });
    }
    if (message.type === "url_verification") {
      const isOurs = sameText(message.token, verificationToken);
      return isOurs
        ? response.json({ challenge: message.challenge })
        : response.status(401).json({ error: "refused" });
    }
    const header = message.header ?? {};
    if (!isSigned(request) || !sameText(header.token, verificationToken)) {
      return response.status(401).json({ error: "refused" });
    }
    if (typeof header.event_id !== "string") {
      return response.status(400).json({ error: "no event" });
    }
    if (!handled.has(header.event_id)) {
      handled.add(header.event_id);
      appendFileSync(stateFile, `${header.event_id}\n`);
      await dispatcher.invoke(message, { needCheck: false });
    }
    return response.json({});
  },
);

router.use((error, _request, response, _next) => {
  response.status(error.status ?? 500).json({ error: "failed" });
});

export default router;
