import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Language } from "../interop-receivers.js";
import manifest from "./libraries.json" with { type: "json" };

/** A library that others wrote for receiving Feishu's events, and our small receiver on it. */
export interface Library {
  readonly id: string;
  readonly title: string;
  /** Its name in npm or on PyPI, and the version that is pinned in `pinnedIn`. */
  readonly package: string;
  readonly version: string;
  readonly pinnedIn: string;
  readonly language: Language;
  readonly cwd: string;
  /** For a shell in `cwd`; quick when all is there. */
  readonly build: string;
  /** The path it listens at, where that is not ours to choose; `{appId}` stands for the app's id. */
  readonly path?: string;
  /** For a shell in `cwd`. */
  readonly run: { readonly webhook: string; readonly "long-connection": string };
  readonly installedIn: string;
  /** Whether our receiver on it has a handler for messages, as the library has a model of them. */
  readonly takesMessages?: boolean;
}

export const libraries: readonly Library[] = manifest.libraries.map((library) => ({
  ...library,
  language: library.language as Language,
  cwd: fileURLToPath(new URL(library.cwd, import.meta.url)),
}));

/** Where the library's own files are, once it is installed. */
export function installedFolder({ language, cwd, installedIn }: Library): string {
  if (language === "node") return join(cwd, "node_modules", installedIn);
  const lib = join(cwd, "target/venv/lib");
  return join(lib, readdirSync(lib)[0] ?? "", "site-packages", installedIn);
}

/** "lark-oapi 1.3.0" */
export const headOf = ({ title, version }: Library): string => `${title} ${version}`;
