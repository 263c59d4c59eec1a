import { usualType } from "./event-types.js";
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
  readonly notes: readonly string[];
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

const noStart = ({ language }: Project): string =>
  language === undefined
    ? "No package.json, go.mod, pyproject.toml, requirements.txt, pom.xml or build.gradle is here. Say what starts the receiver with --exec."
    : "What starts the receiver was not found. Say it with --exec.";

function notesOfWebhook(
  { listening, settings, otherPaths }: Project,
  { path, url }: { readonly path: string | undefined; readonly url: string | undefined },
): string[] {
  const notes: string[] = [];
  if (path === undefined && url === undefined) {
    const seen = otherPaths.length === 0 ? "" : ` It takes POST at ${otherPaths.join(", ")}.`;
    notes.push(
      `Where it expects events was not found: ${usualPath} is assumed.${seen} Say --path.`,
    );
  }
  if (listening === undefined && url === undefined) {
    notes.push(
      "Where it listens was not found: it is assumed to listen on the port in PORT. Otherwise say --url.",
    );
  }
  if (listening?.kind === "fixed") {
    notes.push(
      `It always listens on port ${listening.port}. If it took the port in PORT, two runs could not get into each other's way.`,
    );
  }
  if (!settings.some(({ reference }) => reference === "encrypt-key")) {
    notes.push(
      "No variable for the Encrypt Key was found: events go out in clear. If the receiver has a key, let it read one (MOCKLARK_ENCRYPT_KEY, or a name of its own behind env:), and set encrypt-key.",
    );
  }
  if (!settings.some(({ reference }) => reference === "verification-token")) {
    notes.push(
      "No variable for the Verification Token was found. mocklark makes one up; it is in MOCKLARK_VERIFICATION_TOKEN.",
    );
  }
  return notes;
}

function notesOfClient({ settings }: Project): string[] {
  const missing = (["app-id", "app-secret", "domain"] as const)
    .filter((one) => settings.every(({ reference }) => reference !== one))
    .map((one) => `MOCKLARK_${one.replace("-", "_").toUpperCase()}`);
  if (missing.length === 0) return [];
  return [
    `Let the client take ${missing.join(", ")} from its environment: otherwise it connects to Feishu instead of to mocklark.`,
  ];
}

function notesOfVariables({ otherVariables }: Project): string[] {
  if (otherVariables.length === 0) return [];
  return [
    `It also reads ${otherVariables.join(", ")}: what it cannot do without has to be set in CI.`,
  ];
}

function typesToSend({ eventTypes }: Project): string[] {
  const types = eventTypes.shipped.map(({ value }) => value);
  return types.every((type) => type === usualType) ? [] : types;
}

function notesOfEvents({ eventTypes: { shipped, others } }: Project): string[] {
  const usual = `changes of room limits (${usualType}) are sent`;
  if (shipped.length === 0 && others.length === 0) {
    return [
      `No type of event was found in the sources: ${usual}. Otherwise say it in the config: event: [im.message.receive_v1], or a file with one captured event.`,
    ];
  }
  if (others.length === 0) return [];
  const named = others.map(({ value, at }) => `${value} (${at})`).join(", ");
  const until =
    shipped.length === 0 ? ` Until then ${usual}, which say nothing of this receiver.` : "";
  return [
    `No sample comes with mocklark of ${named}: put one captured event of it in a file and name it: event: [mocklark/x.json].${until}`,
  ];
}

/** CI does it by itself. */
function notesOfBuild({ start, preparation }: Project, exec: string | undefined): string[] {
  const build = preparation.commands.find((command) => command.endsWith(" run build"));
  if (build === undefined || exec !== start?.value) return [];
  return [`"${exec}" runs what "${build}" makes: run that first.`];
}
