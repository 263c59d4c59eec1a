import { printableLine } from "../base/printable.js";
import { wrapWords } from "../base/wrap-words.js";
import type { Project } from "../project/project.js";
import type { ReceiverPlan } from "../project/receiver-plan.js";
import type { Terminal } from "./terminal.js";

interface Seen {
  readonly folder: string;
  readonly project: Project;
  readonly plan: ReceiverPlan;
}

const languages = { node: "Node.js", go: "Go", python: "Python", java: "Java" } as const;

/** What was found in a project and where, and what is assumed for want of it. */
export function projectLines({ folder, project, plan }: Seen, colors: Terminal["colors"]): string {
  const { language, framework, packageManager } = project;
  const kind = [language && languages[language], framework, packageManager].filter(Boolean);
  const title = kind.length === 0 ? "a project of an unknown kind" : kind.join(", ");
  const rows = rowsOf(project, plan).map(([what, value, at = ""]) => {
    const place = at === "" ? "" : colors.dim(`  ${printableLine(at)}`);
    return `  ${what.padEnd(8)} ${printableLine(value)}${place}\n`;
  });
  const notes = plan.notes.map(
    (note) => `  ${wrapWords(`! ${printableLine(note.in("en"))}`, { width: 96, indent: 4 })}\n`,
  );
  return `${colors.bold(printableLine(folder))}: ${title}\n${[...rows, ...notes].join("")}\n`;
}

type Row = readonly [what: string, value: string, at?: string];

function rowsOf(project: Project, plan: ReceiverPlan): Row[] {
  const { start, listening, path, settings, eventTypes, longConnection } = project;
  const placeOf = (
    found: { readonly value: string; readonly at: string } | undefined,
    value: string,
  ) => (found?.value === value ? found.at : undefined);
  const rows: (Row | undefined)[] = [
    plan.exec === undefined ? undefined : row("start", plan.exec, placeOf(start, plan.exec)),
    plan.longConnection ? row("waits", "on the long connection", longConnection?.at) : undefined,
    plan.longConnection || listening === undefined
      ? undefined
      : row(
          "port",
          listening.kind === "fixed" ? String(listening.port) : listening.name,
          listening.at,
        ),
    plan.longConnection || path === undefined ? undefined : row("path", path.value, path.at),
    ...settings.map(({ name, reference, at }) => row("env", `${name}=@${reference}`, at)),
    ...eventTypes.shipped.map(({ value, at }) => row("event", value, at)),
  ];
  return rows.filter((one) => one !== undefined);
}

const row = (what: string, value: string, at: string | undefined): Row =>
  at === undefined ? [what, value] : [what, value, at];
