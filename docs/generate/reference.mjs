// Writes docs/reference/ and docs/zh/reference/ from the code. Run by `npm run generate`; not published.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { argv, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { format } from "prettier";
import * as words from "./reference-words.mjs";
import { withSource } from "./with-source.mjs";

const root = new URL("../../", import.meta.url);
const run = promisify(execFile);

const folders = { en: "docs/reference", zh: "docs/zh/reference" };
const order = ["commands", "checks", "causes", "exit-codes", "schemas", "how-we-know"];

/** Between two sentences. */
const gap = { en: " ", zh: "" };

/** Every page of the reference in both languages, by its path. */
export async function renderReference() {
  const bodies = await withSource(async (load) => ({
    commands: await renderCommands(load),
    checks: await renderChecks(load),
    causes: await renderCauses(load),
    "exit-codes": await renderExitCodes(load),
    schemas: await renderSchemas(),
  }));
  const pages = {};
  for (const [name, body] of Object.entries(bodies)) {
    for (const language of Object.keys(folders)) {
      pages[`${folders[language]}/${name}.md`] = await pageOf(name, language, body(language));
    }
  }
  return pages;
}

function pageOf(name, language, body) {
  const following = order[order.indexOf(name) + 1];
  const link = following === "how-we-know" ? "../how-we-know.md" : `${following}.md`;
  const page = [
    `# ${words.titles[name][language]}`,
    [words.introductions[name], words.generated].map((one) => one[language]).join(gap[language]),
    body,
    `${words.next[language]}[${words.titles[following][language]}](${link})`,
  ].join("\n\n");
  return format(page, { parser: "markdown", printWidth: 100, embeddedLanguageFormatting: "off" });
}

async function renderCommands(load) {
  const commands = await listCommands(load);
  const helps = new Map();
  const languages = Object.keys(folders);
  const wanted = commands.flatMap((command) => languages.map((language) => [command, language]));
  await inTurns(wanted, async ([command, language]) => {
    helps.set(`${command} ${language}`, await helpOf(command, language));
  });
  const fence = { en: "text", zh: "text zh" };
  return (language) =>
    commands
      .map((command) => {
        const heading = `${command.includes(" ") ? "###" : "##"} ${`mocklark ${command}`.trim()}`;
        const help = helps.get(`${command} ${language}`);
        return `${heading}\n\n\`\`\`${fence[language]}\n${help}\n\`\`\``;
      })
      .join("\n\n");
}

/** "" for all of it, then "send", "gateway", "gateway kick", in the order in which help lists them. */
async function listCommands(load) {
  const { Command } = await load("cli/commander.ts");
  const program = new Command("mocklark");
  const { registerEveryCommand } = await load("cli/commands.ts");
  await registerEveryCommand(program, { terminal: {}, signal: new AbortController().signal });
  const commands = program.commands.flatMap((command) => [
    command.name(),
    ...command.commands.map((inner) => `${command.name()} ${inner.name()}`),
  ]);
  return ["", ...commands];
}

async function helpOf(command, language) {
  const { stdout } = await mocklark([...command.split(" ").filter(Boolean), "--help"], language);
  return stdout.trimEnd();
}

/** Elsewhere and with hardly any environment, so that no config file or variable of ours shows. */
const mocklark = (args, language) =>
  run(execPath, [fileURLToPath(new URL("dist/cli/bin.js", root)), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, NO_COLOR: "1", MOCKLARK_LANG: language },
  });

/** As many at a time as a small machine bears. */
async function inTurns(items, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) await work(item);
  };
  await Promise.all([worker(), worker(), worker()]);
}

async function renderChecks(load) {
  const { catalogue } = await load("contract/catalogue.ts");
  const { checkInWords } = await load("contract/check-in-words.ts");
  const { severityTexts } = await load("contract/report/verdict-texts.ts");
  const { explainTexts } = await load("contract/explain-check-texts.ts");
  return (language) => {
    const checks = catalogue.map((check) => checkInWords(check, language));
    const groupOf = ({ id }) => id.slice(0, id.indexOf("/"));
    const said = (label) => words.checkLabels[label][language];
    const explained = (part) => explainTexts(part).in(language);
    const severityOf = (check) => severityTexts(check.severity).in(language);
    const tableFor = (group) =>
      table(
        [said("check"), said("severity"), said("title")],
        checks
          .filter((check) => groupOf(check) === group)
          .map((check) => [
            `[\`${check.id}\`](#${anchorOf(check.id)})`,
            severityOf(check),
            check.title,
          ]),
      );
    const about = (check) => {
      const lines = [
        [said("severity"), severityOf(check)],
        [explained("rule"), check.clause],
        [explained("why"), check.why],
        [explained("fix"), check.fix],
        ...(check.needs
          ? [
              [
                said("needs"),
                check.needs
                  .map((need) => words.needs[need][language])
                  .join(words.listSeparator[language]),
              ],
            ]
          : []),
        [explained("page"), `<${check.page}>`],
      ];
      const colon = { en: ": ", zh: "：" }[language];
      const items = lines.map(([label, text]) => `- **${label}**${colon}${asProse(text)}`);
      return `### ${check.id}\n\n${asProse(check.title)}\n\n${items.join("\n")}`;
    };
    return [...new Set(checks.map(groupOf))]
      .map((group) =>
        [
          `## ${words.groups[group][language]}`,
          tableFor(group),
          ...checks.filter((check) => groupOf(check) === group).map(about),
        ].join("\n\n"),
      )
      .join("\n\n");
  };
}

const anchorOf = (id) => id.replaceAll("/", "");

/** Words of the catalogue are no Markdown: what would be read as such is escaped. */
const asProse = (text) => text.replaceAll(/\*|<(?!https:)|\b_|_\b/g, String.raw`\$&`);

/** What each cause says of a receiver is worded when it is found; here stands what it means. */
async function renderCauses(load) {
  const { allCauses } = await load("contract/causes/all-causes.ts");
  const labels = words.causeLabels;
  return (language) =>
    table(
      [labels.cause, labels.what, labels.explains].map((label) => label[language]),
      allCauses.map(({ id, explains }) => [
        `\`${id}\``,
        words.causes[id][language],
        explains
          .map((trouble) => words.troubles[trouble][language])
          .join(words.listSeparator[language]),
      ]),
    );
}

async function renderExitCodes(load) {
  const { exitCodes } = await load("cli/exit-codes.ts");
  const { errorCatalogue } = await load("base/errors.ts");
  const { hungUp, interrupted, terminated, ...others } = exitCodes;
  const codes = [
    ...Object.entries(others).map(([name, code]) => [name, [code]]),
    ["stopped", [hungUp, interrupted, terminated]],
  ].toSorted(([, [left]], [, [right]]) => left - right);
  const { codeLabels, exitMeanings, errorMeanings, errorsHeading } = words;
  return (language) =>
    [
      table(
        [codeLabels.code[language], codeLabels.meaning[language]],
        codes.map(([name, some]) => [
          some.join(words.listSeparator[language]),
          exitMeanings[name][language],
        ]),
      ),
      errorsHeading[language],
      table(
        [codeLabels.error, codeLabels.exits, codeLabels.meaning].map((label) => label[language]),
        Object.entries(errorCatalogue).map(([code, exit]) => [
          `\`${code}\``,
          `${exit}`,
          errorMeanings[code][language],
        ]),
      ),
    ].join("\n\n");
}

async function renderSchemas() {
  const files = await readdir(new URL("schemas/", root));
  const names = files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -5));
  const titleOf = async (name) => {
    const schema = JSON.parse(await readFile(new URL(`schemas/${name}.json`, root), "utf8"));
    return schema.title ?? schema.info.title;
  };
  const schemas = await Promise.all(
    names.toSorted().map(async (name) => ({ name, title: await titleOf(name) })),
  );
  const labels = words.schemaLabels;
  const up = { en: "../../schemas", zh: "../../../schemas" };
  return (language) =>
    table(
      [labels.name, labels.title, labels.what].map((label) => label[language]),
      schemas.map(({ name, title }) => [
        `[\`${name}\`](${up[language]}/${name}.json)`,
        title,
        words.schemas[name][language],
      ]),
    );
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, page] of Object.entries(await renderReference())) {
    const file = fileURLToPath(new URL(path, root));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page);
  }
}
