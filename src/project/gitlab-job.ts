import type { Preparation } from "./project.js";
import type { CiCommands } from "./ci-commands.js";

/** For Debian, which the image is built on. */
const packages: Readonly<Record<string, string>> = {
  go: "golang-go",
  python: "python3-venv",
  java: "default-jdk-headless maven",
};

/** A job for GitLab CI: prepares the project, judges the receiver and plays the scenario. */
export function gitlabJob({ tools, commands }: Preparation, { check, run }: CiCommands): string {
  const before = [
    ...tools.map((tool) => `apt-get update && apt-get install --yes ${packages[tool] ?? tool}`),
    // Debian lets pip install into an environment of its own only.
    ...(tools.includes("python") ? ["python3 -m venv .venv", "source .venv/bin/activate"] : []),
    ...commands,
  ];
  return `mocklark:
  image: node:22-trixie
  timeout: 15 minutes
${list("before_script", before)}${list("script", [
    `${check} --reporter pretty --reporter junit=mocklark-report.xml`,
    run,
  ])}  artifacts:
    when: always
    reports:
      junit: mocklark-report.xml
`;
}

const list = (name: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `  ${name}:\n${lines.map((line) => `    - ${line}\n`).join("")}`;
