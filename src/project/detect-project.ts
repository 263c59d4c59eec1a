import { othersAmong, portAmong, settingsAmong, variablesIn } from "./environment-variables.js";
import { eventTypesIn } from "./event-types.js";
import { readGoProject } from "./go-project.js";
import { readJavaProject } from "./java-project.js";
import { readNodeProject } from "./node-project.js";
import type { Found, Listening, NamedSetting, OwnFindings, Project } from "./project.js";
import type { ProjectFiles } from "./project-files.js";
import { readPythonProject } from "./python-project.js";
import { routeForEvents } from "./routes.js";
import { hashComments, sourceFiles, type SourceFile } from "./source-files.js";

interface DetectOptions {
  /** The types of events that come with mocklark. */
  readonly shippedTypes?: readonly string[];
}

/** The first that knows the folder's manifest says what it is. */
const ecosystems: readonly ((files: ProjectFiles) => OwnFindings | undefined)[] = [
  readGoProject,
  readJavaProject,
  readPythonProject,
  readNodeProject,
];

/**
 * Looks at a project's manifests and sources, and says how its receiver is started and where it expects events.
 * A guess of patterns, not a compiler: each finding has its place, for a person to see whether it holds.
 */
export function detectProject(
  files: ProjectFiles,
  { shippedTypes = [] }: DetectOptions = {},
): Project {
  const own = ecosystems.map((read) => read(files)).find((found) => found !== undefined);
  const program = [
    ...sourceFiles(files, /\.(?:[cm]?[jt]sx?|go|java|kt)$/),
    ...sourceFiles(files, /\.py$/, hashComments),
  ];
  const variables = variablesIn([
    ...program,
    ...sourceFiles(files, /(?:^|\/)application[\w-]*\.(?:properties|ya?ml)$/, hashComments),
  ]);
  const settings = settingsAmong(variables);
  const variable = listeningBy(variables, settings, program);
  const path = routeForEvents(own?.routes ?? []);
  // Of two ways the one that needs nothing of the SDK is asked about.
  const longConnection = path === undefined ? own?.longConnection : undefined;
  return {
    language: own?.language,
    framework: own?.framework,
    packageManager: own?.packageManager,
    start: own?.start,
    startTakes: own?.startTakes,
    preparation: own?.preparation ?? { tools: [], commands: [] },
    listening: variable ?? own?.listening,
    path,
    otherPaths: pathsBeside(path?.value, own?.routes.map((route) => route.path) ?? []),
    settings: settings.filter(
      ({ reference }) =>
        // A webhook receiver meets no domain of ours; the port is the listening's affair.
        reference !== "port" && (reference !== "domain" || longConnection !== undefined),
    ),
    otherVariables: othersAmong(variables).filter((name) => name !== variable?.name),
    eventTypes: eventTypesIn(program, shippedTypes),
    longConnection,
    hasMocklark: own?.hasMocklark ?? false,
    manifestProblem: own?.manifestProblem,
  };
}

const pathsBeside = (chosen: string | undefined, all: readonly string[]): string[] => [
  ...new Set(all.filter((path) => path !== chosen)),
];

function listeningBy(
  variables: readonly Found<string>[],
  settings: readonly NamedSetting[],
  program: readonly SourceFile[],
): Extract<Listening, { kind: "variable" }> | undefined {
  const named = variables.find(({ value }) => value === "PORT");
  const other = settings.find(({ reference }) => reference === "port");
  if (named) return { kind: "variable", name: "PORT", at: named.at };
  if (other) return { kind: "variable", name: other.name, at: other.at };
  const beside = portAmong(program);
  return beside && { kind: "variable", name: beside.value, at: beside.at };
}
