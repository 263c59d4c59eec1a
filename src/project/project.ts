import type { Text } from "../base/text.js";
import type { EventTypes } from "./event-types.js";

/** Something a project says, and where: "server.js:12". */
export interface Found<T> {
  readonly value: T;
  readonly at: string;
}

/** How a receiver learns where to listen. */
export type Listening =
  | { readonly kind: "variable"; readonly name: string; readonly at: string }
  | { readonly kind: "fixed"; readonly port: number; readonly at: string };

/** A variable of the receiver's environment that holds something mocklark knows. */
export interface NamedSetting {
  readonly name: string;
  /** As `--env` takes it, without "@". */
  readonly reference:
    | "encrypt-key"
    | "verification-token"
    | "app-id"
    | "app-secret"
    | "tenant-key"
    | "domain"
    | "port";
  readonly at: string;
}

export type Language = "node" | "go" | "python" | "java";

/** What a CI job does before the receiver can run. */
export interface Preparation {
  /** Tools by the name CI has for them, and what else they need: ["pnpm"]. */
  readonly tools: readonly string[];
  readonly commands: readonly string[];
}

/** What a project says of itself. What is undefined was not found. */
export interface Project {
  readonly language: Language | undefined;
  /** As people write it: "Express", "Spring Boot". */
  readonly framework: string | undefined;
  /** "npm", "go", "pip", "maven" */
  readonly packageManager: string | undefined;
  readonly start: Found<string> | undefined;
  /** A start that compiles takes so long, as a duration. */
  readonly startTakes: string | undefined;
  readonly preparation: Preparation;
  readonly listening: Listening | undefined;
  readonly path: Found<string> | undefined;
  /** Other paths that take POST requests. */
  readonly otherPaths: readonly string[];
  readonly settings: readonly NamedSetting[];
  /** What else it reads from its environment. */
  readonly otherVariables: readonly string[];
  readonly eventTypes: EventTypes;
  /** Where it opens the SDK's long connection. */
  readonly longConnection: Found<true> | undefined;
  /** mocklark stands in its manifest already. */
  readonly hasMocklark: boolean;
  /** A sentence on why nothing could be read of its manifest. */
  readonly manifestProblem: Text | undefined;
}

/** What an ecosystem's own file finds; the rest is the same for all. */
export type OwnFindings = Pick<
  Project,
  "framework" | "packageManager" | "start" | "startTakes" | "preparation" | "listening"
> & {
  readonly language: Language;
  readonly routes: readonly Route[];
  readonly longConnection: Found<true> | undefined;
  readonly hasMocklark?: boolean;
  readonly manifestProblem?: Text | undefined;
};

/** A path that takes POST requests, without the prefixes that others put before it. */
export interface Route {
  readonly path: string;
  readonly at: string;
  /** Something of the official SDK stands behind it. */
  readonly isSdk?: boolean;
}
