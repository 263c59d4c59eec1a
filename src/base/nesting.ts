const quotationMark = 0x22;
const backslash = 0x5c;

/**
 * Where a JSON text opens the list or object that nests deeper than `limit`; undefined where none does.
 * Parsers that call themselves for each level must be kept from such texts: V8 ends the whole process
 * when the stack runs out while it compiles a regular expression. The text need not be valid JSON.
 */
export function findDeepNesting(text: string, limit: number): number | undefined {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === quotationMark) offset = endOfString(text, offset);
    else depth += step(unit);
    if (depth > limit) return offset;
  }
  return undefined;
}

/**
 * The same for YAML, where quotation marks may stand for themselves: brackets count wherever they stand,
 * and so does the room before the text of a line, of which every level takes a column. Keys behind one
 * another on a line ("a: a: a:") are a mistake, but the parser takes each for a level before it says so.
 */
export function findDeepYaml(text: string, limit: number): number | undefined {
  let depth = 0;
  let start = 0;
  let indented = true;
  let keys = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    depth = Math.max(0, depth + step(unit));
    if (unit === 0x0a) [start, keys] = [offset + 1, 0];
    else if (depth === 0 && endsKey(text, offset)) keys++;
    indented = unit === 0x0a || (indented && " \t-?:".includes(text.charAt(offset)));
    if (depth > limit || (indented && offset - start >= 2 * limit)) return offset;
    if (keys > keysALevel * limit) return offset;
  }
  return undefined;
}

/** A line of text may have many colons in it, so that keys count for less than brackets. */
const keysALevel = 5;

function endsKey(text: string, offset: number): boolean {
  if (text.charCodeAt(offset) !== 0x3a) return false;
  return /\s/.test(text.charAt(offset + 1)) || `"']}`.includes(text.charAt(offset - 1));
}

/** 1 for [ and {, -1 for ] and }, 0 for anything else. */
function step(unit: number): number {
  if (unit === 0x5b || unit === 0x7b) return 1;
  return unit === 0x5d || unit === 0x7d ? -1 : 0;
}

/** The offset of the quotation mark that ends the string which begins here. */
export function endOfString(text: string, start: number): number {
  let offset = start + 1;
  while (offset < text.length && text.charCodeAt(offset) !== quotationMark) {
    offset += text.charCodeAt(offset) === backslash ? 2 : 1;
  }
  return offset;
}
