// checks HMAC-SHA256 with the Verification Token in place of the plain SHA-256 with the Encrypt Key (OpenCoworkAI/open-cowork#339)
import { createHmac } from "node:crypto";
import { serve, TOKEN } from "./base.mjs";

serve({
  signed(headers, raw) {
    const text = `${headers["x-lark-request-timestamp"]}${headers["x-lark-request-nonce"]}${raw}`;
    return createHmac("sha256", TOKEN).update(text).digest("hex") === headers["x-lark-signature"];
  },
});
