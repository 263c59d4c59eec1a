import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { catalogues, type Language } from "../src/base/text.js";

const sourceRoot = fileURLToPath(new URL("../src", import.meta.url));

const sources = readdirSync(sourceRoot, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => resolve(sourceRoot, file))
  .map((file) => ({ file, text: readFileSync(file, "utf8") }));

beforeAll(async () => {
  for (const { file, text } of sources) {
    if (/\bcreateTexts\(/.test(text)) await import(pathToFileURL(file).href);
  }
});

interface Wording {
  readonly kind: string;
  /** A function's own words: what stands in it between quotes, and "…" for what is put into them. */
  readonly words: string;
}

function wordingsIn(language: Language): Wording[] {
  return [...catalogues].flatMap(([room, catalogue]) =>
    Object.entries(catalogue).map(([name, wording]) => ({
      kind: `${room}/${name}`,
      words: wordsOf(wording[language]),
    })),
  );
}

function wordsOf(wording: unknown): string {
  if (typeof wording !== "function") return wording as string;
  const body = String(wording).replace(/^.*?=>/s, "");
  return [...body.matchAll(/`((?:[^`\\]|\\.)*)`|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/gs)]
    .map(([, template = "", double = "", single = ""]) => template + double + single)
    .join("\n")
    .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "…");
}

/** What Feishu shows is quoted as it is, and code is code. */
const ownWords = ({ words }: Wording): string =>
  words.replace(/「[^」]*」|`[^`]*`|https?:\S+/g, "「」");

/** The texts that the pattern finds something in, with what it finds. */
const found = (language: Language, pattern: RegExp): string[] =>
  wordingsIn(language).flatMap((wording) => {
    const hit = pattern.exec(ownWords(wording))?.[0];
    return hit === undefined ? [] : [`${wording.kind}: ${hit}`];
  });

describe("every text", () => {
  test("has words in both languages", () => {
    const empty = [...wordingsIn("en"), ...wordingsIn("zh")].filter(({ words }) => words === "");
    expect(empty).toEqual([]);
  });

  test("is said somewhere", () => {
    const unsaid = [...catalogues].flatMap(([room, catalogue]) =>
      Object.keys(catalogue)
        .filter((name) => !sources.some(({ text }) => isSaidIn(text, name)))
        .map((name) => `${room}/${name}`),
    );
    expect(unsaid).toEqual([]);
  });
});

/** A name between quotes that is no key of a catalogue. */
const isSaidIn = (text: string, name: string): boolean =>
  new RegExp(`"${name}"(?!: *[{\\n])`).test(text);

test("English has Chinese only in what Feishu shows, between 「」", () => {
  expect(found("en", /\p{Script=Han}+/u)).toEqual([]);
});

describe("Chinese", () => {
  /** Words that Feishu does not use, or uses for something else. */
  const avoided: readonly (readonly [avoided: RegExp, better: string])[] = [
    [/长链接|长链|持久连接/, "长连接"],
    [/网络钩子/, "Webhook"],
    [/回调地址|回调网址|请求网址/, "请求地址"],
    [/接收器|接收方|消费者/, "接收端"],
    [/连接端/, "客户端"],
    [/投递|送达|派发|下发/, "推送"],
    [/企图|阶梯|梯子/, "尝试, 重试间隔"],
    [/回答|应答|响应码|返回码/, "响应, 状态码"],
    [/签收|确认收到/, "响应"],
    [/副本|拷贝/, "重复事件"],
    [/防抖|消重/, "去重"],
    [/最少一次/, "至少发送一次"],
    [/心跳包/, "ping, pong"],
    [/质询|挑战/, "challenge"],
    [/加密密钥|校验令牌/, "Encrypt Key, Verification Token"],
    [/裸推|暗文/, "明文推送, 密文"],
    [/报头|报文体|裸体/, "请求头, 请求体"],
    [/房间|楼层/, "会议室, 层级"],
    [/预订|预约/, "预定"],
    [/秘钥/, "密钥, 凭证"],
    [/仿真|假租户/, "模拟器, 模拟租户"],
    [/合约/, "契约"],
    [/判决/, "结论"],
    [/见证/, "观测点"],
    [/杀伤/, "检出矩阵"],
    [/空跑|干跑/, "试运行"],
    [/抱歉|您|我们|亲爱/, "no address at all"],
    [/(?<!证书)不确定/, "无法判定"],
    [/[！]/, "。"],
    [/\d *[~～] *\d/, "–"],
    [/“|”|‘|’/, "「」"],
  ];

  test.each(avoided)("has no %s", (pattern) => {
    expect(found("zh", new RegExp(pattern, "u"))).toEqual([]);
  });

  test("has a space between Han and Latin letters or digits", () => {
    expect(found("zh", /\p{Script=Han}[A-Za-z\d]+|[A-Za-z\d]+\p{Script=Han}/u)).toEqual([]);
  });

  test("has none beside full-width marks", () => {
    expect(found("zh", /.. [，。：；？（）、「」].?|[，。：；？（）、「」] ../u)).toEqual([]);
  });

  test("has full-width marks between Han", () => {
    expect(found("zh", /\p{Script=Han}[,;:?!()]\p{Script=Han}?/u)).toEqual([]);
  });
});
