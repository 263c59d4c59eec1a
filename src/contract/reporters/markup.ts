import { ellipsize } from "../../base/ellipsize.js";
import { escapeXml } from "./xml-text.js";

/** A browser shows no more of one text in bearable time. */
const longestText = 100_000;

/** Markup that `markup` has made. Nothing read from a file is ever one, whatever it looks like. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: markup as it is, anything else as text. */
export type MarkupValue = Markup | string | number | readonly MarkupValue[];

/**
 * Markup from a template whose values are escaped unless they are markup already, also where a value is not
 * what its type says. Attributes must be in quotation marks.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(values[index] ?? "")).join(""));
}

/** Markup as part of markup, with this between the single ones. */
export function joinMarkup(values: readonly MarkupValue[], separator = "\n"): Markup {
  return new Markup(values.map(textOf).join(separator));
}

function textOf(value: MarkupValue): string {
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(textOf).join("");
  return escapeXml(ellipsize(String(value), longestText));
}
