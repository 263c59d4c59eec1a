import { createTexts } from "../../base/text.js";

export const certsTexts = createTexts("cli/certs", {
  about: {
    en: "make a CA and a server certificate for localhost",
    zh: "生成 CA 和用于 localhost 的服务器证书",
  },
  out: {
    en: "where to write ca.pem, cert.pem and key.pem",
    zh: "写入 ca.pem、cert.pem 和 key.pem 的文件夹",
  },
  host: {
    en: "another host name or address (repeatable)",
    zh: "其他主机名或地址（可重复）",
  },
  force: {
    en: "overwrite certificates and keys that are there",
    zh: "覆盖已有的证书和私钥",
  },
  trust: {
    en: "Trust ca.pem only for tests, for example with --ca or NODE_EXTRA_CA_CERTS.",
    zh: "ca.pem 只用于测试，例如通过 --ca 或 NODE_EXTRA_CA_CERTS 信任它。",
  },
});
