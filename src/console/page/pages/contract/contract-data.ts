import { signal } from "@preact/signals";
import type { Report } from "../../../../contract/report/report.js";
import type { CheckView, ProblemView } from "../../../console-state.js";
import { call, CallProblem } from "../../call.js";
import { state } from "../../live.js";

/** The catalogue; it does not change while the server runs. */
export const checks = signal<readonly CheckView[] | undefined>(undefined);

/** The report that was fetched last, and which one that is. */
export const fetched = signal<{ readonly id: string; readonly report: Report } | undefined>(
  undefined,
);

/** What the server refused last. */
export const refused = signal<ProblemView | undefined>(undefined);

export async function fetchChecks(): Promise<void> {
  if (checks.value) return;
  await attempt(async () => {
    checks.value = await call<readonly CheckView[]>("GET", "/contract/checks");
  });
}

export async function fetchReport(id: string): Promise<void> {
  if (fetched.value?.id === id) return;
  await attempt(async () => {
    const report = await call<Report>("GET", "/contract/report");
    fetched.value = { id: `${report.startedAt} ${report.seed}`, report };
  });
}

let isBeginning = false;

/** Runs these checks; all where none is named. A second click of a double click begins nothing more. */
export async function runContract(only: readonly string[]): Promise<void> {
  if (isBeginning || state.value?.contract.isRunning === true) return;
  isBeginning = true;
  await attempt(() => call("POST", "/contract/run", only.length === 0 ? {} : { only }));
  isBeginning = false;
}

export async function stopContract(): Promise<void> {
  await attempt(() => call("POST", "/contract/stop", {}));
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    refused.value = undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    refused.value = error instanceof CallProblem ? error.problem : { code: "ENVIRONMENT", message };
  }
}
