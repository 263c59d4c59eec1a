import { createTexts, type Text, verbatim } from "./text.js";

/**
 * Every way mocklark can be misused or fail on its own side, with the process exit code it means.
 * What a receiver does wrong is never an error: it is an outcome, returned as data.
 */
export const errorCatalogue = {
  /** A flag, argument or option that makes no sense. */
  USAGE: 2,
  /** A file that is not the JSON or YAML it should be. */
  MALFORMED_DOCUMENT: 2,
  /** A document whose shape or values break a schema or a rule. */
  INVALID_DOCUMENT: 2,
  /** An event that would be sent although it does not validate. */
  INVALID_EVENT: 2,
  /** A `--set` or `--unset` path or value that does not fit the event. */
  INVALID_OVERRIDE: 2,
  /** The app lacks a permission, so Feishu would send it nothing. */
  NOT_SUBSCRIBED: 2,
  /** An encrypted text that does not open. */
  UNDECRYPTABLE: 1,
  /** A target that is not allowed: Feishu itself, or a public host without --allow-host. */
  FORBIDDEN_TARGET: 2,
  /** A file or folder that cannot be read or written. */
  FILE: 3,
  /** The target cannot be reached, a port is taken, a managed receiver did not come up. */
  ENVIRONMENT: 3,
  /** A mistake of ours. */
  INTERNAL: 4,
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

export interface ErrorDetails {
  /** One sentence that tells the user what to do now. */
  readonly remedy?: Text;
  /** Where in which file, as text that is printed under the message (a code frame, for instance). */
  readonly frame?: string | Text;
  /** Anything a program may want to read. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * The one error this package throws. Its text has the form "Failed to <do>: <why, with the value>."
 * and the remedy says what to do about it; `message` is the text in English.
 */
export class MocklarkError extends Error {
  override readonly name = "MocklarkError";
  readonly code: ErrorCode;
  readonly text: Text;
  readonly remedyText: Text | undefined;
  readonly frameText: Text | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, text: Text, options: ErrorDetails = {}) {
    super(text.in("en"), "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.text = text;
    this.remedyText = options.remedy;
    this.frameText =
      options.frame === undefined
        ? undefined
        : typeof options.frame === "string"
          ? verbatim(options.frame)
          : options.frame;
    this.details = options.details ?? {};
  }

  /** What to do about it, in English. */
  get remedy(): string | undefined {
    return this.remedyText?.in("en");
  }

  /** Where in which file, with our words in English. */
  get frame(): string | undefined {
    return this.frameText?.in("en");
  }

  /** Why it failed, for a sentence of somebody else's: the message without "Failed to …: " and full stop. */
  get reasonText(): Text {
    return errorTexts("reason", { message: this.text });
  }

  /** The same in English. */
  get reason(): string {
    return this.reasonText.in("en");
  }

  /** The exit code a command ends with when this error reaches it. */
  get exitCode(): number {
    return errorCatalogue[this.code];
  }
}

const errorTexts = createTexts("error", {
  reason: {
    en: ({ message }: { message: string }) =>
      message.replace(/^Failed to [^:]+: /, "").replace(/\.$/, ""),
    zh: ({ message }) => message.replace(/^无法[^：]+：/, "").replace(/。$/, ""),
  },
});

/** Why something failed, in words of ours, for the one who knows what failed and says it with a MocklarkError. */
export class ReasonError extends Error {
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(text.in("en"), options);
    this.text = text;
  }
}

/** What anything that was thrown says: our own words in every language, others as they are. */
export function textOf(thrown: unknown): Text {
  const isOurs = thrown instanceof MocklarkError || thrown instanceof ReasonError;
  return isOurs ? thrown.text : verbatim(messageOf(thrown));
}

/** The text of anything that was thrown, without its stack, in English where it is ours. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The `code` Node puts on system errors ("ECONNREFUSED"), or undefined. */
export function systemCodeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
