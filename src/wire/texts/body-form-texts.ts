import { createTexts } from "../../base/text.js";

/** What people hash instead of the raw body, as what completes "computed over". */
export const bodyFormTexts = createTexts("body-form", {
  raw: { en: "the raw body", zh: "原始 body" },
  trimmed: { en: "the body without the white space around it", zh: "去掉首尾空白的 body" },
  "newline-added": { en: "the body with a newline after it", zh: "末尾多了换行的 body" },
  "plus-signs": {
    en: "the body with plus signs where spaces stand now (URL decoding turned them)",
    zh: "空格处原为加号的 body（加号被 URL 解码成了空格）",
  },
  "unix-lines": { en: "the body with LF instead of CRLF", zh: "换行由 CRLF 变成 LF 的 body" },
  compact: {
    en: "the body parsed and written again compactly (JSON.stringify)",
    zh: "解析后重新紧凑序列化的 body（JSON.stringify）",
  },
  escaped: {
    en: "the body parsed and written again compactly with < > & escaped (Go)",
    zh: "解析后重新紧凑序列化的 body，其中 < > & 被转义（Go）",
  },
  ordered: {
    en: "the body parsed and written again in Feishu's key order",
    zh: "解析后按飞书的字段顺序重新序列化的 body",
  },
  spaced: {
    en: "the body parsed and written again with a space after each comma and colon (Python)",
    zh: "解析后重新序列化的 body，逗号和冒号后带空格（Python）",
  },
  "spaced-ascii": {
    en: "the body parsed and written again by json.dumps with its defaults (Python)",
    zh: "解析后用 json.dumps 默认参数重新序列化的 body（Python）",
  },
  indented: {
    en: "the body parsed and written again indented by two spaces",
    zh: "解析后以 2 个空格缩进重新序列化的 body",
  },
  "deep-indented": {
    en: "the body parsed and written again indented by four spaces",
    zh: "解析后以 4 个空格缩进重新序列化的 body",
  },
  php: {
    en: "the body parsed and written again with \\/ and \\uXXXX (PHP's json_encode)",
    zh: "解析后重新序列化的 body，带 \\/ 和 \\uXXXX（PHP 的 json_encode）",
  },
  "php-unicode": {
    en: "the body parsed and written again with \\/ (PHP's json_encode)",
    zh: "解析后重新序列化的 body，带 \\/（PHP 的 json_encode）",
  },
  ascii: {
    en: "the body parsed and written again compactly with \\uXXXX",
    zh: "解析后重新紧凑序列化的 body，带 \\uXXXX",
  },
  sorted: {
    en: "the body parsed and written again with its keys in alphabetical order",
    zh: "解析后按字段名字母顺序重新序列化的 body",
  },
  "sorted-spaced": {
    en: "the body parsed and written again with sorted keys and spaces (Python)",
    zh: "解析后重新序列化的 body，字段排序且带空格（Python）",
  },
  "sorted-escaped": {
    en: "the body parsed and written again with sorted keys and < > & escaped (Go's map)",
    zh: "解析后重新序列化的 body，字段排序且 < > & 被转义（Go 的 map）",
  },
  ciphertext: { en: "the ciphertext alone", zh: "密文本身（仅 encrypt 的值）" },
  plaintext: { en: "the decrypted text", zh: "解密后的明文" },
  "plaintext-compact": {
    en: "the decrypted text parsed and written again compactly (JSON.stringify)",
    zh: "解密后重新紧凑序列化的明文（JSON.stringify）",
  },
  "plaintext-spaced": {
    en: "the decrypted text parsed and written again by json.dumps with its defaults (Python)",
    zh: "解密后用 json.dumps 默认参数重新序列化的明文（Python）",
  },
  empty: {
    en: "an empty body: something had read it before, or it was not there yet",
    zh: "空的 body（已被其他代码读走，或尚未读到）",
  },
  "empty-object": {
    en: "{}, which a parser leaves when it has read nothing",
    zh: "{}（解析器没有读到内容）",
  },
  object: {
    en: "[object Object], the text of a parsed body",
    zh: "[object Object]（解析后的 body 被转成了字符串）",
  },
  undefined: {
    en: "undefined, since there was no body where it was looked for",
    zh: "undefined（取 body 的位置没有 body）",
  },
  none: {
    en: "None, since there was no body where it was looked for",
    zh: "None（取 body 的位置没有 body）",
  },
  "python-bytes": {
    en: "the repr of Python's bytes, b'…': decode them first, or add bytes to bytes",
    zh: "Python bytes 的 repr，即 b'…'（应先 decode，或直接拼接 bytes）",
  },
  "python-dict": { en: "the str() of Python's dict", zh: "Python dict 的 str() 结果" },
  quoted: {
    en: "the body as a JSON string: it was serialised twice",
    zh: "被序列化了两次的 body（成了 JSON 字符串）",
  },
  base64: { en: "the body in base64", zh: "base64 编码的 body" },
  hex: { en: "the body in hex", zh: "十六进制编码的 body" },
  "read-as-latin1": {
    en: "the body read as Latin-1 instead of UTF-8",
    zh: "按 Latin-1 而不是 UTF-8 读取的 body",
  },
});

/** What stands in the Encrypt Key's place, as what completes "made with", and what to do about it. */
export const keyMixUpTexts = createTexts("key-mix-up", {
  empty: { en: "the empty key", zh: "空密钥" },
  token: {
    en: "the Verification Token in the key's place",
    zh: "Verification Token（应为 Encrypt Key）",
  },
  "trimmed-token": {
    en: "the trimmed Verification Token in the key's place",
    zh: "去掉空白的 Verification Token（应为 Encrypt Key）",
  },
  "app-secret": { en: "the App Secret in the key's place", zh: "App Secret（应为 Encrypt Key）" },
  "app-id": { en: "the App ID in the key's place", zh: "App ID（应为 Encrypt Key）" },
  trimmed: {
    en: "the Encrypt Key without the white space around it",
    zh: "去掉首尾空白的 Encrypt Key",
  },
  "fix-trimmed": {
    en: "take the white space off the Encrypt Key that was given here: the app's key has none",
    zh: "去掉这里所提供 Encrypt Key 的首尾空白，应用的密钥没有空白",
  },
  unquoted: {
    en: "the Encrypt Key without the quotation marks around it",
    zh: "去掉引号的 Encrypt Key",
  },
  "fix-unquoted": {
    en: "take the quotation marks off the Encrypt Key that was given here: the app's key has none",
    zh: "去掉这里所提供 Encrypt Key 的引号，应用的密钥没有引号",
  },
  "with-newline": { en: "the Encrypt Key with a newline after it", zh: "末尾带换行的 Encrypt Key" },
  "with-cr-lf": {
    en: "the Encrypt Key with CR and LF after it",
    zh: "末尾带 CR、LF 的 Encrypt Key",
  },
  "with-cr": { en: "the Encrypt Key with CR after it", zh: "末尾带 CR 的 Encrypt Key" },
  "with-space": { en: "the Encrypt Key with a space after it", zh: "末尾带空格的 Encrypt Key" },
  "space-before": {
    en: "the Encrypt Key with a space before it",
    zh: "开头带空格的 Encrypt Key",
  },
  "with-tab": { en: "the Encrypt Key with a tab after it", zh: "末尾带制表符的 Encrypt Key" },
  "fix-spoiled": {
    en: "trim the Encrypt Key where it is read: a file or a copied value brought it along",
    zh: "读取 Encrypt Key 时去掉首尾空白，它来自文件或复制的内容",
  },
  quoted: {
    en: "the Encrypt Key with quotation marks around it",
    zh: "带双引号的 Encrypt Key",
  },
  "single-quoted": {
    en: "the Encrypt Key with single quotation marks around it",
    zh: "带单引号的 Encrypt Key",
  },
  hashed: { en: "the SHA-256 of the Encrypt Key in hex", zh: "Encrypt Key 的 SHA-256 十六进制值" },
  base64: { en: "the Encrypt Key in base64", zh: "base64 编码的 Encrypt Key" },
  "lower-case": { en: "the Encrypt Key in lower case", zh: "转成小写的 Encrypt Key" },
  "upper-case": { en: "the Encrypt Key in upper case", zh: "转成大写的 Encrypt Key" },
});
