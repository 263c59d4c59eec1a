import { execSync } from "node:child_process";
import { format } from "prettier";
import type { CheckId } from "../../src/contract/report/check-id.js";
import type { CheckResult, Report, ReportMode } from "../../src/contract/report/report.js";
import { modes, runOf } from "./contract-runs.js";
import { toolchains, type Language, type Toolchain } from "./interop-receivers.js";
import { modeHeadings, renderGlance, renderTable } from "./sdk-matrix-table.js";
import { linesOf, mends, type Mend } from "./sdk-mends.js";

type Reports = ReadonlyMap<string, Report>;

const legend = `**yes**: the check holds. **no** in bold: a _must_ is missed – Feishu counts the delivery as failed, anyone can make the receiver act, or one change acts twice. no: a _should_ is missed. –: does not apply, or cannot be tried: the clock of a Go program cannot be moved from outside.`;

const introduction = `# The official SDKs under the contract

What each of Feishu's four SDKs does by itself, and what you have to add. Every column is a run of \`mocklark check --strict\` against a real receiver on that SDK: the **samples** are those of the event's documentation with their bugs mended ([what was mended](../test/interop/README.md#what-was-mended-in-the-samples)), the **complete** receivers add what the SDK leaves to you, and pass everything. Copy from the complete ones.

This page is generated: \`npm run docs:sdk-matrix\` builds all sixteen receivers, runs the suite against them and writes it. \`npm run test:interop\` does the same and compares.`;

const asPrinted = `The samples here are mended, or most checks could not even begin. As printed, none of the four passes URL verification for an app that has a Verification Token (Node lacks \`autoChallenge\`; Go, Python and Java compare the token with \`""\`), the Python sample refuses every event of such an app, and those for Go and Java do not compile. The bare Node SDK with \`autoChallenge\` also ends its process on ciphertext that does not open – it decrypts before it verifies, and nothing catches what \`adaptDefault\` rejects with; the sample here catches it.`;

/** The page about the SDKs, as prettier would have it. */
export async function renderSdkMatrix(reports: Reports, now: Date): Promise<string> {
  const tables = modes.map((mode) => `## ${modeHeadings[mode]}\n\n${renderTable(mode, reports)}`);
  const page = [
    introduction,
    versionLines(reports, now),
    renderGlance(reports),
    legend,
    ...tables,
    "## What to add",
    asPrinted,
    ...toolchains.map(({ language }) => renderMends(language, reports)),
    "Next: [Other libraries under the contract](third-party-matrix.md)",
  ].join("\n\n");
  return format(page, { parser: "markdown", embeddedLanguageFormatting: "off", printWidth: 100 });
}

function versionLines(reports: Reports, now: Date): string {
  const [any] = reports.values();
  const sdks = toolchains.map((toolchain) => {
    const { sdk, version } = toolchain;
    return `- ${titles[toolchain.language]}: \`${sdk}\` ${version} on ${runtimes[toolchain.language]} ${runtimeVersion(toolchain)}`;
  });
  return [`Measured on ${now.toISOString().slice(0, 10)} with ${any?.tool}:`, ...sdks].join("\n");
}

const titles: Readonly<Record<Language, string>> = {
  node: "Node",
  go: "Go",
  python: "Python",
  java: "Java",
};

const runtimes: Readonly<Record<Language, string>> = {
  node: "Node.js",
  go: "Go",
  python: "CPython",
  java: "JDK",
};

/** Every toolchain's first probe prints its version. */
function runtimeVersion({ probe, cwd }: Toolchain): string {
  const printed = execSync(String(probe[0]), { cwd, encoding: "utf8" });
  const version = /\d+(?:\.\d+)+/.exec(printed)?.[0];
  if (version === undefined)
    throw new Error(`No version in what "${probe[0]}" printed: ${printed}`);
  return version;
}

function renderMends(language: Language, reports: Reports): string {
  const own = mends.filter((mend) => mend.language === language);
  return [
    `### ${titles[language]}`,
    "By itself it misses:",
    missesOf(language, reports, own),
    ...own.map(renderMend),
  ].join("\n\n");
}

/** @throws Error when nothing shown on the page mends a miss */
function missesOf(language: Language, reports: Reports, own: readonly Mend[]): string {
  const covered = new Set(own.flatMap(({ covers }) => covers));
  const misses = new Map<CheckId, Miss[]>();
  for (const mode of modes) {
    const report = reports.get(runOf(language, mode, "sample").name);
    for (const check of report?.checks.filter(({ verdict }) => verdict === "fail") ?? []) {
      if (!covered.has(check.id)) throw new Error(`Nothing mends ${check.id} for ${language}.`);
      misses.set(check.id, [...(misses.get(check.id) ?? []), { mode, check }]);
    }
  }
  return [...misses].map(([id, seen]) => `- \`${id}\` – ${describeMiss(seen)}`).join("\n");
}

interface Miss {
  readonly mode: ReportMode;
  readonly check: CheckResult;
}

/** "must, should with an Encrypt Key: The event …" */
function describeMiss(seen: readonly Miss[]): string {
  const severities = new Set(seen.map(({ check }) => check.severity));
  const words =
    severities.size === 1
      ? [...severities]
      : seen.map(({ mode, check }) => `${check.severity} ${keyWords[mode]}`);
  return `${words.join(", ")}. ${seen[0]?.check.reason}`;
}

const keyWords: Readonly<Record<ReportMode, string>> = {
  "webhook-encrypted": "with an Encrypt Key",
  "webhook-plaintext": "without one",
  "long-connection": "by long connection",
};

const fences: Readonly<Record<Language, string>> = {
  node: "js",
  go: "go",
  python: "python",
  java: "java",
};

function renderMend(mend: Mend): string {
  const covers = mend.covers.map((id) => `\`${id}\``).join(", ");
  const file = mend.file.replace(/^\.\.\//, "");
  const path = file === mend.file ? `../test/interop/${file}` : `../test/${file}`;
  const name = file.slice(file.lastIndexOf("/") + 1);
  const heading = `**${mend.title}** ([${name}](${path}))${covers === "" ? "" : ` – ${covers}`}`;
  return `${heading}\n\n\`\`\`${fences[mend.language]}\n${linesOf(mend)}\n\`\`\``;
}
