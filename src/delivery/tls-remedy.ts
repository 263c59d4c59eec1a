import { createTexts, type Text } from "../base/text.js";
import type { Outcome } from "./outcome.js";

const texts = createTexts("tls-remedy", {
  "self-signed": {
    en: "Trust the certificate itself with --ca FILE (PEM), or accept any with --insecure.",
    zh: "用 --ca FILE（PEM）信任该证书，或用 --insecure 接受任意证书。",
  },
  "unknown-authority": {
    en: "Name the authority that signed it with --ca FILE (PEM), have the receiver send the certificates in between, or accept any certificate with --insecure.",
    zh: "用 --ca FILE（PEM）指定签发机构的证书，或让接收端一并发送中间证书，也可用 --insecure 接受任意证书。",
  },
  "certificate-expired": {
    en: "Renew it: Feishu takes no expired certificate either. Until then --insecure accepts it.",
    zh: "更新证书，飞书同样不接受过期的证书。在此之前可用 --insecure 接受它。",
  },
  "certificate-not-valid-yet": {
    en: "Set the clocks of both machines right, or make the certificate anew. Until then --insecure accepts it.",
    zh: "校准两台机器的时钟，或重新生成证书。在此之前可用 --insecure 接受它。",
  },
  "certificate-for-another-name": {
    en: 'Call the receiver by a name that its certificate is for, or make one for this name with "mocklark certs --host NAME". --insecure accepts any.',
    zh: "改用证书所含的名称访问接收端，或用 mocklark certs --host NAME 为该名称生成证书。--insecure 接受任意证书。",
  },
  "no-tls": {
    en: "Say http:// in its URL, or name the port it serves https on.",
    zh: "在 URL 中改用 http://，或填写它提供 https 的端口。",
  },
  other: {
    en: "Give its certificate authority with --ca, or accept any certificate with --insecure.",
    zh: "用 --ca 指定其证书的签发机构，或用 --insecure 接受任意证书。",
  },
});

/** By the kind of the reason. */
const remedies: Readonly<Record<string, Parameters<typeof texts>[0]>> = {
  "failure/self-signed": "self-signed",
  "failure/unknown-authority": "unknown-authority",
  "failure/unknown-authority-or-gap": "unknown-authority",
  "failure/certificate-expired": "certificate-expired",
  "failure/certificate-not-valid-yet": "certificate-not-valid-yet",
  "failure/certificate-for-another-name": "certificate-for-another-name",
  "failure/no-tls": "no-tls",
};

/** What to do about a TLS handshake that failed; undefined for every other outcome. */
export function tlsRemedyText(outcome: Outcome): Text | undefined {
  if (outcome.kind !== "tls-failed") return undefined;
  return texts(remedies[outcome.data?.reason.kind ?? ""] ?? "other");
}
