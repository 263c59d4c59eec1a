import { fileURLToPath } from "node:url";
import manifest from "./receivers.json" with { type: "json" };

/** The four languages Feishu has an SDK for. */
export const languages = ["node", "go", "python", "java"] as const;

export type Language = (typeof languages)[number];

/** One receiver built on an official SDK, and how to run it. */
export interface InteropReceiver {
  readonly language: Language;
  readonly mode: "webhook" | "long-connection";
  /** A documented sample with its bugs mended, or the SDK with everything added that it leaves out. */
  readonly kind: "sample" | "complete";
  /** For a shell in `cwd`; it replaces the shell, so that a signal reaches the receiver. */
  readonly run: string;
  readonly cwd: string;
}

export interface Toolchain {
  readonly language: Language;
  /** The SDK's name in its registry, and its pinned version. */
  readonly sdk: string;
  readonly version: string;
  /** In words, for whoever lacks it. */
  readonly needs: string;
  /** Commands that succeed where the toolchain is installed. */
  readonly probe: readonly string[];
  readonly build: readonly string[];
  /** Runs the program that goes round the whole loop of a tenant, for a shell in `cwd`. */
  readonly loop: string;
  readonly cwd: string;
}

const folderOf = (language: Language): string =>
  fileURLToPath(new URL(manifest.languages[language].cwd, import.meta.url));

export const receivers: readonly InteropReceiver[] = manifest.receivers.map((receiver) => {
  const language = receiver.language as Language;
  return { ...receiver, cwd: folderOf(language) } as InteropReceiver;
});

export const toolchains: readonly Toolchain[] = languages.map((language) => ({
  ...manifest.languages[language],
  language,
  cwd: folderOf(language),
}));

/** Node's complete receivers print only ids: they are the reference receivers of all our tests. */
export const printsWholeEvents = ({ language, kind }: InteropReceiver): boolean =>
  language !== "node" || kind === "sample";

/**
 * The languages that must work here: those `MOCKLARK_INTEROP` names, separated by commas; a missing
 * toolchain is then a failure. Undefined, as when it names none: whatever this machine has.
 */
export function demandedLanguages(): readonly Language[] | undefined {
  const names = (process.env["MOCKLARK_INTEROP"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) return undefined;
  const unknown = names.filter((name) => !(languages as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new Error(`MOCKLARK_INTEROP names ${unknown.join(", ")}; known: ${languages.join(", ")}`);
  }
  return names as Language[];
}
