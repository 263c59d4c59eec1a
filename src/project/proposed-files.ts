import type { Language } from "../base/text.js";
import { ciCommands } from "./ci-commands.js";
import type { CiSystem } from "./ci-system.js";
import { githubWorkflow } from "./github-workflow.js";
import { gitlabJob } from "./gitlab-job.js";
import { usualType } from "./event-types.js";
import type { Project } from "./project.js";
import { proposalTexts } from "./proposal-texts.js";
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
  /** Of comments and names in the files, and of what CI prints. */
  readonly language: Language;
}

const scenarioFile = "mocklark/first.yaml";
const baselineFile = "mocklark/baseline.yaml";

/** Config, first scenario, baseline and CI job for a project. */
export function proposeFiles(options: ProposalOptions): ProposedFile[] {
  return [
    { name: "mocklark.config.yaml", text: configText(options) },
    { name: scenarioFile, text: scenarioText(options) },
    { name: baselineFile, text: baselineText(options) },
    ...ciFiles(options),
  ];
}

function ciFiles(options: ProposalOptions): ProposedFile[] {
  const { project, plan, ci, version, hasGitlabFile, language } = options;
  const { preparation } = project;
  const commands = ciCommands({
    tool: project.hasMocklark ? "mocklark" : `mocklark@${version}`,
    url: plan.url,
    scenarioFile,
    language,
  });
  switch (ci) {
    case "github":
      return [
        {
          name: ".github/workflows/mocklark.yml",
          text: githubWorkflow(preparation, { ...commands, language }),
        },
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
function configText({ plan, language }: ProposalOptions): string {
  const { exec, url, path, env, eventTypes, isEncrypted, waitFor, longConnection } = plan;
  const lines = [
    proposalTexts("config").in(language),
    exec === undefined ? proposalTexts("no-exec").in(language) : `exec: ${scalar(exec)}`,
    ...(waitFor === undefined ? [] : [`wait-for: ${waitFor}`]),
    ...(longConnection ? ["long-connection: true"] : []),
    ...(path === undefined ? [] : [`path: ${scalar(path)}`]),
    ...(isEncrypted ? [proposalTexts("test-key").in(language), `encrypt-key: ${testKey}`] : []),
    ...(env.length === 0 ? [] : [proposalTexts("env").in(language), "env:"]),
    ...env.map((one) => `  - ${one}`),
    ...(eventTypes.length === 0 ? [] : [proposalTexts("events").in(language), "event:"]),
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
function scenarioText({ plan, language }: ProposalOptions): string {
  const [type = usualType] = plan.eventTypes;
  const isUsual = type === usualType;
  const name = isUsual ? proposalTexts("reserve-name") : proposalTexts("event-name", { type });
  const step = proposalTexts(isUsual ? "reserve-step" : "event-step");
  return `name: ${name.in(language)}
why: >-
  ${proposalTexts("why").in(language)}
steps:
  - title: ${step.in(language)}
    send: ${isUsual ? "{ scope: room }" : `{ type: ${type} }`}
    expect: { outcome: succeeded, attempts: 1, effects: 1 }
`;
}

const baselineText = ({ language }: ProposalOptions): string =>
  `${proposalTexts("baseline").in(language)}known: []\n`;
