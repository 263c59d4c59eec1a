import { formatAsCurl } from "../../../src/wire/format-request.js";
import type { SignedRequest } from "./signed-request.js";

/** A way in which people write a request down. */
export type Form = (request: SignedRequest) => string;

const url = "http://localhost:3000/webhook/event";
const json = (value: unknown, indent?: number): string => JSON.stringify(value, null, indent);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const lower = ({ pairs }: SignedRequest) =>
  pairs.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
const lowerObject = (request: SignedRequest) => Object.fromEntries(lower(request));
const object = ({ pairs }: SignedRequest) => Object.fromEntries(pairs);
const lists = ({ pairs }: SignedRequest) =>
  Object.fromEntries(pairs.map(([name, value]) => [name, [value]]));
const named = ({ pairs }: SignedRequest) => pairs.map(([name, value]) => ({ name, value }));
const keyed = ({ pairs }: SignedRequest) => pairs.map(([key, value]) => ({ key, value }));
const cgi = ({ pairs }: SignedRequest) =>
  pairs.map(([name, value]): [string, string] => [
    (name.startsWith("Content-") ? "" : "HTTP_") + name.toUpperCase().replaceAll("-", "_"),
    value,
  ]);
const headerOf = ({ pairs }: SignedRequest, name: string): string =>
  pairs.find(([candidate]) => candidate === name)?.[1] ?? "";

const lines = ({ pairs }: SignedRequest) => pairs.map(([name, value]) => `${name}: ${value}`);
const raw = (request: SignedRequest, newline = "\r\n"): string =>
  ["POST /webhook/event HTTP/1.1", ...lines(request), "", request.body].join(newline);
const indent = (text: string, by = "    "): string => text.replace(/^/gm, by);

/** Strings as the languages print them. */
const single = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const pythonBytes = (text: string): string =>
  `b${single(text).replace(/[^ -~]+/g, (run) => hexEscapes(run))}`;
const hexEscapes = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
const nginx = (text: string): string =>
  text.replace(/["\\]|[^ -~]+/g, (run) => hexEscapes(run).toUpperCase().replaceAll("\\X", "\\x"));
const shellQuote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const doubleQuote = (text: string): string => `"${text.replace(/["\\$`]/g, "\\$&")}"`;
const dollarQuote = (text: string): string =>
  `$'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replace(/!/g, "\\u0021")}'`;
const caretQuote = (text: string): string =>
  `^"${text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replace(/[^\w\s:;,./+=-]/gu, "^$&")}^"`;
const powershell = (text: string): string => `"${text.replace(/["`$]/g, "`$&")}"`;

const inspect = (members: readonly (readonly [string, string])[], depth = 1): string => {
  const room = "  ".repeat(depth);
  const printed = members.map(
    ([name, value]) => `${room}${/^\w+$/.test(name) ? name : single(name)}: ${single(value)}`,
  );
  return `{\n${printed.join(",\n")}\n${"  ".repeat(depth - 1)}}`;
};
const pythonDict = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([name, value]) => `${single(name)}: ${single(value)}`).join(", ")}}`;
const phpArray = (members: readonly (readonly [string, string])[]): string =>
  `Array\n(\n${members.map(([name, value]) => `    [${name}] => ${value}\n`).join("")})\n`;
const encryptOf = (body: string): string => (JSON.parse(body) as { encrypt: string }).encrypt;
const buffer = (body: string): string =>
  `<Buffer ${(Buffer.from(body).toString("hex").match(/../g) ?? []).join(" ")}>`;

/** Forms that keep the body's bytes, and so fit an event in clear as well. */
export const exactForms: Readonly<Record<string, Form>> = {
  "raw HTTP with CRLF": (request) => raw(request),
  "raw HTTP with LF": (request) => raw(request, "\n"),
  "raw HTTP with newlines after it": (request) => `${raw(request, "\n")}\n\n\n`,
  "raw HTTP without a request line": (request) =>
    `${lines(request).join("\n")}\n\n${request.body}\n`,
  "raw HTTP without Content-Length, a newline after it": (request) =>
    `${lines(request)
      .filter((line) => !line.startsWith("Content-Length"))
      .join("\n")}\n\n${request.body}\n`,
  "raw HTTP, indented": (request) => indent(raw(request, "\n")),
  "raw HTTP, indented by a tab": (request) => indent(raw(request, "\n"), "\t"),
  "raw HTTP in a Markdown fence": (request) =>
    `This is what we got:\n\n\`\`\`http\n${raw(request, "\n")}\n\`\`\`\n\nWhat is wrong?\n`,
  "raw HTTP in an indented fence": (request) =>
    indent(`1. Got\n\n~~~\n${raw(request, "\n")}\n~~~\n`, "   "),
  "raw HTTP with the answer behind it": (request) =>
    `${raw(request, "\n")}\n\nHTTP/1.1 401 Unauthorized\nContent-Length: 2\n\n{}\n`,
  "raw HTTP, pretty-printed by the tool": (request) =>
    `${["POST /webhook/event HTTP/1.1", ...lines(request), "", json(JSON.parse(request.body), 4)].join("\n")}\n`,
  "lines with a log's prefix": (request) =>
    raw(request, "\n").replace(/^/gm, "2026-11-28T14:00:53.120Z INFO web-1 | "),
  "headers and body after labels": (request) =>
    `Request headers:\n${lines(request).join("\n")}\nRequest body: ${request.body}\n`,
  "tcpdump -A": (request) =>
    `tcpdump: listening on lo\n14:00:53.123456 IP 127.0.0.1.53124 > 127.0.0.1.3000: Flags [P.], length 1999\nE....@.@.<.........\t....P...+...${raw(request, "\n")}\n14:00:53.124 IP 127.0.0.1.3000 > 127.0.0.1.53124: Flags [.], ack 2000\nE..4..@.@.\n`,
  "tcpdump -A, the body in a packet of its own": (request) =>
    `14:00:53.1 IP a > b: Flags [P.]\nE..4@...P...${raw({ ...request, body: "" }, "\n")}14:00:53.2 IP a > b: Flags [P.]\nE..4@...P...${request.body}\n`,
  "curl -v": (request) =>
    `* Connected\n${lines(request)
      .map((line) => `> ${line}\n`)
      .join("")}> \n${request.body}\n< HTTP/1.1 401 No\n< \n{}\n`,
  "curl in single quotes": (request) =>
    `curl ${shellQuote(url)} \\\n${lines(request)
      .map((line) => `  -H ${shellQuote(line)} \\\n`)
      .join("")}  --data-raw ${shellQuote(request.body)} \\\n  --compressed --insecure\n`,
  "curl --location as Postman writes it": (request) =>
    `curl --location --request POST ${shellQuote(url)} \\\n${lines(request)
      .map((line) => `--header ${shellQuote(line)} \\\n`)
      .join("")}--data ${shellQuote(request.body)}\n`,
  "curl in double quotes": (request) =>
    `curl -X POST ${url} ${lines(request)
      .map((line) => `-H ${doubleQuote(line)}`)
      .join(" ")} -d ${doubleQuote(request.body)}`,
  "curl in $'…'": (request) =>
    `$ curl ${shellQuote(url)} ${lines(request)
      .map((line) => `-H ${dollarQuote(line)}`)
      .join(" ")} --data-binary ${dollarQuote(request.body)} --compressed`,
  "curl with short options run together": (request) =>
    `curl -sSXPOST ${lines(request)
      .map((line) => `-H${shellQuote(line)}`)
      .join(" ")} -d${shellQuote(request.body)} --url ${url} -o /dev/null`,
  "curl without its backslashes": (request) =>
    `curl -X POST ${shellQuote(url)}\n${lines(request)
      .map((line) => `  -H ${shellQuote(line)}\n`)
      .join("")}  -d ${shellQuote(request.body)}\n`,
  "curl in a fence of shell": (request) =>
    `\`\`\`bash\ncurl ${url} ${lines(request)
      .map((line) => `-H ${shellQuote(line)}`)
      .join(" ")} -d ${shellQuote(request.body)}\n\`\`\`\n`,
  "curl for Windows' cmd": (request) =>
    `curl ^"${url}^" ^\n${lines(request)
      .map((line) => `  -H ${caretQuote(line)} ^\n`)
      .join("")}  --data-raw ${caretQuote(request.body)}`,
  "curl for cmd as Chrome wrote it before": (request) =>
    `curl "${url}" ^\r\n${lines(request)
      .map((line) => `  -H "${line}" ^\r\n`)
      .join("")}  --data-binary "${request.body.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`,
  "mocklark send --print curl": ({ pairs, body }) =>
    formatAsCurl(
      { method: "POST", headers: pairs.slice(1), body: Buffer.from(body), plaintext: body },
      new URL(url),
    ),
  "curl in PowerShell": (request) =>
    `curl.exe -X POST "${url}" ${lines(request)
      .map((line) => `-H "${line}"`)
      .join(
        " ",
      )} -d '${request.body.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("'", "''")}'`,
  "curl with a here document": (request) =>
    `curl -X POST ${url} ${lines(request)
      .map((line) => `-H ${shellQuote(line)}`)
      .join(" ")} -d @- <<'EOF'\n${request.body}\nEOF\n`,
  "Postman's code for axios": (request) =>
    `let data = ${single(request.body)};\nlet config = {\n  method: 'post',\n  url: '${url}',\n  headers: ${inspect(request.pairs, 2)},\n  data : data\n};`,
  "Postman's code for Go": (request) =>
    `payload := strings.NewReader(\`${request.body}\`)\n${request.pairs
      .map(([name, value]) => `req.Header.Add("${name}", "${value}")\n`)
      .join("")}`,
  "a cassette of VCR": (request) =>
    `- request:\n    body: '${request.body}'\n    headers:\n${request.pairs
      .map(([name, value]) => `      ${name}:\n      - '${value}'\n`)
      .join("")}`,
  "a table in Markdown": (request) =>
    `| Header | Value |\n|---|---|\n${request.pairs
      .map(([name, value]) => `| ${name} | ${value} |\n`)
      .join("")}\n\`\`\`json\n${request.body}\n\`\`\`\n`,
  wget: (request) =>
    `wget -qO- ${lines(request)
      .map((line) => `--header=${shellQuote(line)}`)
      .join(" ")} --post-data=${shellQuote(request.body)} ${url}`,
  PowerShell: (request) =>
    `Invoke-WebRequest -UseBasicParsing -Uri "${url}" \`\n-Method "POST" \`\n-Headers @{\n${request.pairs
      .map(([name, value]) => `  "${name}"="${value}"\n`)
      .join(
        "",
      )}} \`\n-ContentType "application/json;charset=utf-8" \`\n-Body ${powershell(request.body)}`,
  "copy as fetch": (request) =>
    `fetch("${url}", {\n  "headers": ${json(lowerObject(request), 4)},\n  "body": ${json(request.body)},\n  "method": "POST"\n});`,
  "copy as fetch for Node": (request) =>
    `await fetch("${url}", {\n  headers: ${inspect(lower(request), 2)},\n  body: ${single(request.body)},\n  method: 'POST'\n});`,
  "JSON with headers and body": (request) =>
    json({ headers: object(request), body: request.body }, 2),
  "JSON in capitals, the body in base64 (Go)": (request) =>
    json({ Method: "POST", Header: lists(request), Body: base64(request.body) }),
  "JSON in capitals, the body as text (Go)": (request) =>
    json({ Header: lists(request), Body: request.body }),
  "headers and body as two JSON documents": (request) =>
    `${json(object(request), 2)}\n${request.body}\n`,
  "headers and body as two fenced documents": (request) =>
    `Headers:\n\`\`\`json\n${json(object(request), 2)}\n\`\`\`\nBody:\n\`\`\`json\n${request.body}\n\`\`\`\n`,
  HAR: (request) =>
    json({
      log: {
        entries: [
          {
            response: { status: 401, headers: [{ name: "Content-Length", value: "2" }] },
            request: {
              method: "POST",
              url,
              headers: named(request),
              postData: { mimeType: "application/json", text: request.body },
            },
          },
        ],
      },
    }),
  "HAR with base64": (request) =>
    json({
      log: {
        entries: [
          {
            request: {
              headers: named(request),
              postData: { mimeType: "x", encoding: "base64", text: base64(request.body) },
            },
          },
        ],
      },
    }),
  "a Postman collection": (request) =>
    json({
      info: { name: "Feishu" },
      item: [
        {
          name: "folder",
          item: [
            {
              request: {
                method: "POST",
                header: keyed(request),
                body: { mode: "raw", raw: request.body, options: { raw: { language: "json" } } },
                url: { raw: url },
              },
            },
          ],
        },
      ],
    }),
  "an Insomnia export": (request) =>
    json({
      resources: [
        {
          _type: "request",
          method: "POST",
          url,
          headers: named(request),
          body: { mimeType: "application/json", text: request.body },
        },
      ],
    }),
  "webhook.site": (request) =>
    json({ uuid: "1", method: "POST", content: request.body, headers: lists(request), url }),
  "webhook.site's list": (request) =>
    json({ data: [{ method: "POST", content: request.body, headers: lists(request) }], total: 1 }),
  "RequestBin's event": (request) =>
    json({ event: { method: "POST", bodyRaw: request.body, headers: lowerObject(request) } }),
  "ngrok's inspector": (request) =>
    json({
      uri: "/api/requests/http/airt_1",
      request: {
        method: "POST",
        proto: "HTTP/1.1",
        headers: lists(request),
        uri: "/webhook/event",
        raw: base64(raw(request)),
      },
      response: {
        status: "401",
        headers: { "Content-Length": ["2"] },
        raw: base64("HTTP/1.1 401"),
      },
    }),
  "ngrok's list": (request) =>
    json({ requests: [{ request: { raw: base64(raw(request)) } }], uri: "/api/requests/http" }),
  "API Gateway, version 1": (request) =>
    json({
      resource: "/",
      path: "/webhook/event",
      httpMethod: "POST",
      headers: object(request),
      multiValueHeaders: lists(request),
      body: request.body,
      isBase64Encoded: false,
    }),
  "API Gateway, version 2 in base64": (request) =>
    json({
      version: "2.0",
      rawPath: "/webhook/event",
      headers: lowerObject(request),
      requestContext: { http: { method: "POST" }, timeEpoch: timestampOf(request) },
      body: base64(request.body),
      isBase64Encoded: true,
    }),
  "Lambda@Edge": (request) =>
    json({
      Records: [
        {
          cf: {
            request: {
              method: "POST",
              uri: "/webhook/event",
              headers: Object.fromEntries(
                request.pairs.map(([key, value]) => [key.toLowerCase(), [{ key, value }]]),
              ),
              body: { encoding: "base64", inputTruncated: false, data: base64(request.body) },
            },
          },
        },
      ],
    }),
  "Aliyun FC": (request) =>
    json({
      version: "v1",
      headers: object(request),
      body: base64(request.body),
      isBase64Encoded: true,
      requestContext: { http: { method: "POST" } },
    }),
  "Tencent SCF": (request) =>
    json({
      body: request.body,
      headerParameters: {},
      headers: lowerObject(request),
      httpMethod: "POST",
      path: "/webhook/event",
      requestContext: { stage: "release" },
    }),
  "Azure Functions": (request) =>
    json({
      req: {
        method: "POST",
        originalUrl: url,
        headers: lowerObject(request),
        body: JSON.parse(request.body) as unknown,
        rawBody: request.body,
      },
    }),
  "a Cloudflare tail, the body logged": (request) =>
    json({
      outcome: "ok",
      event: { request: { url, method: "POST", headers: lowerObject(request) } },
      logs: [{ message: [request.body], level: "log" }],
    }),
  WireMock: (request) =>
    json({
      requests: [
        {
          request: {
            method: "POST",
            headers: object(request),
            body: request.body,
            bodyAsBase64: base64(request.body),
          },
        },
      ],
    }),
  MockServer: (request) =>
    json({
      httpRequest: {
        headers: lists(request),
        body: {
          type: "JSON",
          json: JSON.parse(request.body) as unknown,
          rawBytes: base64(request.body),
        },
      },
    }),
  "a pino line, the body beside the request": (request) =>
    json({
      level: 40,
      time: 1_700_000_000_000,
      req: { id: 1, method: "POST", url: "/", headers: lowerObject(request) },
      res: { headers: { "content-length": "2" } },
      body: request.body,
      msg: "signature mismatch",
    }),
  "pino lines around it": (request) =>
    [
      { level: 30, msg: "Server listening at http://127.0.0.1:3000" },
      { level: 30, req: { method: "POST", headers: lowerObject(request) }, msg: "incoming" },
      { level: 40, rawBody: request.body, msg: "signature mismatch" },
      { level: 30, res: { statusCode: 401 }, msg: "request completed" },
    ]
      .map((line) => `${json(line)}\n`)
      .join(""),
  "pino-pretty": (request) =>
    `[14:00:53.000] WARN (123): signature mismatch\n    req: {\n      "method": "POST",\n      "headers": ${json(lowerObject(request), 2).replaceAll("\n", "\n      ")}\n    }\n    body: ${json(request.body)}\n`,
  "CloudWatch's line of an event": (request) =>
    `2026-11-28T14:00:53.000Z\t6f1\tINFO\t{\n  headers: ${inspect(lower(request), 2)},\n  body: '${base64(request.body)}',\n  isBase64Encoded: true\n}\n`,
  "Kubernetes' log of raw HTTP": (request) =>
    raw(request, "\n").replace(/^/gm, "2026-11-28T14:00:53.120Z stdout F "),
  winston: (request) =>
    `2026-11-28 14:00:53 [warn]: bad signature ${json({ headers: lowerObject(request), rawBody: request.body })}\n`,
  bunyan: (request) =>
    json({
      name: "app",
      hostname: "h",
      req: {
        method: "POST",
        headers: lowerObject(request),
        remoteAddress: "::1",
        body: request.body,
      },
      v: 0,
    }),
  "Docker's JSON lines": (request) =>
    `${inspect(lower(request))}\n${request.body}`
      .split("\n")
      .map(
        (log) => `${json({ log: `${log}\n`, stream: "stdout", time: "2026-11-28T14:00:53Z" })}\n`,
      )
      .join(""),
  "console.log(req.headers) and the text": (request) =>
    `${inspect(lower(request))}\n${request.body}\n`,
  "console.log with labels": (request) =>
    `headers: ${inspect(lower(request))}\nbody: ${request.body}\n`,
  "console.log of a Headers object": (request) =>
    `Headers ${inspect(lower(request))}\nraw body: ${single(request.body)}\n`,
  "console.log of Next's headers": (request) =>
    `_HeadersList {\n  cookies: null,\n  [Symbol(headers map)]: Map(${request.pairs.length}) {\n${lower(
      request,
    )
      .map(([name, value]) => `    '${name}' => { name: '${name}', value: '${value}' }`)
      .join(",\n")}\n  }\n}\n${request.body}`,
  "console.log of a Map": (request) =>
    `Map(2) {\n${lower(request)
      .map(([name, value]) => `  '${name}' => '${value}'`)
      .join(",\n")}\n}\n${request.body}`,
  "console.log of rawHeaders": (request) =>
    `[\n${request.pairs
      .map(([name, value]) => `  '${name}',\n  '${value}'`)
      .join(",\n")}\n]\n${request.body}`,
  "console.log of the whole Buffer": (request) =>
    `${inspect(lower(request))}\n${buffer(request.body)}\n`,
  "the body's bytes in hex": (request) =>
    `${inspect(lower(request))}\n${Buffer.from(request.body).toString("hex")}\n`,
  "the body in base64": (request) => `${inspect(lower(request))}\n${base64(request.body)}\n`,
  "a Buffer as JSON": (request) =>
    json({ headers: lowerObject(request), body: Buffer.from(request.body).toJSON() }),
  "a Uint8Array as JSON": (request) =>
    json({ headers: lowerObject(request), body: Object.assign({}, Buffer.from(request.body)) }),
  "Python's dict and bytes": (request) =>
    `${pythonDict(request.pairs)}\n${pythonBytes(request.body)}\n`,
  "Python's log lines": (request) =>
    `INFO:root:headers=${pythonDict(lower(request))}\nINFO:root:body=${pythonBytes(request.body)}\n`,
  "Flask's EnvironHeaders": (request) =>
    `EnvironHeaders([${request.pairs.map(([name, value]) => `(${single(name)}, ${single(value)})`).join(", ")}])\n${pythonBytes(request.body)}\n`,
  "Flask's headers as lines": (request) =>
    `${lines(request).join("\r\n")}\r\n\r\n\n${pythonBytes(request.body)}\n`,
  "Django's META": (request) =>
    `${pythonDict([["REQUEST_METHOD", "POST"], ...cgi(request), ["wsgi.input", "x"]])}\n${pythonBytes(request.body)}`,
  "Starlette's Headers": (request) =>
    `Headers(${pythonDict(lower(request))})\n${pythonBytes(request.body)}\n`,
  "Starlette's raw headers": (request) =>
    `Headers(raw=[${lower(request)
      .map(([name, value]) => `(b'${name}', b'${value}')`)
      .join(", ")}])\n${pythonBytes(request.body)}\n`,
  "aiohttp's CIMultiDictProxy": (request) =>
    `<CIMultiDictProxy(${request.pairs.map(([name, value]) => `'${name}': '${value}'`).join(", ")})>\n${request.body}\n`,
  "Python's json.dumps of a dict": (request) =>
    `${json({ headers: object(request), body: request.body }, 1).replaceAll("\n", " ")}\n`,
  "Go's http.Header": (request) =>
    `map[${request.pairs.map(([name, value]) => `${name}:[${value}]`).join(" ")}]\n${request.body}\n`,
  "Gin's debug line": (request) =>
    `[GIN-debug] 2026/11/28 - 14:00:53 header=map[${request.pairs.map(([name, value]) => `${name}:[${value}]`).join(" ")}] body=${request.body}\n`,
  "Go's %#v": (request) =>
    `http.Header{${request.pairs.map(([name, value]) => `"${name}":[]string{"${value}"}`).join(", ")}}\n${json(request.body)}\n`,
  "Go's %+v of a request": (request) =>
    `&{Method:POST URL:/webhook/event Proto:HTTP/1.1 Header:map[${request.pairs.map(([name, value]) => `${name}:[${value}]`).join(" ")}] Body:0xc0000a6040 ContentLength:${request.body.length} Host:localhost}\n2026/11/28 14:00:53 body: ${request.body}\n`,
  "Go's %#v of a struct": (request) =>
    `main.Captured{Header:http.Header{${request.pairs.map(([name, value]) => `"${name}":[]string{"${value}"}`).join(", ")}}, Body:[]uint8{${[...Buffer.from(request.body)].map((byte) => `0x${byte.toString(16)}`).join(", ")}}}\n`,
  "Go's bytes as numbers": (request) =>
    `map[${request.pairs.map(([name, value]) => `${name}:[${value}]`).join(" ")}]\n[${[...Buffer.from(request.body)].join(" ")}]\n`,
  "slog's text": (request) =>
    `time=2026-11-28T14:00:53Z level=WARN msg="bad signature" X-Lark-Signature=${headerOf(request, "X-Lark-Signature")} X-Lark-Request-Timestamp=${timestampOf(request)} X-Lark-Request-Nonce=${nonceOf(request)} body=${json(request.body)}\n`,
  "Spring's HttpHeaders": (request) =>
    `[${lower(request)
      .map(([name, value]) => `${name}:"${value}"`)
      .join(", ")}]\n${request.body}\n`,
  "Spring's request logging filter": (request) =>
    `DEBUG o.s.w.f.CommonsRequestLoggingFilter : After request [POST /hook, headers=[${lower(
      request,
    )
      .map(([name, value]) => `${name}:"${value}"`)
      .join(", ")}], payload=${request.body}]\n`,
  "Spring's map of lists": (request) =>
    `{${lower(request)
      .map(([name, value]) => `${name}=[${value}]`)
      .join(", ")}}\n${request.body}\n`,
  "Java's map": (request) =>
    `2026-11-28 14:00:53.120  INFO 1 --- [nio-8080-exec-1] c.e.Hook : headers={${lower(request)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ")}}, body=${request.body}\n`,
  "a Java HttpEntity": (request) =>
    `<${request.body},[${request.pairs.map(([name, value]) => `${name}:"${value}"`).join(", ")}]>\n`,
  "Netty's headers": (request) =>
    `DefaultHttpHeaders[${request.pairs.map(([name, value]) => `${name}: ${value}`).join(", ")}]\n${request.body}\n`,
  "Scala's map": (request) =>
    `Map(${request.pairs.map(([name, value]) => `${name} -> ${value}`).join(", ")})\n${request.body}\n`,
  "C#'s dictionary": (request) =>
    `${request.pairs.map(([name, value]) => `[${name}, ${value}]`).join(" ")}\n${request.body}\n`,
  "Rust's HeaderMap": (request) =>
    `Request { method: POST, uri: /webhook/event, headers: {${lower(request)
      .map(([name, value]) => `"${name}": "${value}"`)
      .join(", ")}}, body: ${json(request.body)} }\n`,
  "Ruby's env": (request) =>
    `{${cgi(request)
      .map(([name, value]) => `"${name}"=>"${value}"`)
      .join(", ")}, "rack.input"=>#<StringIO:0x00007f>}\n${json(request.body)}\n`,
  "PHP's print_r of getallheaders()": (request) => `${phpArray(request.pairs)}${request.body}\n`,
  "PHP's print_r of $_SERVER": (request) =>
    `${phpArray([["REQUEST_METHOD", "POST"], ["PATH", "/usr/bin"], ...cgi(request)])}${request.body}\n`,
  "Laravel's print_r": (request) =>
    `Array\n(\n${lower(request)
      .map(
        ([name, value]) =>
          `    [${name}] => Array\n        (\n            [0] => ${value}\n        )\n\n`,
      )
      .join("")})\n${request.body}\n`,
  "PHP's var_dump": (request) =>
    `array(11) {\n${request.pairs
      .map(([name, value]) => `  ["${name}"]=>\n  string(${value.length}) "${value}"\n`)
      .join("")}}\nstring(${request.body.length}) "${request.body}"\n`,
  "Symfony's dump()": (request) =>
    `HeaderBag {#1\n  #headers: array:3 [\n${lower(request)
      .map(([name, value]) => `    "${name}" => array:1 [\n      0 => "${value}"\n    ]\n`)
      .join("")}  ]\n}\n${request.body}\n`,
  "PHP's var_export": (request) =>
    `array (\n${request.pairs.map(([name, value]) => `  '${name}' => '${value}',\n`).join("")})\n${single(request.body)}\n`,
  "PHP's JSON": (request) => `${json(object(request)).replaceAll("/", "\\/")}\n${request.body}\n`,
  "nginx's JSON log": (request) =>
    json({
      time: "2026-11-28T14:00:53+00:00",
      request: "POST /webhook/event HTTP/1.1",
      status: 401,
      body_bytes_sent: 2,
      ...Object.fromEntries(cgi(request).map(([name, value]) => [name.toLowerCase(), value])),
      request_body: request.body,
    }),
  "nginx's JSON log without escape=json": (request) =>
    `{"status":"401",${cgi(request)
      .map(([name, value]) => `"${name.toLowerCase()}":"${value}"`)
      .join(",")},"request_body":"${nginx(request.body)}"}\n`,
  "nginx's access log with names": (request) =>
    `127.0.0.1 - - [28/Nov/2026:14:00:53 +0000] "POST /webhook/event HTTP/1.1" 401 2 "-" "Go-http-client/1.1" ts="${timestampOf(request)}" nonce="${nonceOf(request)}" sig="${headerOf(request, "X-Lark-Signature")}" body="${nginx(request.body)}"\n`,
  "nginx's access log without names": (request) =>
    `127.0.0.1 - - [28/Nov/2026:14:00:53 +0000] "POST /webhook/event HTTP/1.1" 401 2 "-" "Go-http-client/1.1" "${timestampOf(request)}" "${nonceOf(request)}" "${headerOf(request, "X-Lark-Signature")}" "${nginx(request.body)}"\n`,
  "fields of its own in a log": (request) =>
    `${inspect([
      ["timestamp", timestampOf(request)],
      ["nonce", nonceOf(request)],
      ["signature", headerOf(request, "X-Lark-Signature")],
    ])}\n${single(request.body)}\n`,
  "a CSV export of a log": (request) =>
    `time,headers,body\n2026-11-28,"${json(object(request)).replaceAll('"', '""')}","${request.body.replaceAll('"', '""')}"\n`,
  "JSON in a string in a string": (request) =>
    json({ message: json({ headers: object(request), body: request.body }) }),
  "HTML's entities": (request) =>
    `<pre>${`${lines(request).join("\n")}\n${request.body}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</pre>`,
  "mitmdump with the flow's detail": (request) =>
    `127.0.0.1:53124: POST ${url}\n${indent(lines(request).join("\n"))}\n\n${indent(request.body)}\n << 401 Unauthorized 2b\n    content-length: 2\n\n    {}\n`,
  "mitmdump, pretty": (request) =>
    `127.0.0.1:53124: POST ${url} HTTP/2.0\n${indent(lines(request).join("\n"))}\n\n${indent(json(JSON.parse(request.body), 4))}\n\n << HTTP/2.0 401  2b\n`,
  "a flow file of mitmproxy": ({ pairs, body }) =>
    `7:content,${Buffer.byteLength(body)}:${body},7:headers,999:${pairs.map(([name, value]) => `99:${name.length}:${name},${value.length}:${value},]`).join("")}]`,
  "HTTPie --verbose": (request) =>
    `POST /webhook/event HTTP/1.1\n${lines(request).join("\n")}\n\n${json(JSON.parse(request.body), 4)}\n\n\nHTTP/1.1 401 Unauthorized\nContent-Length: 2\n\n{}\n`,
};

/** Forms that show the body as the language's own object: bytes are gone, but an encrypted body has only one form. */
export const parsedForms: Readonly<Record<string, Form>> = {
  "JSON with a parsed body": (request) =>
    json({ headers: lowerObject(request), body: JSON.parse(request.body) as unknown }),
  "console.log of both objects": (request) =>
    `${inspect(lower(request))}\n{\n  encrypt: ${single(encryptOf(request.body))}\n}\n`,
  "console.log in one line": (request) =>
    `${inspect(lower(request))} { encrypt: ${single(encryptOf(request.body))} }\n`,
  "Python's dicts": (request) =>
    `${pythonDict(request.pairs)}\n{'encrypt': '${encryptOf(request.body)}'}\n`,
  "Python's pprint": (request) =>
    `${pythonDict(request.pairs).replaceAll(", ", ",\n ")}\n{'encrypt': '${encryptOf(request.body).slice(0, 60)}'\n            '${encryptOf(request.body).slice(60)}'}\n`,
  "PHP's arrays": (request) =>
    `${phpArray(request.pairs)}${phpArray([["encrypt", encryptOf(request.body)]])}`,
  "PHP's var_dump of both": (request) =>
    `array(1) {\n${request.pairs.map(([name, value]) => `  ["${name}"]=>\n  string(${value.length}) "${value}"\n`).join("")}}\narray(1) {\n  ["encrypt"]=>\n  string(1) "${encryptOf(request.body)}"\n}\n`,
  "PHP's JSON of both": (request) =>
    `${json(object(request))}\n${request.body.replaceAll("/", "\\/")}\n`,
  "Go's maps": (request) =>
    `map[${request.pairs.map(([name, value]) => `${name}:[${value}]`).join(" ")}]\nmap[encrypt:${encryptOf(request.body)}]\n`,
  "Java's maps": (request) =>
    `{${lower(request)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ")}}\n{encrypt=${encryptOf(request.body)}}\n`,
  "Ruby's hashes": (request) =>
    `{${cgi(request)
      .map(([name, value]) => `"${name}"=>"${value}"`)
      .join(", ")}}\n{"encrypt"=>"${encryptOf(request.body)}"}\n`,
  "JSON laid out by a logger": (request) =>
    `${json(lowerObject(request), 2)}\n${json(JSON.parse(request.body), 2)}\n`,
  "a body of Python's json.dumps": (request) =>
    `${json(object(request), 2)}\n{"encrypt": "${encryptOf(request.body)}"}\n`,
  "smee's payload": (request) =>
    json({
      ...lowerObject(request),
      body: JSON.parse(request.body) as unknown,
      query: {},
      timestamp: 1_700_000_000_123,
    }),
};

function timestampOf(request: SignedRequest): string {
  return headerOf(request, "X-Lark-Request-Timestamp");
}

function nonceOf(request: SignedRequest): string {
  return headerOf(request, "X-Lark-Request-Nonce");
}
