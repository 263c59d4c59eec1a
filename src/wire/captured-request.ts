import type { RawHeader } from "./webhook-request.js";

/** One request as somebody wrote it down: from a proxy, a log, tcpdump -A, curl -v or a debugger. */
export interface CapturedRequest {
  /**
   * "http" and "json" show every header there was; "log" shows only what somebody chose to print, so what
   * is absent proves nothing; "body" when there was nothing but a body.
   */
  readonly form: "http" | "json" | "log" | "body";
  readonly method?: string;
  /** The request target or URL. */
  readonly target?: string;
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  /** False when only the parsed body was kept: then `body` is that value written compactly, a guess at the bytes. */
  readonly bodyIsRaw: boolean;
  /** What had to be assumed on the way, as sentences. */
  readonly notes: readonly string[];
}

/** The headers that make up the signature. */
export const signatureHeaders = [
  "X-Lark-Request-Timestamp",
  "X-Lark-Request-Nonce",
  "X-Lark-Signature",
] as const;

/** A header's value whatever the case of its name; the first when there are several, none when it is empty. */
export function valueOf(
  { headers }: Pick<CapturedRequest, "headers">,
  name: string,
): string | undefined {
  const header = headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  return header?.[1] || undefined;
}
