// Sums up Vitest's JSON reports: each test that failed, then one line of sums. Fails when a report is missing, holds a
// failure, or no test of it ran.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

// Of a long message: what failed and where, as the end of a log may be all that a reader gets.
const SHOWN_LINES = 20;

/** Vitest's JSON has this in place of the message of a test that ran into its limit. */
const TIMED_OUT = "Error: STACK_TRACE_ERROR";

function describeFailures(report) {
  return report.testResults.flatMap((file) => {
    const path = relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    // A file that could not be loaded has a message of its own, and no test.
    const broken =
      file.status === "failed" && failed.length === 0 ? [`${path}\n${file.message}`] : [];
    return [
      ...broken,
      ...failed.map((test) => `${path} > ${test.fullName}\n${test.failureMessages.join("\n")}`),
    ];
  });
}

const reports = process.argv.slice(2).map(read);
const sum = (count) => reports.reduce((total, report) => total + (report ? count(report) : 0), 0);
const passed = sum((report) => report.numPassedTests);
const failed = sum((report) => report.numFailedTests);
const skipped = sum((report) => report.numPendingTests + report.numTodoTests);

const good = reports.every((report) => report?.success === true && report.numPassedTests > 0);
process.exitCode = reports.length > 0 && good ? 0 : 1;
for (const failure of reports.flatMap((report) => (report ? describeFailures(report) : []))) {
  console.log(
    `FAILED ${stripVTControlCharacters(failure.replace(TIMED_OUT, "It ran into its limit of time.")).split("\n").slice(0, SHOWN_LINES).join("\n")}\n`,
  );
}
console.log(`Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
