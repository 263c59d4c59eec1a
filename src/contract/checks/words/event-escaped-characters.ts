import { createTexts } from "../../../base/text.js";

export const eventEscapedCharactersTexts = createTexts("event/escaped-characters", {
  title: {
    en: "An event with \\u003c, Chinese and an emoji verifies and is acted on",
    zh: "",
  },
  clause: {
    en: "The signature covers the bytes of the body as sent. In them < > & stand as \\u003c \\u003e \\u0026, everything else as UTF-8.",
    zh: "",
  },
  why: {
    en: "JSON.stringify(JSON.parse(body)) gives other bytes, and decoding as anything but UTF-8 other text: events with such characters are refused while all others pass.",
    zh: "",
  },
  fix: {
    en: "Compute the signature over the raw bytes before parsing (express.raw, not express.json), and decode the decrypted bytes as UTF-8.",
    zh: "",
  },
});
