// Sums up Vitest's JSON reports in one line. Fails when a report is missing, holds a failure, or no test of it ran.
import { readFileSync } from "node:fs";

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

const reports = process.argv.slice(2).map(read);
const sum = (count) => reports.reduce((total, report) => total + (report ? count(report) : 0), 0);
const passed = sum((report) => report.numPassedTests);
const failed = sum((report) => report.numFailedTests);
const skipped = sum((report) => report.numPendingTests + report.numTodoTests);

const good = reports.every((report) => report?.success === true && report.numPassedTests > 0);
process.exitCode = reports.length > 0 && good ? 0 : 1;
console.log(`Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
