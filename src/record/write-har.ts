import type { Capture } from "./capture.js";
import { harEntryOf } from "./har-entry.js";

/** Captures as a HAR 1.2 file, which browsers' developer tools and proxies open. */
export function writeHar(
  captures: readonly Capture[],
  { origin, version }: { readonly origin: string; readonly version: string },
): string {
  const log = {
    version: "1.2",
    creator: { name: "mocklark", version },
    entries: captures.map((capture) => harEntryOf(capture, origin)),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}
