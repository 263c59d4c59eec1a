import { createTexts } from "../../../base/text.js";

export const bodyInBase64Texts = createTexts("cause/body-in-base64", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `The body reaches its code in base64, as gateways hand it over, and is not decoded: it answers ${answer}`,
    zh: ({ answer }) => `网关以 base64 转交请求体，接收端没有先解码（${answer}）`,
  },
  fix: {
    en: "Decode the body where the gateway says that it is in base64 (isBase64Encoded), before the signature is checked and the JSON is parsed.",
    zh: "在网关标明请求体为 base64（isBase64Encoded）时先解码，再校验签名、解析 JSON。",
  },
});
