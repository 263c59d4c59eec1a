/** The name behind "@", or undefined for a text that is meant as it is. */
export function referenceIn(value: string): string | undefined {
  return /^@(?!@)/.test(value) ? value.slice(1) : undefined;
}

/** What a text without a reference stands for: "@@" begins one with one "@". */
export const literalOf = (value: string): string => value.replace(/^@@/, "@");
