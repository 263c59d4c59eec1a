/** The languages everything a person reads comes in. */
export const languages = ["en", "zh"] as const;

export type Language = (typeof languages)[number];

/** How one text reads in each language: as it is, or made of values. */
export type Wordings<V> = Readonly<Record<Language, string | ((values: V) => string)>>;

/** `kind` is what the text is called. */
type Values<V> = "kind" extends keyof V ? never : Given<V>;

/** What a text is made of: where its words take a string, another text will do, and so will a list of them. */
type Given<V> = {
  readonly [Name in keyof V]: string extends V[Name]
    ? V[Name] | Text
    : readonly string[] extends V[Name]
      ? readonly (string | Text)[]
      : V[Name];
};

/** A text as JSON reports hold it: which text it is, and its values. */
export interface TextData {
  /** "room/name" */
  readonly kind: string;
  readonly [value: string]: unknown;
}

/** Something said to a person: data until somebody words it in a language. */
export class Text {
  readonly kind: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #wordings: Wordings<never>;

  constructor(kind: string, wordings: Wordings<never>, values: Readonly<Record<string, unknown>>) {
    this.kind = kind;
    this.#wordings = wordings;
    this.#values = values;
  }

  in(language: Language): string {
    const wording = this.#wordings[language];
    if (typeof wording === "string") return wording;
    return wording(worded(this.#values, language) as never);
  }

  /**
   * The same text with every string among its values changed: for masks. A value may also name one of several words
   * of ours ("wrong-token"): where it is another one after that, the words themselves are changed.
   */
  with(change: (value: string) => string): Text {
    let isChanged = false;
    const values = changed(this.#values, (value) => {
      const other = change(value);
      isChanged ||= other !== value;
      return other;
    }) as Readonly<Record<string, unknown>>;
    if (!isChanged) return this;
    const other = new Text(this.kind, this.#wordings, values);
    if (languages.every((language) => other.#hasWordsOf(this, language))) return other;
    const wordings = { en: () => change(this.in("en")), zh: () => change(this.in("zh")) };
    return new Text(this.kind, wordings, values);
  }

  /** Whether none of the words is missing that the text had before. */
  #hasWordsOf(before: Text, language: Language): boolean {
    const gaps = (text: string): number => text.split("undefined").length;
    try {
      return gaps(this.in(language)) <= gaps(before.in(language));
    } catch {
      return false;
    }
  }

  toJSON(): TextData {
    return { ...this.#values, kind: this.kind };
  }
}

function worded(value: unknown, language: Language): unknown {
  return mapValues(value, (one) => (one instanceof Text ? one.in(language) : one));
}

function changed(value: unknown, change: (value: string) => string): unknown {
  return mapValues(value, (one) => {
    if (one instanceof Text) return one.with(change);
    return typeof one === "string" ? change(one) : one;
  });
}

/** Each value, and each of those in lists and objects. */
function mapValues(value: unknown, map: (value: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Text) return map(value);
  if (Array.isArray(value)) return value.map((one) => mapValues(one, map));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapValues(one, map)]),
  );
}

/** By room: what was written as data can be worded again. */
export const catalogues: ReadonlyMap<string, Readonly<Record<string, Wordings<never>>>> = new Map();

/** Makes the texts of one catalogue: a name of it, and the values its words are made of. */
export type Texts<Catalogue> = <Name extends keyof Catalogue & string>(
  name: Name,
  ...values: unknown extends Catalogue[Name] ? [] : [values: Values<Catalogue[Name]>]
) => Text;

/**
 * A catalogue of texts in every language. A text without words in one of them does not compile, and neither
 * does one that is made of other values than it says.
 * @param room what the kinds of its texts begin with: "room/name"
 */
export function createTexts<const Catalogue extends Readonly<Record<string, unknown>>>(
  room: string,
  catalogue: { readonly [Name in keyof Catalogue]: Wordings<Catalogue[Name]> },
): Texts<Catalogue> {
  if (catalogues.has(room)) throw new Error(`There are two catalogues named ${room}.`);
  (catalogues as Map<string, typeof catalogue>).set(room, catalogue);
  return (name, ...[values]) => new Text(`${room}/${name}`, catalogue[name], values ?? {});
}

const baseTexts = createTexts("text", {
  verbatim: {
    en: ({ text }: { text: string }) => text,
    zh: ({ text }) => text,
  },
  sentences: {
    en: ({ parts }: { parts: readonly string[] }) =>
      parts.map((part) => asSentence(part, ".")).join(" "),
    zh: ({ parts }) => parts.map((part) => asSentence(part, "。")).join(""),
  },
  list: {
    en: ({ parts }: { parts: readonly string[] }) => parts.join(", "),
    zh: ({ parts }) => parts.join("、"),
  },
  lines: {
    en: ({ parts }: { parts: readonly string[] }) => parts.join("\n"),
    zh: ({ parts }) => parts.join("\n"),
  },
});

/** What is the same in every language: a name, a command, what somebody else said. */
export const verbatim = (text: string): Text => baseTexts("verbatim", { text });

/** Sentences one after the other, each with its full stop. */
export const sentences = (...parts: readonly (string | Text)[]): Text =>
  baseTexts("sentences", { parts });

/** "one, two" */
export const list = (parts: readonly (string | Text)[]): Text => baseTexts("list", { parts });

/** One under the other. */
export const lines = (...parts: readonly (string | Text)[]): Text => baseTexts("lines", { parts });

function asSentence(text: string, fullStop: string): string {
  return /[.…!?。！？]$/.test(text) ? text : `${text}${fullStop}`;
}
