import type { Preparation } from "./project.js";
import type { CiCommands } from "./ci-commands.js";

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
  { check, run }: CiCommands,
): string {
  const steps = [
    "- uses: actions/checkout@v4",
    ...tools.flatMap((tool) => setups[tool] ?? []),
    "- uses: actions/setup-node@v4",
    "  with:",
    '    node-version: "22"',
    ...commands.map((command) => `- run: ${command}`),
    "- name: Check the receiver",
    `  run: ${check} --reporter pretty --reporter github`,
    "- name: Play the scenarios",
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
