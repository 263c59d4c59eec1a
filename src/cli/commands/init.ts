import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { MocklarkError } from "../../base/errors.js";
import { readBoundedFile } from "../../base/read-bounded-file.js";
import { parseTarget } from "../../network/target.js";
import { type CiSystem, ciSystemOf, ciSystems } from "../../project/ci-system.js";
import type { ProposedFile } from "../../project/proposed-files.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { findConfigFile } from "../find-config-file.js";
import { choiceFlag, flag, parsedFlag } from "../options.js";
import { pathFlag } from "../receiver-options.js";
import type { Terminal } from "../terminal.js";
import { readVersion } from "../version.js";
import { isThere, writeIfAbsent } from "../write-if-absent.js";
import { describe } from "../described.js";
import { initTexts } from "../texts/init-texts.js";

interface InitFlags {
  readonly dir?: string;
  readonly exec?: string;
  readonly url?: string;
  readonly path?: string;
  readonly ci?: CiSystem;
  readonly write?: boolean;
}

/** `mocklark init`: what a project needs to be checked, found out from the project. */
export const registerInit: RegisterCommand = (program, { terminal }, finish) => {
  describe(program.command("init"), initTexts("about"))
    .addOption(flag("--dir <folder>", initTexts("dir")))
    .addOption(flag("--exec <command>", initTexts("exec")))
    .addOption(
      parsedFlag(
        "--url <url>",
        initTexts("url"),
        (text) => parseTarget(text, { allowHosts: hostsIn(text) }).href,
      ),
    )
    .addOption(pathFlag())
    .addOption(choiceFlag("--ci <system>", initTexts("ci"), ciSystems))
    .addOption(flag("--write", initTexts("write")))
    .action(async (flags: InitFlags) => {
      await init(flags, terminal);
      finish(exitCodes.ok);
    });
};

/** Any host will do: nothing is sent there yet. */
const hostsIn = (url: string): string[] => (URL.canParse(url) ? [new URL(url).hostname] : []);

async function init(flags: InitFlags, terminal: Terminal): Promise<void> {
  const { openProjectFiles } = await import("../../project/project-files.js");
  const { detectProject } = await import("../../project/detect-project.js");
  const { planReceiver } = await import("../../project/receiver-plan.js");
  const { proposeFiles } = await import("../../project/proposed-files.js");
  const { shippedTypeNames } = await import("../read-event-types.js");
  const { projectLines } = await import("../project-lines.js");
  const folder = resolve(terminal.cwd, flags.dir ?? ".");
  assertFolder(folder);
  const files = openProjectFiles(folder);
  const project = detectProject(files, { shippedTypes: await shippedTypeNames() });
  const plan = planReceiver(project, flags);
  assertNoExpression(plan.url);
  const ci = flags.ci ?? ciSystemOf(files, gitConfigOf(folder));
  const hasGitlabFile = files.names.includes(".gitlab-ci.yml");
  const { language } = terminal;
  const version = readVersion();
  const proposed = proposeFiles({ project, plan, ci, version, hasGitlabFile, language });
  await terminal.out(projectLines({ folder, project, plan }, terminal));
  const place = flags.write === true ? writeFile : showFile;
  for (const file of proposed) await place(file, folder, terminal);
  if (ci === "gitlab" && hasGitlabFile) {
    await terminal.out(`${initTexts("include").in(language)}\n${includeLines}`);
  }
  if (flags.write !== true) await terminal.out(`${initTexts("nothing-written").in(language)}\n`);
}

function assertFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new MocklarkError("FILE", initTexts("no-folder", { folder }), {
    remedy: initTexts("no-folder-remedy"),
  });
}

/** @throws MocklarkError USAGE for a URL in which a CI job would put something else */
function assertNoExpression(url: string | undefined): void {
  if (url?.includes("${{") !== true) return;
  throw new MocklarkError("USAGE", initTexts("expression", { url }), {
    remedy: initTexts("expression-remedy"),
  });
}

/** Where the remote is; what cannot be read says nothing. */
function gitConfigOf(folder: string): string {
  try {
    return readBoundedFile(join(folder, ".git", "config")).toString("utf8");
  } catch {
    return "";
  }
}

async function showFile({ name, text }: ProposedFile, folder: string, terminal: Terminal) {
  if (await isTaken(folder, name)) return tellKept(name, terminal);
  const content = text.replaceAll(/^(?=.)/gm, "    ");
  await terminal.out(`${terminal.colors.bold(name)}\n${content}\n`);
}

async function writeFile({ name, text }: ProposedFile, folder: string, terminal: Terminal) {
  if ((await isTaken(folder, name)) || !(await writeIfAbsent(folder, name, text))) {
    return tellKept(name, terminal);
  }
  await terminal.out(
    `${terminal.colors.green(initTexts("wrote").in(terminal.language))} ${name}\n`,
  );
}

/** A config file of another name counts as well: with two only one would be read. */
async function isTaken(folder: string, name: string): Promise<boolean> {
  const isConfig = name.startsWith("mocklark.config.");
  return (isConfig && findConfigFile(folder) !== undefined) || isThere(join(folder, name));
}

function tellKept(name: string, terminal: Terminal): Promise<void> {
  const { colors, language } = terminal;
  const word = colors.yellow(initTexts("kept").in(language));
  return terminal.out(`${word}  ${initTexts("is-there", { name }).in(language)}\n`);
}

const includeLines = `    include:
      - local: .gitlab/mocklark.yml
`;
