import { describe, expect, it } from "vitest";
import { headerName } from "../../../src/wire/captures/header-name.js";

describe("headerName", () => {
  it.each([
    ["HTTP_X_LARK_REQUEST_TIMESTAMP", "X-Lark-Request-Timestamp"],
    ["http_x_lark_signature", "X-Lark-Signature"],
    ["x_lark_request_nonce", "X-Lark-Request-Nonce"],
    ["xLarkRequestNonce", "X-Lark-Request-Nonce"],
    ["CONTENT_LENGTH", "Content-Length"],
    ["x-lark-signature", "x-lark-signature"],
    ["Host", "Host"],
  ])("takes %s for %s", (name, header) => {
    expect(headerName(name)).toBe(header);
  });
});
