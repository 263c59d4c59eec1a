const han = /[\u4e00-\u9fff]/;
const latin = /[\w"'`\\([{<$+-]/;

/** A Chinese text whose values may begin or end in Chinese or in Latin: with the space that belongs between the two. */
export function zh(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((text, part, index) => joined(joined(text, String(values[index - 1])), part));
}

/** "字符串或 null" */
export const eitherZh = (names: readonly string[]): string =>
  names.slice(1).reduce((all, name) => zh`${all}或${name}`, names[0] ?? "");

function joined(left: string, right: string): string {
  const [before, behind] = [left.at(-1) ?? "", right[0] ?? ""];
  const isSeam =
    (han.test(before) && latin.test(behind)) || (/[\w"'`)\]}>%/]/.test(before) && han.test(behind));
  return isSeam ? `${left} ${right}` : left + right;
}
