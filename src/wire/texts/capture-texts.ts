import { createTexts } from "../../base/text.js";

/** What had to be assumed to read a captured request, and why one cannot be read. */
export const captureTexts = createTexts("capture", {
  unreadable: {
    en: ({ reason }: { reason: string }) => `Failed to read the captured request: ${reason}.`,
    zh: ({ reason }) => `无法读取捕获的请求：${reason}。`,
  },
  "is-not": {
    en: ({ part, wanted }: { part: string; wanted: string }) => `${part} is not ${wanted}`,
    zh: ({ part, wanted }) => `${part} 不是${wanted}`,
  },
  "header-list": { en: "a list of [name, value]", zh: "由 [name, value] 组成的列表" },
  buffer: { en: "a Buffer", zh: " Buffer" },
  "text-list": { en: "a list of texts", zh: "字符串列表" },
  text: { en: "a text", zh: "字符串" },
  "no-object": { en: "it is no object", zh: "不是对象" },
  "is-null": { en: "it is null", zh: "内容为 null" },
  "is-type": {
    en: ({ type }: { type: string }) => `it is a ${type}`,
    zh: ({ type }) => `类型为 ${type}`,
  },
  "give-parsed": {
    en: "Give what parseCapturedRequest returns; it takes the request in any form as text.",
    zh: "传入 parseCapturedRequest 的返回值；它接受任何形式的请求文本。",
  },
  "give-text": {
    en: "Give it as text or bytes; an object as JSON.stringify writes it.",
    zh: "以文本或字节提供；对象先用 JSON.stringify 转成文本。",
  },
  "give-request": {
    en: 'Give the request as raw HTTP (request line, headers, empty line, body), as a curl command, as JSON {"headers": …, "body": …}, or as a log that shows the X-Lark headers and the body.',
    zh: '以下列任一形式提供请求：原始 HTTP（请求行、请求头、空行、请求体）、curl 命令、JSON {"headers": …, "body": …}，或含有 X-Lark-* 请求头和请求体的日志。',
  },
  "too-long": {
    en: "it is longer than 16 MB: cut out the one request",
    zh: "超过 16 MB，请只截取一个请求",
  },
  empty: { en: "it is empty", zh: "内容为空" },
  "too-deep": { en: "it is nested too deeply", zh: "嵌套过深" },
  "no-headers-or-body": {
    en: "it is JSON without headers or a body",
    zh: "JSON 中没有请求头，也没有请求体",
  },
  "no-request-object": {
    en: "it is JSON but not an object with headers and body",
    zh: "是 JSON，但不是包含 headers 和 body 的对象",
  },
  "bad-line": {
    en: ({ line }: { line: string }) => `"${line}" is neither a request line nor a header`,
    zh: ({ line }) => `「${line}」既不是请求行，也不是请求头`,
  },
  "headers-form": {
    en: "its headers are neither an object nor a list",
    zh: "其中的请求头既不是对象，也不是列表",
  },
  "odd-headers": {
    en: "its flat list of headers has an odd length",
    zh: "其中的请求头平铺列表项数为奇数",
  },
  "bad-header": {
    en: "its list of headers holds something that is not a name and a value",
    zh: "其中的请求头列表含有不是名称和值的项",
  },
  "header-of-type": {
    en: ({ name, type }: { name: string; type: "list" | "object" }) =>
      `its header ${name} is ${type === "list" ? "a list" : "an object"}, not a text`,
    zh: ({ name, type }) => `请求头 ${name} 是${type === "list" ? "列表" : "对象"}，不是字符串`,
  },

  // What had to be assumed.
  "body-alone": {
    en: "Only a body was given: what depends on the headers cannot be judged.",
    zh: "只提供了请求体，与请求头有关的内容无法判断。",
  },
  "parsed-body": {
    en: "The capture holds the parsed body, not its bytes: it was written again compactly, which may differ from what was sent.",
    zh: "捕获内容是解析后的请求体，而不是原始字节：已按紧凑写法重新写出，可能与实际发送的不同。",
  },
  "other-form": {
    en: ({ bytes }: { bytes: number }) =>
      `The capture shows the body in another form; written compactly it has the ${bytes} bytes that Content-Length gives, and so it was judged.`,
    zh: ({ bytes }) =>
      `捕获内容中的请求体写法不同；按紧凑写法恰为 Content-Length 所示的 ${bytes} 字节，因此以它为准。`,
  },
  "white-space": {
    en: "White space after the body was left out.",
    zh: "已忽略请求体之后的空白。",
  },
  "white-space-behind": {
    en: "White space after the end that Content-Length gives was left out.",
    zh: "已忽略超出 Content-Length 的空白。",
  },
  "noise-around": {
    en: "What stands around the bytes that Content-Length counts was left out.",
    zh: "已忽略 Content-Length 范围之外的内容。",
  },
  chunks: {
    en: "The body came in chunks, which Feishu never sends; they were put together.",
    zh: "请求体是分块传输的，已拼接；飞书从不分块。",
  },
  "curl-shows-no-body": {
    en: "curl -v does not print the body it sends: put it after the empty line that ends the headers.",
    zh: "curl -v 不打印发送的请求体：请把它放到请求头之后的空行后面。",
  },
  "body-in-file": {
    en: ({ file }: { file: string }) =>
      `curl reads the body from ${file}, which is not in the capture: put the file's content into the command, as --data-raw '…'.`,
    zh: ({ file }) =>
      `curl 从 ${file} 读取请求体，但捕获内容中没有这个文件：请把文件内容写进命令，用 --data-raw '…'。`,
  },
  "several-signatures": {
    en: "The capture shows more than one signature: the first request in it was judged.",
    zh: "捕获内容中有多个签名，只判断其中第一个请求。",
  },
  "no-body-but": {
    en: ({ shown, what }: { shown: string; what: string }) =>
      `The capture has ${shown} where the body should be, which is ${what}.`,
    zh: ({ shown, what }) => `捕获内容中请求体的位置是 ${shown}：${what}。`,
  },
  "hidden-body": {
    en: ({ shown }: { shown: string }) => `The capture hides the body (${shown}).`,
    zh: ({ shown }) => `捕获内容中的请求体被隐藏（${shown}）。`,
  },
  "object-as-text": {
    en: "an object that was turned into text: log JSON.stringify(body), or better the raw bytes",
    zh: "对象被转成了字符串，请记录 JSON.stringify(body)，最好是原始字节",
  },
  "buffer-start": {
    en: "only a Buffer's first bytes: log body.toString()",
    zh: "只有 Buffer 的前几个字节，请记录 body.toString()",
  },
  stream: {
    en: "a stream and not what came out of it: read it into bytes first and log those",
    zh: "这是一个流，而不是其中的内容，请先读成字节再记录",
  },
  nothing: {
    en: "nothing: a parser may have read the body before, or none was set up; log the raw bytes before any parser",
    zh: "没有内容，可能已被解析器读走，或没有配置解析器；请在解析之前记录原始字节",
  },
});

/** Other misuse of what this room does. */
export const wireTexts = createTexts("wire", {
  "make-certificates": { en: "make certificates", zh: "生成证书" },
  "make-request-builder": { en: "make the request builder", zh: "创建请求构造器" },
  "not-serialisable": {
    en: ({ reason }: { reason: string }) => `Failed to serialise the event: ${reason}.`,
    zh: ({ reason }) => `无法序列化事件：${reason}。`,
  },
  endless: {
    en: "it nests too deeply, or holds itself",
    zh: "嵌套过深，或引用了自身",
  },
  "give-json": { en: "Give plain JSON data.", zh: "提供纯 JSON 数据。" },
});
