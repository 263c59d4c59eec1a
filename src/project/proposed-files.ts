import { ciCommands } from "./ci-commands.js";
import type { CiSystem } from "./ci-system.js";
import { githubWorkflow } from "./github-workflow.js";
import { gitlabJob } from "./gitlab-job.js";
import { usualType } from "./event-types.js";
import type { Project } from "./project.js";
import type { ReceiverPlan } from "./receiver-plan.js";

/** A file that `mocklark init` would write. */
export interface ProposedFile {
  /** With "/", relative to the project's folder. */
  readonly name: string;
  readonly text: string;
}

export interface ProposalOptions {
  readonly project: Project;
  readonly plan: ReceiverPlan;
  readonly ci: CiSystem;
  /** "0.1.0", for CI to take the same. */
  readonly version: string;
  /** The project has a .gitlab-ci.yml, which has to include the job. */
  readonly hasGitlabFile: boolean;
}

const scenarioFile = "mocklark/first.yaml";
const baselineFile = "mocklark/baseline.yaml";

/** Config, first scenario, baseline and CI job for a project. */
export function proposeFiles(options: ProposalOptions): ProposedFile[] {
  return [
    { name: "mocklark.config.yaml", text: configText(options.plan) },
    { name: scenarioFile, text: scenarioText(options.plan) },
    { name: baselineFile, text: baselineText },
    ...ciFiles(options),
  ];
}

function ciFiles({ project, plan, ci, version, hasGitlabFile }: ProposalOptions): ProposedFile[] {
  const { preparation } = project;
  const commands = ciCommands({
    tool: project.hasMocklark ? "mocklark" : `mocklark@${version}`,
    url: plan.url,
    scenarioFile,
  });
  switch (ci) {
    case "github":
      return [
        { name: ".github/workflows/mocklark.yml", text: githubWorkflow(preparation, commands) },
      ];
    case "gitlab":
      return [
        {
          name: hasGitlabFile ? ".gitlab/mocklark.yml" : ".gitlab-ci.yml",
          text: gitlabJob(preparation, commands),
        },
      ];
    case "none":
      return [];
    default:
      return ci satisfies never;
  }
}

/** Settings by flag names. There is no real key in it: the receiver is given the one that stands here. */
function configText(plan: ReceiverPlan): string {
  const { exec, url, path, env, eventTypes, isEncrypted, waitFor, longConnection } = plan;
  const lines = [
    "# What mocklark knows of this project. Any flag may stand here by its name.",
    exec === undefined ? '# exec: "what starts the receiver"' : `exec: ${scalar(exec)}`,
    ...(waitFor === undefined ? [] : [`wait-for: ${waitFor}`]),
    ...(longConnection ? ["long-connection: true"] : []),
    ...(path === undefined ? [] : [`path: ${scalar(path)}`]),
    ...(isEncrypted
      ? [
          "# For tests only: the receiver is started with it. It keeps nothing safe.",
          `encrypt-key: ${testKey}`,
        ]
      : []),
    ...(env.length === 0 ? [] : ["# The receiver's own names for what mocklark gives it.", "env:"]),
    ...env.map((one) => `  - ${one}`),
    ...(eventTypes.length === 0
      ? []
      : ["# What the receiver gets; the contract is judged by the first.", "event:"]),
    ...eventTypes.map((type) => `  - ${type}`),
    "check:",
    `  baseline: ${baselineFile}`,
    ...(url === undefined ? [] : ["run:", `  to: ${scalar(url)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

const testKey = "encrypt-key-for-tests";

/** Plain where YAML takes it for nothing else. */
const scalar = (text: string): string =>
  /^[\w./][\w ./@-]*(?::[\w/.][\w ./:@-]*)?$/.test(text) ? text : JSON.stringify(text);

/** Effects show that the receiver did something; an answer of 200 alone does not. */
function scenarioText({ eventTypes: [type = usualType] }: ReceiverPlan): string {
  const isUsual = type === usualType;
  return `name: ${isUsual ? "The limits of a room change" : `An event of ${type}`}
why: >-
  An event that Feishu sends is accepted at the first attempt and acted on once. What the receiver prints shows
  that: where it acts, print the event's id. With --strict the run fails where nothing shows it.
steps:
  - title: ${isUsual ? "an administrator changes the limits of a room" : "one event arrives"}
    send: ${isUsual ? "{ scope: room }" : `{ type: ${type} }`}
    expect: { outcome: succeeded, attempts: 1, effects: 1 }
`;
}

const baselineText = `# Failures that are known, and may fail until a day:
#   - check: idempotency/duplicate
#     reason: what is behind it
#     owner: who mends it
#     expires: "2030-12-31"
known: []
`;
