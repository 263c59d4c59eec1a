import { createTexts } from "../../../base/text.js";

export const eventBodyInPiecesTexts = createTexts("event/body-in-pieces", {
  title: {
    en: "A body that comes in several pieces, cut inside a character, is accepted and acted on",
    zh: "",
  },
  clause: {
    en: "The body ends where Content-Length says; how many TCP packets it comes in, and where they are cut, is up to the network.",
    zh: "",
  },
  why: {
    en: "Small events pass and large ones fail at random, or a Chinese character becomes two question marks and the signature no longer fits.",
    zh: "",
  },
  fix: {
    en: "Collect the chunks as bytes until the request ends, join them, and only then decode: Buffer.concat(chunks), never text += chunk.",
    zh: "",
  },
});
