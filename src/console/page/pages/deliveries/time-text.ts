const formats = new Map<string, Intl.DateTimeFormat>();

/** A simulated instant as the time of day, seconds included: "09:41:07". */
export function timeText(atMs: number): string {
  return formatOf("time", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(atMs);
}

/** The same with its day. */
export function dateTimeText(atMs: number): string {
  return formatOf("date", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(atMs);
}

/** Making one takes longer than using it a thousand times. The order of year, month, day is the same everywhere. */
function formatOf(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known =
    formats.get(name) ?? new Intl.DateTimeFormat("sv-SE", { ...options, hour12: false });
  formats.set(name, known);
  return known;
}
