// hashes json_encode(json_decode($body)), which writes / as \/ (Spring and PHP tutorials, hey99.cn)
import { KEY, serve, sha256 } from "./base.mjs";

serve({
  signed(headers, raw) {
    const again = JSON.stringify(JSON.parse(raw)).replaceAll("/", "\\/");
    const signature = sha256(
      `${headers["x-lark-request-timestamp"]}${headers["x-lark-request-nonce"]}${KEY}`,
      again,
    );
    return signature.digest("hex") === headers["x-lark-signature"];
  },
});
