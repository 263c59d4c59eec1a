import type { Random } from "../base/random.js";
import { sameShape } from "./shape.js";

/** What stands for what, throughout one recording: the same original always has the same substitute. */
export interface Substitutes {
  /** An id. What says its kind, before `_` or `-`, stays. */
  readonly id: (original: string) => string;
  /** A person's name, or what people call a thing. */
  readonly name: (original: string) => string;
  /** What people wrote: other words of the same length. */
  readonly words: (original: string) => string;
  /** A telephone number, or anything else whose form is all that may stay. */
  readonly number: (original: string) => string;
  readonly url: (original: string) => string;
  /** A receiver's own text, in which it may repeat what was written to it. */
  readonly echoed: (text: string) => string;
  /** Any text, in which ids, mail addresses and telephone numbers are found, and what is known already. */
  readonly within: (text: string) => string;
}

/** Ids of people, apps, chats, messages, departments, rooms and levels say by their beginning what they are. */
const markedId =
  /(?<![A-Za-z0-9])(?:(?:ou|on|oc|om|omm|omb|omt|cli|img|file)_|od-)[A-Za-z0-9_-]{6,}/g;
const email = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;
const phone = /(?<![\w.-])(?:\+\d[\d -]{6,18}\d|1[3-9]\d{9})(?![\w.-])/g;
const word = /[\p{L}\p{N}_-]+/gu;
const spokenPart = new RegExp(
  `@_(?:user_\\d+|all)|</?at\\b|\\buser_id=|${email.source}|${markedId.source}|[\\p{L}\\p{N}]+`,
  "gu",
);
const spokenWord = /[\p{L}\p{N}]+/gu;
const han = /\p{Script=Han}/u;

/** Shorter ones stand in other words by chance. */
const shortest = 4;
/** Of words that somebody wrote: shorter ones a receiver says of itself. */
const shortestEchoed = 6;
const mostTries = 100;

/** @param random its seed must be a secret, or whoever knows it could try originals out */
export function createSubstitutes(random: Random): Substitutes {
  const known = new Map<string, string>();
  const given = new Set<string>();
  /** Chinese has no spaces around a name. */
  const hanNames = new Set<string>();
  const spoken = new Map<string, string>();

  function substitute(original: string, make: (source: Random) => string): string {
    const found = known.get(original);
    if (found !== undefined) return found;
    if (given.has(original)) return original;
    // Depends on nothing but the original: what comes first makes no difference.
    const source = random.fork(original);
    let made = make(source);
    for (let tries = 0; (made === original || given.has(made)) && tries < mostTries; tries++) {
      made = make(source);
    }
    known.set(original, made);
    given.add(made);
    return made;
  }

  function id(original: string): string {
    const [kind = ""] = /^(?:[a-z]{2,4}_|od-)/.exec(original) ?? [];
    if (original.length - kind.length < 2) return original;
    return substitute(original, (source) => kind + sameShape(original.slice(kind.length), source));
  }

  function name(original: string): string {
    if (han.test(original) && original.length > 1) hanNames.add(original);
    return substitute(original, (source) => sameShape(original, source));
  }

  const mailbox = (original: string): string =>
    substitute(original, (source) => {
      const [local = ""] = original.split("@");
      return `${sameShape(local, source)}@example.com`;
    });

  const words = (original: string): string =>
    original.replace(spokenPart, (one) => {
      // Where a message mentions somebody: by a place holder, or in markup of Feishu's.
      if (/^[@<]|=$/.test(one)) return one;
      if (one.includes("@")) return mailbox(one);
      if (/^[a-z]+[_-]/.test(one)) return id(one);
      const made = spoken.get(one) ?? sameShape(one, random.fork(`words/${one}`));
      spoken.set(one, made);
      return made;
    });

  const number = (original: string): string =>
    substitute(original, (source) => {
      const made = sameShape(original, source);
      // In JSON a number may stand without quotes, and then begins with no zero.
      return original.startsWith("0") ? made : made.replace(/^0/, "1");
    });

  const knownWord = (one: string): string =>
    one.length < shortest ? one : (known.get(one) ?? one);

  function withoutHanNames(text: string): string {
    if (hanNames.size === 0 || !han.test(text)) return text;
    let made = text;
    for (const one of hanNames) made = made.replaceAll(one, () => known.get(one) ?? one);
    return made;
  }

  const isTelling = (one: string): boolean => one.length >= shortestEchoed || han.test(one);

  return {
    id,
    name,
    words,
    number,
    url: (original) =>
      substitute(original, (source) => {
        const [, scheme = "", rest = ""] = /^(\w+:\/\/)?(?:[^/?#]*)(.*)$/s.exec(original) ?? [];
        return `${scheme}example.com${sameShape(rest, source)}`;
      }),
    echoed: (text) =>
      text.replace(spokenWord, (one) => (isTelling(one) ? (spoken.get(one) ?? one) : one)),
    within: (text) =>
      withoutHanNames(text)
        .replace(email, mailbox)
        .replace(markedId, id)
        .replace(phone, number)
        .replace(word, knownWord),
  };
}
