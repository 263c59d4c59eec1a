/** Seconds since midnight as people write them: "09:00", and "24:00" for the day's end. */
export function timeText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/**
 * What is written as the wire has it, decimal seconds; "9" is nine o'clock. What is no time goes as it is, for
 * the server to judge.
 */
export function wireTime(text: string): string {
  const match = /^(\d{1,2})(?:[:：](\d{2}))?$/.exec(text.trim());
  if (!match) return text.trim();
  const [, hour, minute = "0"] = match;
  return Number(minute) > 59 ? text.trim() : String(Number(hour) * 3_600 + Number(minute) * 60);
}

const day = 86_400;

/** So many minutes later or earlier, within the day; what is no time stays. */
export function movedTime(text: string, minutes: number): string {
  const seconds = Number(wireTime(text));
  if (!Number.isInteger(seconds) || text.trim() === "") return text;
  return timeText(Math.min(day, Math.max(0, seconds + minutes * 60)));
}
