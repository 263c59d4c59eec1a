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
  const script = [
    ...tools.map((tool) => `apt-get update && apt-get install --yes ${packages[tool] ?? tool}`),
    // Debian lets pip install into an environment of its own only.
    ...(tools.includes("python") ? ["python3 -m venv .venv", "source .venv/bin/activate"] : []),
    ...commands,
    `${check} --reporter pretty --reporter junit=mocklark-report.xml`,
    run,
  ];
  return `mocklark:
  image: node:22-trixie
  timeout: 15 minutes
  script:
${script.map((line) => `    - ${line}`).join("\n")}
  artifacts:
    when: always
    reports:
      junit: mocklark-report.xml
`;
}
