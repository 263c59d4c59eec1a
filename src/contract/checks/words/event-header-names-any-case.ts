import { createTexts } from "../../../base/text.js";

export const eventHeaderNamesAnyCaseTexts = createTexts("event/header-names-any-case", {
  title: {
    en: "Header names are taken in lower case and as Feishu writes them",
    zh: "",
  },
  clause: {
    en: "Feishu sends X-Lark-Signature and its like in this case; HTTP header names have none, and gateways and HTTP/2 proxies make them lower-case.",
    zh: "",
  },
  why: {
    en: "Every event would be refused from the day a proxy is put in front of the receiver, or taken away.",
    zh: "",
  },
  fix: {
    en: 'Read headers through the framework, which ignores case (request.get("X-Lark-Signature")), not from a map of raw names.',
    zh: "",
  },
});
