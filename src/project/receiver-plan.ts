import type { Text } from "../base/text.js";
import { usualType } from "./event-types.js";
import { planTexts } from "./plan-texts.js";
import type { Listening, Project } from "./project.js";

/** What a user says instead of what was found. */
export interface PlanOverrides {
  readonly exec?: string | undefined;
  readonly path?: string | undefined;
  /** Where it listens, whatever it finds in its environment. */
  readonly url?: string | undefined;
}

/** How mocklark is to treat a project's receiver. */
export interface ReceiverPlan {
  readonly exec: string | undefined;
  /** Said where it listens on a port of its own choice; otherwise it gets a free one. */
  readonly url: string | undefined;
  readonly path: string | undefined;
  readonly env: readonly string[];
  /** The types of events to send; none where it is to be changes of room limits. */
  readonly eventTypes: readonly string[];
  readonly isEncrypted: boolean;
  readonly waitFor: string | undefined;
  readonly longConnection: boolean;
  /** What was not found, and what is assumed instead; what somebody has to see to. */
  readonly notes: readonly Text[];
}

const usualPath = "/webhook/event";

/** Decides how the receiver is started and reached, and says what that rests on. */
export function planReceiver(project: Project, overrides: PlanOverrides = {}): ReceiverPlan {
  const { settings, listening } = project;
  const longConnection = project.longConnection !== undefined && overrides.url === undefined;
  const exec = overrides.exec ?? project.start?.value;
  const path = longConnection ? undefined : (overrides.path ?? project.path?.value);
  const port = longConnection ? undefined : listening;
  const url = overrides.url ?? urlOf(port, path);
  const isEncrypted = settings.some(({ reference }) => reference === "encrypt-key");
  return {
    exec,
    url,
    path: url === undefined ? path : undefined,
    env: [
      ...settings.map(({ name, reference }) => `${name}=@${reference}`),
      ...(port?.kind === "variable" && port.name !== "PORT" ? [`${port.name}=@port`] : []),
    ],
    eventTypes: typesToSend(project),
    isEncrypted,
    waitFor: project.startTakes,
    longConnection,
    notes: [
      ...(project.manifestProblem === undefined ? [] : [project.manifestProblem]),
      ...(exec === undefined ? [noStart(project)] : []),
      ...(longConnection ? notesOfClient(project) : notesOfWebhook(project, { path, url })),
      ...notesOfEvents(project),
      ...notesOfBuild(project, exec),
      ...notesOfVariables(project),
    ],
  };
}

function urlOf(listening: Listening | undefined, path = usualPath): string | undefined {
  return listening?.kind === "fixed" ? `http://127.0.0.1:${listening.port}${path}` : undefined;
}

const noStart = ({ language }: Project): Text =>
  planTexts(language === undefined ? "no-manifest" : "no-start");

function notesOfWebhook(
  { listening, settings, otherPaths }: Project,
  { path, url }: { readonly path: string | undefined; readonly url: string | undefined },
): Text[] {
  const isUnset = (secret: string) => settings.every(({ reference }) => reference !== secret);
  return [
    ...(path === undefined && url === undefined
      ? [planTexts("no-path", { usualPath, otherPaths })]
      : []),
    ...(listening === undefined && url === undefined ? [planTexts("no-port")] : []),
    ...(listening?.kind === "fixed" ? [planTexts("fixed-port", { port: listening.port })] : []),
    ...(isUnset("encrypt-key") ? [planTexts("no-encrypt-key")] : []),
    ...(isUnset("verification-token") ? [planTexts("no-verification-token")] : []),
  ];
}

function notesOfClient({ settings }: Project): Text[] {
  const names = (["app-id", "app-secret", "domain"] as const)
    .filter((one) => settings.every(({ reference }) => reference !== one))
    .map((one) => `MOCKLARK_${one.replace("-", "_").toUpperCase()}`);
  return names.length === 0 ? [] : [planTexts("client-variables", { names })];
}

const notesOfVariables = ({ otherVariables: names }: Project): Text[] =>
  names.length === 0 ? [] : [planTexts("other-variables", { names })];

function typesToSend({ eventTypes }: Project): string[] {
  const types = eventTypes.shipped.map(({ value }) => value);
  return types.every((type) => type === usualType) ? [] : types;
}

function notesOfEvents({ eventTypes: { shipped, others } }: Project): Text[] {
  if (shipped.length === 0 && others.length === 0) {
    return [planTexts("no-event-type", { usualType })];
  }
  if (others.length === 0) return [];
  const untilThen = shipped.length === 0 ? usualType : null;
  return [planTexts("no-sample", { types: others, untilThen })];
}

/** CI does it by itself. */
function notesOfBuild({ start, preparation }: Project, exec: string | undefined): Text[] {
  const build = preparation.commands.find((command) => command.endsWith(" run build"));
  if (build === undefined || exec === undefined || exec !== start?.value) return [];
  return [planTexts("build-first", { exec, build })];
}
