import { padDisplayEnd } from "../base/display-width.js";
import { printableLine } from "../base/printable.js";
import { list, type Text, verbatim } from "../base/text.js";
import { wrapWords } from "../base/wrap-words.js";
import type { Project } from "../project/project.js";
import type { ReceiverPlan } from "../project/receiver-plan.js";
import type { Terminal } from "./terminal.js";
import { initTexts } from "./texts/init-texts.js";

interface Seen {
  readonly folder: string;
  readonly project: Project;
  readonly plan: ReceiverPlan;
}

const languages = { node: "Node.js", go: "Go", python: "Python", java: "Java" } as const;

/** What was found in a project and where, and what is assumed for want of it. */
export function projectLines(
  { folder, project, plan }: Seen,
  { colors, language }: Pick<Terminal, "colors" | "language">,
): string {
  const rows = rowsOf(project, plan).map(([what, value, at = ""]) => {
    const place = at === "" ? "" : colors.dim(`  ${printableLine(at)}`);
    const name = padDisplayEnd(initTexts("row", { what }).in(language), 8);
    return `  ${name} ${printableLine(value.in(language))}${place}\n`;
  });
  const notes = plan.notes.map((note) => {
    const text = `! ${printableLine(note.in(language))}`;
    return `  ${wrapWords(text, { width: 96, indent: 4 })}\n`;
  });
  const name = colors.bold(printableLine(folder));
  const title = initTexts("found", { folder: name, project: kindOf(project) }).in(language);
  return `${title}\n${[...rows, ...notes].join("")}\n`;
}

function kindOf({ language, framework, packageManager }: Project): Text {
  const kind = [language && languages[language], framework, packageManager];
  const known = kind.filter((one) => one !== undefined);
  return known.length === 0 ? initTexts("unknown-kind") : list(known);
}

type Row = readonly [
  what: "start" | "waits" | "port" | "path" | "env" | "event",
  value: Text,
  at?: string,
];

function rowsOf(project: Project, plan: ReceiverPlan): Row[] {
  const { start, listening, path, settings, eventTypes, longConnection } = project;
  const placeOf = (
    found: { readonly value: string; readonly at: string } | undefined,
    value: string,
  ) => (found?.value === value ? found.at : undefined);
  const rows: (Row | undefined)[] = [
    plan.exec === undefined
      ? undefined
      : row("start", verbatim(plan.exec), placeOf(start, plan.exec)),
    plan.longConnection
      ? row("waits", initTexts("on-long-connection"), longConnection?.at)
      : undefined,
    plan.longConnection || listening === undefined
      ? undefined
      : row(
          "port",
          verbatim(listening.kind === "fixed" ? String(listening.port) : listening.name),
          listening.at,
        ),
    plan.longConnection || path === undefined
      ? undefined
      : row("path", verbatim(path.value), path.at),
    ...settings.map(({ name, reference, at }) => row("env", verbatim(`${name}=@${reference}`), at)),
    ...eventTypes.shipped.map(({ value, at }) => row("event", verbatim(value), at)),
  ];
  return rows.filter((one) => one !== undefined);
}

const row = (what: Row[0], value: Row[1], at: string | undefined): Row =>
  at === undefined ? [what, value] : [what, value, at];
