import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { failureTexts } from "../../src/delivery/failure-texts.js";
import { ourReason, reasonText } from "../../src/delivery/outcome-reason.js";
import { createAnonymiser } from "../../src/record/anonymise.js";
import type { Capture } from "../../src/record/capture.js";

const captureOf = (
  text: string,
  answer = "{}",
  { path = "/", form = "decrypted" }: { path?: string; form?: Capture["request"]["form"] } = {},
): Capture => ({
  capture: 1,
  number: 1,
  at: "2026-01-01T00:00:00.000Z",
  atMs: 0,
  request: { method: "POST", path, headers: [], signature: "valid", form, body: { text } },
  result: { kind: "answered", status: 200, headers: [], body: { text: answer }, durationMs: 1 },
});

const requestText = ({ request }: Capture): string =>
  "text" in request.body ? request.body.text : "";
const answerText = ({ result }: Capture): string =>
  result.kind === "answered" && "text" in result.body ? result.body.text : "";

const originals = {
  open_id: "ou_84aad35d084aa403a838cf73ee184670",
  union_id: "on_3f1b2c4d5e6f708192a3b4c5d6e7f809",
  user_id: "ab12cd34",
  chat_id: "oc_5ce6d572455d361153b7cb51da133945",
  message_id: "om_5ce6d572455d361153b7cb51da133946",
  department_id: "od-5ce6d572455d361153b7cb51da133947",
  room: "omm_3c5dd7e09bac0c1758fcf9511bd1a771",
  level: "omb_57c9cc7d9a81e27e54c8fabfd02759e7",
  tenant_key: "736588c9260f175d",
  app_id: "cli_9f5343c580712544",
  event_id: "5e3702a84e847582be8db7fb73283c02",
  name: "王小明",
  latin: "Margaret Hamilton",
  email: "wang.xiaoming@corp-secret.cn",
  mobile: "+8613812345678",
  words: "salary",
};

const event = {
  schema: "2.0",
  header: {
    event_id: originals.event_id,
    token: "<verification token>",
    create_time: "1700000000123",
    event_type: "im.message.receive_v1",
    tenant_key: originals.tenant_key,
    app_id: originals.app_id,
  },
  event: {
    sender: {
      sender_id: {
        open_id: originals.open_id,
        union_id: originals.union_id,
        user_id: originals.user_id,
      },
    },
    message: {
      chat_id: originals.chat_id,
      message_id: originals.message_id,
      message_type: "text",
      content: JSON.stringify({
        text: `@_user_1 ${originals.words} of ${originals.name}, ${originals.email} <at user_id="${originals.open_id}"></at>`,
      }),
      mentions: [{ key: "@_user_1", name: originals.latin, id: { open_id: originals.open_id } }],
    },
    rooms: [originals.room, originals.level],
    by_user: { [originals.open_id]: { department_ids: [originals.department_id] } },
    mobile: originals.mobile,
  },
};

describe("the anonymiser", () => {
  it("leaves no id, name, address or word of anybody anywhere", () => {
    const anonymise = createAnonymiser(createRandom(1));
    const answer = { greeting: `Hello ${originals.name}`, user: originals.user_id, of: "Hamilton" };
    const changed = anonymise(
      captureOf(JSON.stringify(event), JSON.stringify(answer), {
        path: `/users/${originals.open_id}?chat=${originals.chat_id}`,
      }),
    );
    const left = Object.entries(originals).filter(([, one]) =>
      JSON.stringify(changed).includes(one),
    );
    expect(left).toEqual([]);
    expect(JSON.stringify(changed)).not.toMatch(/corp-secret|13812345678/);
  });

  it.each(["words", "name", "user_id"] as const)(
    "leaves none of it in a body that breaks off in its %s",
    (what) => {
      const whole = JSON.stringify(event);
      const end = whole.indexOf(originals[what]) + originals[what].length;
      for (const cut of ["", "\\", "\\u4e"]) {
        const text = whole.slice(0, end) + cut;
        const changed = requestText(createAnonymiser(createRandom(1))(captureOf(text)));
        expect(changed).not.toContain(originals[what]);
        expect(changed).toMatch(/^\{"schema":/);
        expect(() => void JSON.parse(changed)).toThrow("JSON");
      }
    },
  );

  it("keeps what says nothing of anybody, the form of everything, and the order", () => {
    const text = JSON.stringify(event);
    const changed = requestText(createAnonymiser(createRandom(1))(captureOf(text)));
    const value = JSON.parse(changed) as typeof event;
    expect(value.header).toMatchObject({
      token: "<verification token>",
      create_time: "1700000000123",
      event_type: "im.message.receive_v1",
    });
    expect(value.event.message.message_type).toBe("text");
    const { text: said } = JSON.parse(value.event.message.content) as { text: string };
    expect(said).toMatch(
      /^@_user_1 [a-z]{6} [a-z]{2} \p{Script=Han}{3}, [a-z.]+@example\.com <at user_id="/u,
    );
    expect(said).toContain(`"${value.event.sender.sender_id.open_id}"></at>`);
    for (const [id, form] of [
      [value.event.sender.sender_id.open_id, /^ou_[\da-f]{32}$/],
      [value.event.sender.sender_id.user_id, /^[a-z]{2}\d{2}[a-z]{2}\d{2}$/],
      [value.event.rooms[0], /^omm_[\da-f]{32}$/],
      [value.header.event_id, /^[\da-f]{32}$/],
      [value.header.app_id, /^cli_[\da-f]{16}$/],
    ] as const) {
      expect(id).toMatch(form);
    }
    const names = (json: string): string[] => json.match(/"[a-z_]+":/g) ?? [];
    expect(names(changed)).toEqual(names(text));
  });

  it("gives the same original the same substitute wherever it stands, and others another one", () => {
    const anonymise = createAnonymiser(createRandom(1));
    const first = JSON.parse(
      requestText(anonymise(captureOf(JSON.stringify(event)))),
    ) as typeof event;
    const { open_id: substitute } = first.event.sender.sender_id;
    expect(first.event.message.mentions[0]?.id.open_id).toBe(substitute);
    expect(Object.keys(first.event.by_user)).toEqual([substitute]);
    const later = anonymise(
      captureOf(`{"open_id": "${originals.open_id}"}`, `{"seen":"${originals.open_id}"}`),
    );
    expect(requestText(later)).toBe(`{"open_id": "${substitute}"}`);
    expect(answerText(later)).toBe(`{"seen":"${substitute}"}`);

    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^ou_[\da-f]{32}$/), { minLength: 2 }),
        (ids) => {
          const change = createAnonymiser(createRandom(2));
          const made = ids.map((id) =>
            requestText(change(captureOf(JSON.stringify({ open_id: id })))),
          );
          expect(new Set(made).size).toBe(ids.length);
        },
      ),
    );
  });

  it("depends on the seed", () => {
    const made = [1, 1, 2].map((seed) =>
      requestText(createAnonymiser(createRandom(seed))(captureOf(JSON.stringify(event)))),
    );
    expect(made[0]).toBe(made[1]);
    expect(made[0]).not.toBe(made[2]);
  });

  it("keeps white space and escapes, and leaves alone what holds nothing of anybody", () => {
    const text = '{ "a" : "\\u4f60\\n" ,"code":0, "type":"x","challenge":"ou_0123456789abcdef" }';
    expect(requestText(createAnonymiser(createRandom(1))(captureOf(text)))).toBe(text);
  });

  it("changes telephone numbers that are JSON numbers, and no other numbers", () => {
    const body = (mobile: number): object => ({
      mobile,
      phones: [mobile, 4],
      create_time: 17_000_000_001,
      of: { text: `call ${mobile}` },
    });
    for (let seed = 0; seed < 30; seed++) {
      const mobile = 13_812_345_678 + seed;
      const text = JSON.stringify(body(mobile));
      const answer = `{"mobile":${mobile},"phone":10086}`;
      const changed = createAnonymiser(createRandom(seed))(captureOf(text, answer));
      expect(JSON.stringify(changed)).not.toContain(String(mobile));
      const value = JSON.parse(requestText(changed)) as Record<string, unknown>;
      expect(String(value["mobile"])).toMatch(/^[1-9]\d{10}$/);
      expect(value["phones"]).toEqual([value["mobile"], 4]);
      expect(value["create_time"]).toBe(17_000_000_001);
      expect(JSON.parse(answerText(changed))).toEqual({ mobile: value["mobile"], phone: 10_086 });
    }
  });

  it("looks into what is no JSON as well", () => {
    const text = `{"open_id":"${originals.open_id}", broken ${originals.chat_id}`;
    const changed = requestText(createAnonymiser(createRandom(1))(captureOf(text)));
    expect(changed).not.toContain(originals.open_id);
    expect(changed).not.toContain(originals.chat_id);
    expect(changed).toMatch(/^\{"open_id":"ou_[\da-f]{32}", broken oc_[\da-f]{32}$/);
  });

  it("leaves out what it cannot look into", () => {
    const sealed = captureOf('{"encrypt":"abcd"}', "{}", { form: "ciphertext" });
    expect(createAnonymiser(createRandom(1))(sealed).request).toMatchObject({
      form: "left-out",
      body: { text: "" },
    });
  });

  it("changes the reason of what was not answered, and the data of it", () => {
    const detail = `Host: ${originals.email} is not in the list`;
    const code = "ERR_TLS_CERT_ALTNAME_INVALID";
    const why = ourReason(failureTexts("certificate-for-another-name", { detail, code }));
    const result = { kind: "unanswered", ...why, durationMs: 1 } as const;
    const changed = createAnonymiser(createRandom(1))({ ...captureOf("{}"), result });
    expect(JSON.stringify(changed)).not.toContain(originals.email);
    if (changed.result.kind !== "unanswered") return expect.unreachable();
    expect(reasonText(changed.result).in("zh")).toContain("证书不是签发给该名称的");
  });
});
