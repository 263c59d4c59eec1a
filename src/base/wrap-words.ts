import { displayWidth } from "./display-width.js";
import { once } from "./once.js";

/**
 * Text in lines of at most `width` columns, broken between words and Chinese characters; those after the first
 * begin with `indent` spaces. What may not be broken and is wider than a line keeps one to itself, so that an
 * address can still be copied.
 */
export function wrapWords(
  text: string,
  { width, indent = 0 }: { readonly width: number; readonly indent?: number },
): string {
  const lines = text.split("\n").flatMap((line) => linesOf(line, width));
  return lines.join(`\n${" ".repeat(indent)}`);
}

function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let filled = 0;
  for (const part of text.match(unbroken()) ?? []) {
    const word = withoutSpace(part);
    const wide = displayWidth(word);
    if (line !== "" && filled + wide > width) {
      lines.push(withoutSpace(line));
      line = "";
      filled = 0;
    }
    line += part;
    filled += wide + (part.length - word.length);
  }
  return [...lines, line];
}

/** A part of a line ends in one space at most, which is not printed where the line is broken. */
const withoutSpace = (part: string): string => part.replace(/ $/, "");

/** A number stays with what it counts. */
const unitsOfOneCharacter = "秒天周月年个次条份项种行列倍页位段层台处名家组类步轮件";

/**
 * A line may be broken behind every match. Chinese without a space beside what is not Chinese stays with it.
 * Made when it is needed, as all patterns with properties of Unicode that a start has no use for: each takes Node
 * half a millisecond to read.
 */
const unbroken = once(() => {
  const openers = "（「『《【";
  const closers = "，。、：；！？）」』》】";
  const han = "\\p{Script=Han}\\p{Mark}*(?!\\p{Mark})";
  const foreign = `[^ \\p{Script=Han}${openers}${closers}]`;
  const address = `["'(]?(?:[a-z]+:/|\\.{0,2}/|~/)[^ ${openers}${closers}]+`;
  const quotation = "「[^」]*」|『[^』]*』";
  const unit = `毫秒|分钟|小时|字节|[${unitsOfOneCharacter}]|(?:ms|s|min|h|d|[KMG]?B)\\b${foreign}*`;
  const word = `(?:第 (?=\\d)|${han})?${foreign}+(?:(?<=\\d) ?(?:${unit})|${han})?`;
  const core = `${address}|${quotation}|${word}|${han}`;
  return new RegExp(`[${openers}]*?(?:${core})[${closers}]* ?|[${openers}${closers}]+ ?| `, "giu");
});
