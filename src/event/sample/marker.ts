/** What a sample may hold in any text: the place of its marker, where it is not to stand at the end of the text. */
export const marker = "{{marker}}";

/** What ends in the 32 lower hex digits of an id or a marker. */
export const hexId = /[0-9a-f]{32}$/;

const atEnd = / [0-9a-f]{32}$/;

/** The text with the marker behind it, in place of the one that it has. */
export const marked = (text: string, hex: string): string => `${text.replace(atEnd, "")} ${hex}`;

/** The marker behind a text; undefined when there is none. */
export const markerBehind = (text: string): string | undefined => atEnd.exec(text)?.[0].trim();

/**
 * The marker in a text that was made from a template: itself while nothing stands in its place; undefined where
 * the text has become another one.
 */
export function markerInPlace(template: string, text: string): string | undefined {
  if (text.includes(marker)) return marker;
  const start = template.indexOf(marker);
  const hex = text.slice(start, start + 32);
  return /^[0-9a-f]{32}$/.test(hex) ? hex : undefined;
}
