import { createTexts } from "../base/text.js";

interface Address {
  readonly address: string;
}

interface Certificate {
  /** As Node names the failure. */
  readonly code: string;
}

interface Line {
  /** In quotes. */
  readonly line: string;
}

/** Why an attempt failed. What Node and OpenSSL say beyond these is told as it is. */
export const failureTexts = createTexts("failure", {
  "no-route-to-host": {
    en: ({ address }: Address) => `no route to the host (${address})`,
    zh: ({ address }) => `没有到该主机的路由（${address}）`,
  },
  "no-route-to-network": {
    en: ({ address }: Address) => `no route to its network (${address})`,
    zh: ({ address }) => `没有到其所在网络的路由（${address}）`,
  },
  "network-down": {
    en: ({ address }: Address) => `the network is down (${address})`,
    zh: ({ address }) => `网络不可用（${address}）`,
  },
  "host-down": {
    en: ({ address }: Address) => `the host is down (${address})`,
    zh: ({ address }) => `主机未开机（${address}）`,
  },
  "unusable-address": {
    en: ({ address }: Address) => `the address cannot be used from here (${address})`,
    zh: ({ address }) => `本机无法使用该地址（${address}）`,
  },
  "forbidden-by-system": {
    en: ({ address }: Address) => `the system forbids connecting to it (${address})`,
    zh: ({ address }) => `系统禁止连接该地址（${address}）`,
  },
  outage: { en: "the network is down (fault outage)", zh: "网络中断（故障 outage）" },

  "self-signed": {
    en: ({ code }: Certificate) => `the certificate is self-signed (${code})`,
    zh: ({ code }) => `证书是自签名证书（${code}）`,
  },
  "unknown-authority": {
    en: ({ code }: Certificate) =>
      `the certificate was signed by an authority that is not trusted (${code})`,
    zh: ({ code }) => `证书由不受信任的机构签发（${code}）`,
  },
  "unknown-authority-or-gap": {
    en: ({ code }: Certificate) =>
      `the certificate was signed by an authority that is not trusted, or an intermediate is missing (${code})`,
    zh: ({ code }) => `证书由不受信任的机构签发，或缺少中间证书（${code}）`,
  },
  "certificate-expired": {
    en: ({ code }: Certificate) => `the certificate has expired (${code})`,
    zh: ({ code }) => `证书已过期（${code}）`,
  },
  "certificate-not-valid-yet": {
    en: ({ code }: Certificate) => `the certificate is not valid yet (${code})`,
    zh: ({ code }) => `证书尚未生效（${code}）`,
  },
  "certificate-for-another-name": {
    en: ({ detail, code }: Certificate & { detail: string }) =>
      `the certificate is for another name: ${detail} (${code})`,
    zh: ({ detail, code }) => `证书不是签发给该名称的：${detail}（${code}）`,
  },
  "no-tls": { en: "the port does not speak TLS", zh: "该端口不支持 TLS" },

  "long-headers": { en: "its headers are longer than 16 KB", zh: "响应头超过 16 KB" },
  "long-chunk-size": {
    en: "the line before a chunk is longer than 16 KB",
    zh: "分块前的大小行超过 16 KB",
  },
  "long-chunk-end": {
    en: "the end of a chunk is longer than 16 KB",
    zh: "分块的结尾超过 16 KB",
  },
  "long-trailers": { en: "its trailers are longer than 16 KB", zh: "尾部字段超过 16 KB" },
  "no-http-beginning": { en: "it does not begin with HTTP/1.x", zh: "开头不是 HTTP/1.x" },
  "bare-newline": {
    en: "a line of its head ends without CR",
    zh: "响应头中有一行的行尾没有 CR",
  },
  "status-line": {
    en: ({ line }: Line) => `its status line is ${line}`,
    zh: ({ line }) => `状态行是 ${line}`,
  },
  "header-line": {
    en: ({ line }: Line) => `a header line is ${line}`,
    zh: ({ line }) => `有一行响应头是 ${line}`,
  },
  "content-length": {
    en: ({ line }: Line) => `its Content-Length is ${line}`,
    zh: ({ line }) => `Content-Length 是 ${line}`,
  },
  "chunk-size": {
    en: ({ line }: Line) => `a chunk's size is ${line}`,
    zh: ({ line }) => `有一个分块的大小是 ${line}`,
  },
  "wrong-chunk-size": { en: "a chunk has a wrong size", zh: "有一个分块的大小不正确" },
});
