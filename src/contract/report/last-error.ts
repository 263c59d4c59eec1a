const errorLine = /^(?!\s*at ).*(?:Error|Exception|panic|fatal)\b.*$/i;

/** As much of a stack trace as says where it happened. */
const mostLines = 5;

/**
 * The last error in what a process printed before it ended, and the first lines of its stack trace; its last
 * lines where nothing looks like an error. Empty when it printed nothing.
 */
export function lastError(output: string): string[] {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const at = lines.findLastIndex((line) => errorLine.test(line));
  return at < 0 ? lines.slice(-mostLines) : lines.slice(at, at + mostLines);
}
