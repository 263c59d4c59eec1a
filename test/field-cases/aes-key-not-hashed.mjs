// takes the Encrypt Key itself for the AES key, not its SHA-256 (larksuite/oapi-sdk-go#40, zhayujie/CowAgent#2027)
import { createDecipheriv } from "node:crypto";
import { KEY, reply, serve } from "./base.mjs";

serve({
  decrypt(encrypted) {
    const bytes = Buffer.from(encrypted, "base64");
    const aes = createDecipheriv(
      "aes-256-cbc",
      KEY.padEnd(32, "0").slice(0, 32),
      bytes.subarray(0, 16),
    );
    return Buffer.concat([aes.update(bytes.subarray(16)), aes.final()]).toString("utf8");
  },
  unreadable(res, error) {
    console.error(error);
    reply(res, 400);
  },
});
