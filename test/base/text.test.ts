import { describe, expect, test } from "vitest";
import { textFrom } from "../../src/base/text-from.js";
import { createTexts, list, sentences, Text, verbatim } from "../../src/base/text.js";

const texts = createTexts("test/text", {
  plain: { en: "no answer", zh: "未返回响应" },
  status: {
    en: ({ status, why }: { status: number; why: string }) => `status ${status}: ${why}`,
    zh: ({ status, why }) => `状态码 ${status}：${why}`,
  },
  parts: {
    en: ({ parts }: { parts: readonly string[] }) => parts.join(" and "),
    zh: ({ parts }) => parts.join("和"),
  },
});

const words = { "wrong-token": { en: "another token", zh: "token 不符" } };
const units = { min: "分钟" };

interface Named {
  readonly word: keyof typeof words;
  readonly unit?: keyof typeof units;
}

const named = createTexts("test/named", {
  which: {
    en: ({ word, unit = "min" }: Named) => `${words[word].en} (1 ${unit})`,
    zh: ({ word, unit = "min" }) => `${words[word].zh}（1 ${units[unit]}）`,
  },
});

describe("a text", () => {
  test("is worded in either language", () => {
    expect(texts("plain").in("en")).toBe("no answer");
    expect(texts("plain").in("zh")).toBe("未返回响应");
    expect(texts("status", { status: 500, why: "boom" }).in("zh")).toBe("状态码 500：boom");
  });

  test("words the texts among its values in the same language, also in lists", () => {
    const text = texts("parts", {
      parts: [texts("status", { status: 500, why: texts("plain") }), "x"],
    });
    expect(text.in("en")).toBe("status 500: no answer and x");
    expect(text.in("zh")).toBe("状态码 500：未返回响应和x");
  });

  test("is its kind and values as JSON, and the same text again when it is read", () => {
    const text = texts("parts", { parts: [texts("status", { status: 1, why: texts("plain") })] });
    const data: unknown = JSON.parse(JSON.stringify(text));
    expect(data).toEqual({
      kind: "test/text/parts",
      parts: [{ kind: "test/text/status", status: 1, why: { kind: "test/text/plain" } }],
    });
    expect(textFrom(data)?.in("zh")).toBe(text.in("zh"));
  });

  test("has every string among its values changed for a mask, however deep", () => {
    const inner = texts("status", { status: 401, why: "the key is secret" });
    const masked = texts("parts", { parts: [inner, "secret"] }).with((value) =>
      value.replace("secret", "***"),
    );
    expect(masked.in("en")).toBe("status 401: the key is *** and ***");
    expect(JSON.stringify(masked)).not.toContain("secret");
    expect(JSON.stringify(inner)).toContain("secret");
  });

  test("is changed in its words where a value only names them", () => {
    const token = named("which", { word: "wrong-token" }).with((value) =>
      value.replaceAll("token", "***"),
    );
    expect(token.in("en")).toBe("another *** (1 min)");
    expect(token.in("zh")).toBe("*** 不符（1 分钟）");
    expect(JSON.stringify(token)).not.toContain("token");
    const unit = named("which", { word: "wrong-token", unit: "min" }).with((value) =>
      value.replace(/^min$/, "***"),
    );
    expect(unit.in("zh")).toBe("token 不符（1 分钟）");
  });

  test.each([
    ["nothing", undefined],
    ["no object", "test/text/plain"],
    ["no kind", { room: "test/text" }],
    ["a room that is not there", { kind: "nowhere/plain" }],
    ["a name that is not there", { kind: "test/text/none" }],
    ["a name that every object has", { kind: "test/text/constructor" }],
  ])("is not made from %s", (_what, data) => {
    expect(textFrom(data)).toBeUndefined();
  });
});

test("refuses a second catalogue of one name", () => {
  expect(() => createTexts("test/text", {})).toThrow("There are two catalogues named test/text.");
});

test("ends each of several sentences once, as each language does", () => {
  const text = sentences(texts("plain"), verbatim("Done."), verbatim("好。"));
  expect(text.in("en")).toBe("no answer. Done. 好。");
  expect(text.in("zh")).toBe("未返回响应。Done.好。");
});

test("lists texts with each language's comma", () => {
  const text = list([texts("plain"), "x"]);
  expect([text.in("en"), text.in("zh")]).toEqual(["no answer, x", "未返回响应、x"]);
  expect(text).toBeInstanceOf(Text);
});

test("a catalogue with a text too few or too many, or with other values, does not compile", () => {
  // The compiler judges it (`npm run check`): each comment is an error where the line below it compiles.
  const judged = (): void => {
    // @ts-expect-error -- no Chinese
    createTexts("a", { one: { en: "one" } });
    // @ts-expect-error -- a language that is not there
    createTexts("b", { one: { en: "one", zh: "一", fr: "un" } });
    // @ts-expect-error -- the Chinese is made of another value
    createTexts("c", { one: { en: ({ n }: { n: number }) => `${n}`, zh: ({ m }) => `${m}` } });
    // @ts-expect-error -- a name that is not there
    texts("none");
    // @ts-expect-error -- without its values
    texts("status");
    // @ts-expect-error -- with values it is not made of
    texts("plain", { status: 1 });
    // @ts-expect-error -- a text where its words want a number
    texts("status", { status: verbatim("1"), why: "x" });
  };
  expect(judged).toBeTypeOf("function");
});
