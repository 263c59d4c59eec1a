import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { diagnose, type DiagnoseOptions } from "./diagnose.js";
import { app } from "./tiny-app.js";
import { sampleResult } from "../sample-report.js";
import {
  answered,
  decipher,
  head,
  reply,
  sha256,
  signatureOf,
  tinyReceiver,
  type Call,
  type Payload,
  type Steps,
} from "./tiny-receiver.js";

type Change = (good: Steps, handled: string[]) => Partial<Steps>;

const { encryptKey: key, verificationToken: token } = app;

async function diagnosisOf(change: Change, options: DiagnoseOptions = {}) {
  const handled: string[] = [];
  const server = tinyReceiver((good) => change(good, handled), handled);
  const diagnosis = await diagnose(server, { handled, ...options });
  return { ...diagnosis, text: diagnosis.startWith.map(({ text }) => text).join("\n") };
}

const signedWith =
  (compute: (call: Call, payload: Payload) => string): Change =>
  () => ({ signed: (call, payload) => compute(call, payload) === signatureOf(call) });

const hmacSha256 = (secret: string, text: string) =>
  createHmac("sha256", secret).update(text).digest("hex");

const withSignatureLength: Change = (good) => ({
  signed: (call, payload) => {
    // What timingSafeEqual does with another length.
    if (signatureOf(call).length !== 64)
      throw new RangeError("Input buffers must have the same byte length");
    return good.signed(call, payload) && false;
  },
});

const decryptingWith =
  (decrypt: (bytes: Buffer) => string): Change =>
  () => ({ decrypt });

const fitted = Buffer.from(key.padEnd(32, "0").slice(0, 32));
const iv = (bytes: Buffer) => bytes.subarray(0, 16);
const rest = (bytes: Buffer) => bytes.subarray(16);

const inClear: Change = () => ({
  open: ({ raw }) => JSON.parse(raw.toString()) as Payload,
  event: (payload, call) =>
    payload.header ? reply(call, 200) : reply(call, 422, { detail: "Field required" }),
  token: (payload) => payload.header?.["token"] ?? token,
});

const cases: readonly (readonly [cause: string, fault: string, change: Change, says: RegExp])[] = [
  ["wrong-path", "another path", () => ({ gate: onPath("/feishu/event") }), /\/feishu\/event/],
  [
    "wrong-path",
    "a slash at the end",
    () => ({ gate: onPath("/webhook/event/") }),
    /\/webhook\/event\//,
  ],
  ["serves-no-such-path", "a path nobody thinks of", () => ({ gate: onPath("/a/b/c/d") }), /path/],
  ["redirects", "a redirect to the slash", () => ({ gate: redirecting }), /308.*slash|slash.*308/],
  [
    "serves-no-such-path",
    "a path without POST",
    () => ({ gate: (call) => answered(call, call.url === "/webhook/event" ? 405 : 404) }),
    /takes no POST/,
  ],
  ["redirects", "a login", () => ({ gate: redirectingTo("/login") }), /exempt it from the login/],
  [
    "redirects",
    "a redirect to https",
    () => ({ gate: redirectingTo("https://127.0.0.1/webhook/event") }),
    /https:/,
  ],
  ["wrong-status", "202", answering(202), /202.*200/],
  ["wrong-status", "201", answering(201), /201.*200/],
  ["wrong-status", "204", answering(204), /204.*200/],
  ["sets-no-answer", "a 404 behind the work", answering(404), /sets no answer/],
  ["sets-no-answer", "a 500 behind the work", answering(500), /sets no answer/],
  [
    "wants-content-type",
    "the exact Content-Type",
    () => ({ gate: wanting("application/json") }),
    /415.*charset=utf-8/,
  ],
  [
    "wants-content-type",
    "the Content-Type with a space",
    () => ({ gate: wanting("application/json; charset=utf-8") }),
    /415/,
  ],
  [
    "refuses-user-agent",
    "a filter against bots",
    () => ({
      gate: (call) =>
        !String(call.headers["user-agent"]).startsWith("Mozilla") &&
        answered(call, 403, "<p>Bots</p>"),
    }),
    /403: Bots/,
  ],
  [
    "body-in-base64",
    "a body in base64",
    () => ({ open: ({ raw }) => JSON.parse(raw.toString("base64")) as Payload }),
    /base64.*not valid JSON/,
  ],
  ["challenge-in-another-form", "a bare challenge", echoing((challenge) => challenge), /bare text/],
  [
    "challenge-in-another-form",
    "a challenge that is wrapped",
    echoing((challenge) => ({ code: 0, data: { challenge } })),
    /not as `challenge`/,
  ],
  [
    "challenge-in-another-form",
    "201 for the challenge",
    echoing((challenge) => ({ challenge }), 201),
    /201/,
  ],
  [
    "signature-before-challenge",
    "a signature demanded of the challenge",
    (good) => ({
      challenge: (payload, call) =>
        good.signed(call, payload) ? good.challenge(payload, call) : good.refuse(call, "signature"),
    }),
    /before any signature check/,
  ],
  [
    "event-members-before-challenge",
    "a header demanded of the challenge",
    (good) => ({
      challenge: (payload, call) =>
        payload.header ? good.challenge(payload, call) : reply(call, 200, { ret: 201 }),
    }),
    /looks for `header`/,
  ],
  [
    "challenge-token",
    "no token configured for the challenge",
    () => ({
      challenge: ({ challenge, token: given }, call) =>
        given === "" ? reply(call, 200, { challenge }) : reply(call, 500, { msg: "invalid token" }),
    }),
    /the empty string/,
  ],
  [
    "wrong-decryption",
    "a key that is not hashed",
    decryptingWith((b) => decipher(fitted, iv(b), rest(b))),
    /Encrypt Key itself/,
  ],
  [
    "wrong-decryption",
    "MD5 in hex as key",
    decryptingWith((b) => decipher(createHash("md5").update(key).digest("hex"), iv(b), rest(b))),
    /MD5.*in hex/,
  ],
  [
    "wrong-decryption",
    "hex digits of the SHA-256 as key",
    decryptingWith((b) => decipher(sha256(key).toString("hex").slice(0, 32), iv(b), rest(b))),
    /first 32 hex digits/,
  ],
  [
    "wrong-decryption",
    "an IV of zeros",
    decryptingWith((b) => decipher(sha256(key), Buffer.alloc(16), b)),
    /IV of zeros/,
  ],
  [
    "wrong-decryption",
    "an IV from the key",
    decryptingWith((b) => decipher(sha256(key), sha256(key).subarray(0, 16), b)),
    /first 16 bytes of the AES key as IV/,
  ],
  [
    "wrong-decryption",
    "padding left on",
    decryptingWith((b) => decipher(sha256(key), iv(b), rest(b), false)),
    /does not remove the padding|NUL/,
  ],
  [
    "wrong-decryption",
    "a newline behind the key",
    decryptingWith((b) => decipher(sha256(`${key}\n`), iv(b), rest(b))),
    /newline after it/,
  ],
  ...[
    ["a parsed body", () => "[object Object]", /\[object Object\]/] as const,
    ["no body", () => "undefined", /undefined/] as const,
    ["Python's bytes", (raw: Buffer) => `b'${raw.toString()}'`, /Python's bytes/] as const,
  ].map(
    ([hashed, bodyOf, says]) =>
      [
        "wrong-formula",
        `a signature over ${hashed}`,
        signedWith(({ headers, raw }) =>
          sha256(
            `${String(headers["x-lark-request-timestamp"])}${String(headers["x-lark-request-nonce"])}${key}${bodyOf(raw)}`,
          ).toString("hex"),
        ),
        says,
      ] as const,
  ),
  ["encrypt-never-opened", "no decryption", inClear, /does not decrypt/],
  [
    "wrong-formula",
    "HMAC with the token",
    signedWith((call) => hmacSha256(token, head(call) + call.raw.toString())),
    /HMAC-SHA256 with the Verification Token/,
  ],
  [
    "wrong-formula",
    "HMAC with the key over the body",
    signedWith((call) => hmacSha256(key, call.raw.toString())),
    /HMAC-SHA256 with the Encrypt Key over the body alone/,
  ],
  [
    "wrong-formula",
    "what Python writes",
    signedWith((call) =>
      sha256(head(call), key, call.raw.toString().replace(":", ": ")).toString("hex"),
    ),
    /parsed and written again/,
  ],
  [
    "wrong-formula",
    "what PHP writes",
    signedWith((call) =>
      sha256(head(call), key, call.raw.toString().replaceAll("/", "\\/")).toString("hex"),
    ),
    /PHP/,
  ],
  [
    "wrong-formula",
    "the decrypted body",
    signedWith((call, payload) => sha256(head(call), key, JSON.stringify(payload)).toString("hex")),
    /decrypted/,
  ],
  [
    "wrong-formula",
    "the nonce first",
    signedWith((call) =>
      sha256(
        String(call.headers["x-lark-request-nonce"]),
        String(call.headers["x-lark-request-timestamp"]),
        key,
        call.raw,
      ).toString("hex"),
    ),
    /nonce before the timestamp/,
  ],
  [
    "wrong-formula",
    "no key",
    signedWith((call) => sha256(head(call), call.raw).toString("hex")),
    /without the Encrypt Key/,
  ],
  [
    "wrong-formula",
    "SHA-512",
    signedWith((call) =>
      createHash("sha512")
        .update(head(call) + key + call.raw.toString())
        .digest("hex"),
    ),
    /SHA-512/,
  ],
  [
    "wrong-formula",
    "MD5 with the key",
    signedWith((call) =>
      createHash("md5")
        .update(head(call) + key + call.raw.toString())
        .digest("hex"),
    ),
    /MD5/,
  ],
  [
    "wrong-formula",
    "a base64 HMAC",
    signedWith((call) =>
      createHmac("sha256", key)
        .update(head(call) + call.raw.toString())
        .digest("base64"),
    ),
    /in base64/,
  ],
  [
    "wrong-formula",
    "a newline behind the key",
    signedWith((call) => sha256(head(call), `${key}\n`, call.raw).toString("hex")),
    /newline after it/,
  ],
  [
    "wrong-formula",
    "indented JSON",
    signedWith((call) =>
      sha256(head(call), key, JSON.stringify(JSON.parse(call.raw.toString()), null, 2)).toString(
        "hex",
      ),
    ),
    /indents/,
  ],
  [
    "wrong-formula",
    "the timestamp in milliseconds",
    signedWith((call) =>
      sha256(
        `${String(call.headers["x-lark-request-timestamp"])}000${String(call.headers["x-lark-request-nonce"])}`,
        key,
        call.raw,
      ).toString("hex"),
    ),
    /milliseconds/,
  ],
  [
    "encrypt-never-opened",
    "a challenge that is decrypted and an event that is not",
    (good) => ({
      open: (call) => {
        const outer = JSON.parse(call.raw.toString()) as Payload;
        if (outer.header) return outer;
        const opened = good.open(call);
        return opened["type"] === "url_verification" ? opened : outer;
      },
      token: () => token,
      event: (payload, call) =>
        payload.header ? good.event(payload, call) : reply(call, 400, { msg: "no header" }),
    }),
    /does not decrypt.*a good event/,
  ],
  [
    "wrong-formula",
    "upper-case hex",
    signedWith((call) => sha256(head(call), key, call.raw).toString("hex").toUpperCase()),
    /upper-case/,
  ],
  [
    "wrong-formula",
    "an HMAC, and nothing behind it",
    () => ({
      signed: (call) => hmacSha256(token, head(call) + call.raw.toString()) === signatureOf(call),
      event: (_payload, call) => reply(call, 501, { error: "not implemented" }),
    }),
    /comes further, to status 501: .*not implemented/,
  ],
  [
    "wrong-formula",
    "an HMAC, and 200 for everything",
    () => ({
      signed: (call) => hmacSha256(key, head(call) + call.raw.toString()) === signatureOf(call),
      refuse: (call) => reply(call, 200),
    }),
    /HMAC-SHA256 with the Encrypt Key/,
  ],
  [
    "wrong-clock",
    "a slow clock that allows nothing ahead",
    () => ({ fresh: (at, now) => at <= now / 1000 - 3 }),
    /clock is slow/,
  ],
  [
    "wrong-clock",
    "a fast clock",
    () => ({ fresh: (at, now) => at >= now / 1000 + 40 }),
    /60 s later.*clock is fast/,
  ],
  [
    "wrong-clock",
    "milliseconds",
    () => ({ fresh: (at, now) => Math.abs(now - at) < 60_000 }),
    /milliseconds/,
  ],
  [
    "refuses-content",
    "a strict model",
    (good) => ({
      event: (payload, call) =>
        payload.event?.["time_config"] === undefined
          ? good.event(payload, call)
          : reply(call, 422, { detail: "extra fields" }),
    }),
    /event\.time_config/,
  ],
  [
    "refuses-content",
    "an integer where a list is",
    (good) => ({
      event: (payload, call) =>
        (payload.event?.["approve_config"] as Payload | undefined)?.["approvers"] === undefined
          ? good.event(payload, call)
          : reply(call, 500),
    }),
    /event\.approve_config\.approvers/,
  ],
  [
    "first-schema-only",
    "events of schema 1.0",
    (good) => ({
      token: (payload) => payload["token"] ?? payload.header?.["token"],
      event: ({ type, uuid }, call) => {
        if (type === "event_callback") good.act(String(uuid));
        reply(call, 200);
      },
    }),
    /schema 1\.0/,
  ],
  [
    "stray-members",
    "a token looked for at the top level",
    (good) => ({
      token: (payload) => payload["token"] ?? (payload.challenge ? token : undefined),
      refuse: (call) => reply(call, 200),
      event: good.event,
    }),
    /`token` at the top level/,
  ],
  [
    "stray-members",
    "a type looked for in the event",
    (good) => ({
      event: (payload, call) => {
        const { type } = (payload["event"] ?? {}) as { type?: string };
        if (type === "vc.reserve_config.updated_v1") good.event(payload, call);
        else reply(call, 200);
      },
    }),
    /`event\.type`/,
  ],
  [
    "event-token",
    "no token configured for events",
    () => ({ token: (payload) => (payload.header?.["token"] === "" ? token : undefined) }),
    /the empty string/,
  ],
];

function onPath(path: string): Steps["gate"] {
  return (call) => call.url !== path && answered(call, 404, `<pre>Cannot POST ${call.url}</pre>`);
}

const redirecting: Steps["gate"] = ({ url, response }) => {
  if (url.endsWith("/")) return false;
  response.writeHead(308, { Location: `${url}/` }).end();
  return true;
};

function redirectingTo(location: string): Steps["gate"] {
  return ({ url, response }) => {
    if (url === "/webhook/event") response.writeHead(302, { Location: location }).end();
    else response.writeHead(404).end();
    return true;
  };
}

function wanting(type: string): Steps["gate"] {
  return (call) => call.headers["content-type"] !== type && answered(call, 415, { msg: "type" });
}

function answering(status: number): Change {
  return (good) => ({
    event: (payload, call) => {
      good.act(payload.header?.["event_id"] ?? "");
      reply(call, status);
    },
  });
}

function echoing(form: (challenge: string) => unknown, status = 200): Change {
  return () => ({
    challenge: ({ challenge }, call) => reply(call, status, form(String(challenge))),
  });
}

describe("findCauses", () => {
  it.each(cases)("names %s for %s", async (cause, _fault, change, says) => {
    const { causes, text, startWith } = await diagnosisOf(change);
    expect({ causes, text }).toMatchObject({ text: expect.stringMatching(says) as string });
    expect(causes[0]).toBe(cause);
    expect(causes.filter((each) => each !== "run-again")).toHaveLength(1);
    expect(text).not.toContain("same keys");
    expect(startWith[0]?.evidence.length).toBeGreaterThan(0);
  });

  it("says nothing of a good receiver, and sends it nothing", async () => {
    expect(await diagnosisOf(() => ({}))).toMatchObject({ causes: [], sent: 0 });
  });
});

describe("a near miss", () => {
  it.each<[what: string, change: Change, says: RegExp]>([
    ["refuses another length otherwise", withSignatureLength, /Encrypt Key is right/],
    ["refuses every signature", () => ({ signed: () => false }), /Encrypt Key is right/],
    [
      "refuses every event",
      () => ({ event: (_payload, call) => reply(call, 400, { msg: "no" }) }),
      /status 400/,
    ],
    [
      "answers each time otherwise",
      () => {
        let count = 0;
        return { signed: () => false, refuse: (call) => reply(call, 400 + (count++ % 7)) };
      },
      /status 40\d/,
    ],
    [
      "fails with an exception whatever comes",
      () => ({ gate: (call) => answered(call, 500, "<pre>Internal Server Error</pre>") }),
      /500/,
    ],
    [
      "takes all and does nothing",
      () => ({ event: (_payload, call) => reply(call, 200) }),
      /nothing shows that it acted/,
    ],
  ])("that %s gets no cause that is not proved", async (_what, change, says) => {
    const { causes, text } = await diagnosisOf(change);
    expect(causes.filter((cause) => !/^(event|challenge)\/|run-again/.test(cause))).toEqual([]);
    expect(text).toMatch(says);
    expect(text).not.toMatch(/HMAC|IV of zeros|serves another path|clock is/);
  });

  it.each([2, 3, 4, 5])("that fails every %i. time is told as that alone", async (every) => {
    let works = 1;
    const { causes, text } = await diagnosisOf(
      (good) => ({
        event: (payload, call) =>
          works++ % every === 0 ? reply(call, 500, { msg: "locked" }) : good.event(payload, call),
      }),
      {
        more: [sampleResult({ id: "event/flaky", verdict: "fail", actual: "status 500: locked" })],
      },
    );
    expect(causes[0]).toBe("event/flaky");
    expect(causes.filter((cause) => !/^event\/|run-again/.test(cause))).toEqual([]);
    expect(text).toContain("status 500: locked");
  });

  it("asks about keys only where nothing at all was understood", async () => {
    const stranger = { ...app, encryptKey: "another-key" };
    const { text } = await diagnosisOf(() => ({}), { app: stranger });
    expect(text).toContain("same keys");
    const keyless = await diagnosisOf(() => ({}), { app: { ...app, encryptKey: "" } });
    expect(keyless.text).toContain("This run was given no Encrypt Key");
  });

  it("asks about no keys where good events are acted on, and says what is left", async () => {
    const { text } = await diagnosisOf(() => ({
      challenge: (_payload, call) => reply(call, 403, { error: "missing X-Token" }),
    }));
    expect(text).toContain('status 403: {"error":"missing X-Token"}');
    expect(text).toContain("only its way through url_verification is wrong");
    expect(text).not.toContain("same keys");
  });

  it("does not call a 200 to the challenge the same answer as that to an event it acts on", async () => {
    const { text } = await diagnosisOf(
      () => ({ challenge: (_payload, call) => reply(call, 200) }),
      {
        saw: { stderr: ["[warn]: [ 'verification failed event' ]"] },
      },
    );
    expect(text).toContain("It answers the url_verification request with status 200");
    expect(text).toContain("autoChallenge");
  });

  it("asks for no autoChallenge where the challenge comes back: the SDK says the same of forged events", async () => {
    const { text } = await diagnosisOf(() => ({ event: (_payload, call) => reply(call, 200) }), {
      saw: { stderr: ["[warn]: [ 'verification failed event' ]"] },
    });
    expect(text).toContain("let it print the event_id, or the id in the event's content");
    expect(text).not.toContain("autoChallenge");
  });

  it("asks about no keys where the challenge was opened, whatever became of it", async () => {
    const { causes, text } = await diagnosisOf(() => ({
      challenge: ({ challenge }, call) => reply(call, 200, { data: { challenge } }),
      signed: () => false,
    }));
    expect(causes).toEqual(["challenge-in-another-form", "event/accepted", "run-again"]);
    expect(text).toContain("its Encrypt Key is right");
  });

  it("quotes the page and the log line of a framework that refuses, and asks about no keys", async () => {
    const page =
      "<!DOCTYPE html><html><head><title>403</title><style>p{}</style></head><body><h1>Forbidden</h1>\n<p>CSRF verification failed.</p></body></html>";
    const { text } = await diagnosisOf(() => ({ gate: (call) => answered(call, 403, page) }), {
      saw: { stderr: ["Starting", "Forbidden (CSRF cookie not set.): /webhook/event"] },
    });
    expect(text).toContain("status 403: Forbidden CSRF verification failed.");
    expect(text).toContain("It says: Forbidden (CSRF cookie not set.): /webhook/event.");
    expect(text).toContain("exempt this path");
    expect(text).not.toMatch(/same keys|path included/);
  });

  it.each<[what: string, answer: (call: Call) => void, says: RegExp]>([
    [
      "a login",
      ({ response }) => void response.writeHead(401, { "WWW-Authenticate": "Basic" }).end(),
      /asks for a login/,
    ],
    [
      "a name it does not know",
      (call) => reply(call, 400, "<h1>DisallowedHost at /</h1>"),
      /this host/,
    ],
    [
      "a name Django does not know",
      (call) => reply(call, 400, "<h1>Bad Request (400)</h1>"),
      /HOSTS/,
    ],
    [
      "a model that knows no encrypt",
      (call) => reply(call, 400, { message: ["property encrypt should not exist"] }),
      /before it is decrypted/,
    ],
    [
      "a parser ahead of the handler",
      (call) => reply(call, 500, 'SyntaxError: "[object Object]" is not valid JSON'),
      /raw body/,
    ],
    ["a limit on length", (call) => reply(call, 413, { message: "too large" }), /body's size/],
    ["a rate limit", (call) => reply(call, 429), /rate limit/],
    ["a proxy with nothing behind it", (call) => reply(call, 502, "<h1>Bad Gateway</h1>"), /proxy/],
  ])("says what %s mostly means, and asks about no keys", async (_what, answer, says) => {
    const { text } = await diagnosisOf(() => ({
      gate: (call) => {
        answer(call);
        return true;
      },
    }));
    expect(text).toMatch(says);
    expect(text).not.toContain("same keys");
  });

  it("blames no content for a limit on length", async () => {
    const { causes, text } = await diagnosisOf(() => ({
      gate: (call) => call.raw.length > 500 && answered(call, 413, { message: "too large" }),
    }));
    expect(causes).toEqual(["event/accepted"]);
    expect(text).toContain("body's size");
  });

  it("quotes the exception behind a 500", async () => {
    const line = "TypeError: Cannot read properties of undefined (reading 'encrypt')";
    const { text } = await diagnosisOf(
      () => ({ gate: (call) => answered(call, 500, "<h1>Error</h1>") }),
      {
        saw: { stderr: ["    at old (a.js:1:2)", line, "    at handler (/srv/Error.js:4:5)"] },
      },
    );
    expect(text).toContain(`It says: ${line}.`);
    expect(text).not.toContain("same keys");
  });
});

describe("what needs more than an answer", () => {
  it("tells work that waits for the next request", async () => {
    const later: string[] = [];
    const { causes, text } = await diagnosisOf((good) => ({
      gate: () => {
        for (const id of later.splice(0)) good.act(id);
        return false;
      },
      event: (payload, call) => {
        later.push(payload.header?.["event_id"] ?? "");
        reply(call, 200);
      },
    }));
    expect(causes).toEqual(["acts-on-next-request"]);
    expect(text).toContain("only when the next request comes");
  });

  it("looks for that also where only some events had no effect", async () => {
    const { causes } = await diagnosisOf(() => ({}), {
      more: [sampleResult({ id: "event/level-scope", verdict: "fail", effects: 0 })],
    });
    expect(causes).toEqual(["event/level-scope"]);
  });

  it("tells header names that are found in lower case only", async () => {
    const handled: string[] = [];
    const server = tinyReceiver(() => ({}), handled);
    const [listener] = server.listeners("request") as ((...args: unknown[]) => void)[];
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      const names = request.rawHeaders.filter((_name, index) => index % 2 === 0);
      if (names.includes("X-Lark-Signature")) response.writeHead(401).end("no signature");
      else listener?.(request, response);
    });
    expect((await diagnose(server, { handled })).causes).toEqual(["wants-header-case"]);
  });

  it.each<[cause: string, change: Change, says: RegExp]>([
    [
      "refuses-content",
      (good) => ({
        event: (payload, call) =>
          payload.event?.["time_config"] ? call.response.destroy() : good.event(payload, call),
      }),
      /time_config/,
    ],
    [
      "wrong-decryption",
      () => ({
        gate: ({ raw, response }) => {
          const { encrypt } = JSON.parse(raw.toString()) as { encrypt: string };
          const bytes = Buffer.from(encrypt, "base64");
          try {
            decipher(fitted, iv(bytes), rest(bytes));
            return false;
          } catch {
            response.destroy();
            return true;
          }
        },
        decrypt: (bytes) => decipher(fitted, iv(bytes), rest(bytes)),
      }),
      /Encrypt Key itself/,
    ],
  ])("tells %s also of a receiver that hangs up", async (cause, change, says) => {
    const { causes, text } = await diagnosisOf(change);
    expect(causes[0]).toBe(cause);
    expect(text).toMatch(says);
  });

  it("asks of an answer that comes late only that it comes first", async () => {
    const { causes, text, sent } = await diagnosisOf(() => ({ event: () => {} }), { limitMs: 60 });
    expect([causes, sent]).toEqual([["answers-late"], 0]);
    expect(text).toContain("answer 200 first");
    expect(text).toMatch(
      /within .*: it never does, or only after its work\. See that .* ends its answer/,
    );
    expect(text).not.toMatch(/signature|keys/);
  });

  it("tells a receiver that answers nothing", async () => {
    const { causes, text } = await diagnosisOf(() => ({ gate: () => true }), { limitMs: 20 });
    expect(causes[0]).toBe("answers-nothing");
    expect(text).toContain("never answers");
    expect(text).not.toContain("same keys");
  });

  it("finds the path of a receiver that keeps silent about others", async () => {
    const silent: Change = () => ({ gate: ({ url }) => url !== "/feishu" });
    const { causes, text } = await diagnosisOf(silent, { limitMs: 60 });
    expect(causes[0]).toBe("wrong-path");
    expect(text).toContain("/feishu");
  });

  it.each([
    ["a whole block", (pad: number) => pad < 16, /whole block/],
    ["what trimming leaves", (pad: number) => pad >= 9 && pad <= 13, /white space/],
    ["more than one byte", (pad: number) => pad === 1, /another way/],
  ] as const)(
    "tells a receiver that reads a text or not by its padding: %s",
    async (_what, reads, says) => {
      const { causes, text } = await diagnosisOf(
        () => ({
          decrypt: (bytes) => {
            const text = decipher(sha256(key), iv(bytes), rest(bytes));
            if (!reads(16 - (Buffer.byteLength(text) % 16))) throw new Error("Bad text");
            return text;
          },
        }),
        { more: [sampleResult({ id: "event/flaky", verdict: "fail", effects: 0 })] },
      );
      expect(causes).toContain("padding-length-matters");
      expect(text).toMatch(says);
    },
  );
});

describe("the search for causes", () => {
  it("works in clear as well", async () => {
    const keyless = { ...app, encryptKey: "" };
    const { causes } = await diagnosisOf(
      (good) => ({
        open: ({ raw }) => JSON.parse(raw.toString()) as Payload,
        signed: () => true,
        challenge: (payload, call) =>
          payload.header ? good.challenge(payload, call) : reply(call, 200, { ret: 201 }),
      }),
      { app: keyless },
    );
    expect(causes).toEqual(["event-members-before-challenge"]);
  });

  it.each<[cause: string, change: Change]>([
    ["wrong-path", () => ({ gate: onPath("/feishu/event") })],
    ["serves-no-such-path", () => ({ gate: onPath("/a/b/c/d") })],
    ["wrong-decryption", decryptingWith((b) => decipher(sha256(key), Buffer.alloc(16), b))],
    ["encrypt-never-opened", inClear],
  ])("finds %s where challenge/echo was not run", async (cause, change) => {
    expect((await diagnosisOf(change, { eventsOnly: true })).causes).toEqual([cause]);
  });

  it("does without a witness", async () => {
    const handled: string[] = [];
    const server = tinyReceiver(
      (good) =>
        signedWith((call) => hmacSha256(token, head(call) + call.raw.toString()))(good, handled),
      handled,
    );
    expect((await diagnose(server)).causes).toEqual(["wrong-formula"]);
  });

  it("tells a padding whose length matters", async () => {
    const { causes, text } = await diagnosisOf(
      decryptingWith((bytes) => decipher(sha256(key), iv(bytes), rest(bytes), false).trim()),
    );
    expect(causes.every((cause) => /wrong-decryption|padding|run-again/.test(cause))).toBe(true);
    expect(text).toContain("padding");
  });
});
