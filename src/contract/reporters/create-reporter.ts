import type { Language } from "../../base/text.js";
import { createGithubReporter } from "./github.js";
import { createHtmlReporter } from "./html.js";
import { createJsonReporter } from "./json.js";
import { createJunitReporter } from "./junit.js";
import { createPrettyReporter } from "./pretty.js";
import { parseReporter } from "./parse-reporter.js";
import { fileSink, type ReportSink } from "./report-sink.js";
import type { Reporter } from "./reporter.js";

/** What reporters may use of the world around them. */
export interface ReporterSurroundings {
  /** Standard output. */
  readonly write: (text: string) => void;
  /** The same for workflow commands, where standard output lets none through; default: `write`. */
  readonly writeCommand?: (text: string) => void;
  readonly color: boolean;
  /** What the run words its report in; default: English. */
  readonly language?: Language;
  /** Standard output is a terminal that may be written over. */
  readonly live?: boolean;
  /** How wide that terminal is. */
  readonly columns?: number | undefined;
  /** $GITHUB_STEP_SUMMARY */
  readonly githubSummaryFile?: string | undefined;
}

export const reporterKinds = ["pretty", "json", "junit", "html", "github"] as const;

export type ReporterKind = (typeof reporterKinds)[number];

/**
 * A reporter from "kind" or "kind=path", as the --reporter flag has it; without a path it writes to stdout.
 * @throws MocklarkError USAGE
 */
export function createReporter(text: string, surroundings: ReporterSurroundings): Reporter {
  const { kind, path } = parseReporter(text, reporterKinds);
  const { language } = surroundings;
  const sink: ReportSink = path === "" ? surroundings.write : fileSink(path);
  switch (kind) {
    case "pretty":
      return path === "" ? createPrettyReporter(surroundings) : prettyFile(path, language);
    case "json":
      return createJsonReporter(sink);
    case "junit":
      return createJunitReporter(sink, language);
    case "html":
      return createHtmlReporter(sink, language);
    case "github":
      return createGithubReporter({
        write: surroundings.writeCommand ?? surroundings.write,
        summaryFile: path === "" ? surroundings.githubSummaryFile : path,
        language,
      });
    default:
      return kind satisfies never;
  }
}

/** The same text without colours, collected until the run is over. */
function prettyFile(path: string, language: Language | undefined): Reporter {
  let text = "";
  const pretty = createPrettyReporter({
    write: (part) => {
      text += part;
    },
    color: false,
    language,
  });
  return {
    ...pretty,
    async runEnded(report) {
      await pretty.runEnded?.(report);
      await fileSink(path)(text);
    },
  };
}
