import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { catalogues, type Language } from "../src/base/text.js";
import { avoidedWords, ownWordsIn, spacing } from "./chinese-style.js";

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
  readonly isEmpty: boolean;
}

/** Of the program; those of tests that ran before are none of its texts. */
const ownCatalogues = () => [...catalogues].filter(([room]) => !room.startsWith("test/"));

function wordingsIn(language: Language): Wording[] {
  return ownCatalogues().flatMap(([room, catalogue]) =>
    Object.entries(catalogue).map(([name, wording]) => ({
      kind: `${room}/${name}`,
      words: wordsOf(wording[language]),
      isEmpty: /^$|=> ""$/.test(String(wording[language])),
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

/** The texts that the pattern finds something in, with what it finds. */
const found = (language: Language, pattern: RegExp): string[] =>
  wordingsIn(language).flatMap((wording) => {
    const hit = pattern.exec(ownWordsIn(wording.words))?.[0];
    return hit === undefined ? [] : [`${wording.kind}: ${hit}`];
  });

describe("every text", () => {
  test("has words in both languages", () => {
    const empty = [...wordingsIn("en"), ...wordingsIn("zh")].filter(({ isEmpty }) => isEmpty);
    expect(empty).toEqual([]);
  });

  test("is said somewhere", () => {
    const unsaid = ownCatalogues().flatMap(([room, catalogue]) =>
      Object.keys(catalogue)
        .filter((name) => !sources.some(({ text }) => isSaidIn(text, name)))
        .map((name) => `${room}/${name}`),
    );
    expect(unsaid).toEqual([]);
  });
});

/** A name between quotes that is no key of a catalogue, or is one of another list as well. */
const isSaidIn = (text: string, name: string): boolean =>
  new RegExp(`"${name}"(?!: *\\{|:\\n *\\{)`).test(text);

test("English has Chinese only in what Feishu shows, between 「」", () => {
  expect(found("en", /\p{Script=Han}+/u)).toEqual([]);
});

describe("Chinese", () => {
  test.each(avoidedWords)("has no %s", (pattern) => {
    expect(found("zh", pattern)).toEqual([]);
  });

  test.each(Object.entries(spacing))("has %s", (_rule, pattern) => {
    expect(found("zh", pattern)).toEqual([]);
  });
});
