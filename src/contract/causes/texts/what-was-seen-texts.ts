import { createTexts } from "../../../base/text.js";

const requests = {
  challenge: { en: "the url_verification request", zh: " url_verification 请求" },
  event: { en: "a good event", zh: "正常事件" },
  both: {
    en: "the url_verification request and a good event alike",
    zh: " url_verification 请求和正常事件",
  },
} as const;

interface Answered {
  readonly request: keyof typeof requests;
  readonly answer: string;
}

/** What was answered, and what that mostly means. */
export const whatWasSeenTexts = createTexts("cause/seen", {
  answered: {
    en: ({ request, answer }: Answered) =>
      `It answers ${requests[request].en} with ${answer.replace(/\.$/, "")}.`,
    zh: ({ request, answer }) =>
      `接收端对${requests[request].zh}的响应：${answer.replace(/[.。]$/, "")}。`,
  },
  "not-answered": {
    en: ({ request, answer }: Answered) => `It does not answer ${requests[request].en}: ${answer}.`,
    zh: ({ request, answer }) => `接收端没有响应${requests[request].zh}：${answer}。`,
  },
  "ends-no-answer": {
    en: "See that the handler ends its answer on every way through, and answer 200 first where the work takes time.",
    zh: "检查处理函数的每个分支是否都返回响应；处理较慢时，先返回 200。",
  },
  "see-its-log": {
    en: "See in its log what it fails on, and let it answer 200.",
    zh: "查看接收端的日志，找到出错的地方，并让它返回 200。",
  },
  "challenge-alone": {
    en: 'Good events are acted on, so key and token are right: only its way through url_verification is wrong. Where the body\'s type is "url_verification", compare nothing but its token (the request has no X-Lark-* headers, nor any header of your own), and answer status 200 with the JSON object {"challenge": <the one received>}.',
    zh: '正常事件已处理，可见 Encrypt Key 和 Verification Token 无误，问题只在 url_verification 的处理。请求体的 type 为 "url_verification" 时，只比对 token（这个请求没有 X-Lark-* 请求头，也没有自定义请求头），返回 200 状态码和 JSON 对象 {"challenge": <收到的 challenge>}。',
  },
  login: {
    en: "It asks for a login, which Feishu has none for: exempt this path from it, the signature takes its place.",
    zh: "接收端要求登录，而飞书没有账号可用：让这个路径免登录，改由签名校验把关。",
  },
  csrf: {
    en: "This is the framework's protection against CSRF, which asks for a token that only its own pages have: exempt this path from it.",
    zh: "这是框架的 CSRF 防护，要求的 token 只有它自己的页面才有：将这个路径排除在外。",
  },
  host: {
    en: "It refuses the name it is called by (Django says no more than Bad Request then): add this host to those it allows, ALLOWED_HOSTS in Django.",
    zh: "接收端拒绝请求所用的主机名（Django 只会返回 Bad Request）：将该主机名加入允许列表，Django 中是 ALLOWED_HOSTS。",
  },
  "allow-list": {
    en: "It takes requests from certain addresses only: let the signature decide, Feishu's addresses change.",
    zh: "接收端只接受来自某些 IP 的请求：改由签名校验把关，飞书的出口 IP 会变化。",
  },
  "parsed-twice": {
    en: 'A parser took the body before the handler, which then parses an object again: give this path the raw body (express.raw({ type: "*/*" }) ahead of express.json), or decrypt body.encrypt as it is.',
    zh: '请求体已先被解析，处理函数又把对象再解析了一次：让这个路径拿到原始 body（在 express.json 之前加 express.raw({ type: "*/*" })），或直接解密 body.encrypt。',
  },
  "validated-encrypted": {
    en: 'The framework holds the body against a model before it is decrypted, and the body is {"encrypt":"…"}: take the raw body, decrypt it, and validate what comes out.',
    zh: '框架在解密之前就按模型校验请求体，而此时请求体是 {"encrypt":"…"}：改为读取原始 body，解密之后再校验。',
  },
  unsigned: {
    en: "The Node SDK says so of whatever is not signed, and the url_verification request is not: give its adapter { autoChallenge: true }.",
    zh: "Node SDK 对没有签名的请求都这样报，而 url_verification 请求没有签名：在适配器中设置 { autoChallenge: true }。",
  },
  "status-411": {
    en: "A proxy or framework wants another form of body: see what stands in front of the handler.",
    zh: "代理或框架要求另一种形式的请求体：检查处理函数前面有什么。",
  },
  "status-415": {
    en: 'A parser refuses the Content-Type: Feishu sends "application/json;charset=utf-8".',
    zh: '解析器拒绝了 Content-Type：飞书发送的是 "application/json;charset=utf-8"。',
  },
  "status-422": {
    en: "The framework holds the body against a model: take the raw body, decrypt it, and validate what comes out.",
    zh: "框架按模型校验了请求体：改为读取原始 body，解密之后再校验。",
  },
  "status-429": {
    en: "A rate limit refuses it: take this path out of it, or let a queue hold what is too much.",
    zh: "请求触发了限流：将这个路径排除在限流之外，或用队列缓冲。",
  },
  "status-502": {
    en: "A proxy answers, and what is behind it does not.",
    zh: "响应来自代理，代理后面的服务没有响应。",
  },
  "status-503": {
    en: "It or a proxy in front of it is not ready.",
    zh: "接收端或它前面的代理尚未就绪。",
  },
  "status-504": {
    en: "A proxy answers, and what is behind it is too slow.",
    zh: "响应来自代理，代理后面的服务太慢。",
  },
  "broken-handler": {
    en: "Its handler fails on what Feishu sends: mend what this error names, and see that the body reaches the handler raw.",
    zh: "处理函数处理飞书的请求时出错：修复上述错误，并确认处理函数拿到的是原始 body。",
  },
  silent: {
    en: "So it answers 200, and nothing shows that it acted. If it does act, let it print the event_id, or the id in the event's content, where it acts. If not, see whether it drops events whose signature, token or event_type it does not find right without saying so. With the Node SDK the headers have to stand on the prototype: Object.assign(Object.create({ headers: req.headers }), body).",
    zh: "接收端返回了 200，但观测不到处理。如果确实处理了，在处理的地方输出 event_id 或事件内容中的 ID；如果没有处理，检查它是否因签名、token 或 event_type 不符而直接丢弃了事件。使用 Node SDK 时，请求头要放在原型上：Object.assign(Object.create({ headers: req.headers }), body)。",
  },
  "handler-sets-no-answer": {
    en: "The challenge comes back at this very URL, so the handler is reached: it sets no answer for an event, and the framework says that nothing was found. Let it answer 200.",
    zh: "这个请求地址能原样返回 challenge，说明请求到达了处理函数：它没有为事件设置响应，框架便返回未找到。让它返回 200。",
  },
  "give-its-url": {
    en: "Give the URL it serves events at, path included.",
    zh: "填写接收端接收事件的地址（含路径）。",
  },
  "key-is-right": {
    en: "The encrypted challenge comes back, so its Encrypt Key is right: what it refuses is the signature, the timestamp, the token or the content, unless its handler fails, and no known mistake explains it. The signature must be sha256(timestamp + nonce + Encrypt Key + raw body), over the bytes before any parsing.",
    zh: "加密的 challenge 能原样返回，可见 Encrypt Key 无误：被拒绝的原因在签名、时间戳、token 或事件内容，或是处理函数出错，但不属于已知的错误写法。签名必须是 sha256(timestamp + nonce + Encrypt Key + body)，用解析前的原始 body 计算。",
  },
  "token-is-right": {
    en: "The challenge comes back, so path and token are right: without an Encrypt Key there is no signature to check, only header.token.",
    zh: "能原样返回 challenge，可见路径和 Verification Token 无误：没有 Encrypt Key 时无需验签，只需比对 header.token。",
  },
  "no-key-given": {
    en: "This run was given no Encrypt Key, so everything went in clear: if the receiver has one, set MOCKLARK_ENCRYPT_KEY and MOCKLARK_VERIFICATION_TOKEN to what it has. If it has none, compare the token and see what refuses the request.",
    zh: "本次运行没有提供 Encrypt Key，所有请求都是明文：如果接收端配置了 Encrypt Key，将 MOCKLARK_ENCRYPT_KEY 和 MOCKLARK_VERIFICATION_TOKEN 设为它的值；如果没有配置，比对 Verification Token，再查是什么拒绝了请求。",
  },
  "compare-keys": {
    en: "Nothing that was tried made a difference. See that both sides have the same keys: MOCKLARK_ENCRYPT_KEY and MOCKLARK_VERIFICATION_TOKEN here, and the receiver's own; and whether a proxy or a login in front of it refuses the request.",
    zh: "各种尝试的结果都一样。核对两边的密钥是否一致（这边是 MOCKLARK_ENCRYPT_KEY 和 MOCKLARK_VERIFICATION_TOKEN），再检查接收端前面是否有代理或登录拒绝了请求。",
  },
});
