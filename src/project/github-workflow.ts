import type { Language } from "../base/text.js";
import type { Preparation } from "./project.js";
import type { CiCommands } from "./ci-commands.js";
import { proposalTexts } from "./proposal-texts.js";

const setups: Readonly<Record<string, readonly string[]>> = {
  go: ["- uses: actions/setup-go@v5", "  with:", "    go-version-file: go.mod"],
  python: ["- uses: actions/setup-python@v5", "  with:", '    python-version: "3.x"'],
  java: [
    "- uses: actions/setup-java@v4",
    "  with:",
    "    distribution: temurin",
    '    java-version: "21"',
  ],
};

/** A workflow for GitHub Actions: prepares the project, judges the receiver and plays the scenario. */
export function githubWorkflow(
  { tools, commands }: Preparation,
  { check, run, language }: CiCommands & { readonly language: Language },
): string {
  const steps = [
    "- uses: actions/checkout@v4",
    ...tools.flatMap((tool) => setups[tool] ?? []),
    "- uses: actions/setup-node@v4",
    "  with:",
    '    node-version: "22"',
    ...commands.map((command) => `- run: ${command}`),
    `- name: ${proposalTexts("check-step").in(language)}`,
    `  run: ${check} --reporter pretty --reporter github`,
    `- name: ${proposalTexts("run-step").in(language)}`,
    `  run: ${run}`,
  ];
  return `name: mocklark
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  receiver:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
${steps.map((line) => `      ${line}`).join("\n")}
`;
}
