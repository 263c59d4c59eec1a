import { signal } from "@preact/signals";
import type { Language } from "../../../../base/text.js";
import type { Report } from "../../../../contract/report/report.js";
import type { CheckView } from "../../../console-state.js";
import { call, problemOf, type SaidProblem } from "../../call.js";
import { state } from "../../live.js";
import { language } from "../../words.js";

let checksLanguage: Language | undefined;

/** The catalogue; it does not change while the server runs. */
export const checks = signal<readonly CheckView[] | undefined>(undefined);

/** A report, which one that is, and what it is worded in. */
interface Fetched {
  readonly id: string;
  readonly language: Language;
  readonly report: Report;
}

/** The report that was fetched last. */
export const fetched = signal<Fetched | undefined>(undefined);

/** What the server refused last. */
export const refused = signal<SaidProblem | undefined>(undefined);

export async function fetchChecks(): Promise<void> {
  const asked = language.value;
  if (checksLanguage === asked) return;
  await attempt(async () => {
    const answer = await call<readonly CheckView[]>("GET", "/contract/checks");
    if (asked !== language.value) return;
    checks.value = answer;
    checksLanguage = asked;
  });
}

export async function fetchReport(id: string): Promise<void> {
  const asked = language.value;
  if (fetched.value?.id === id && fetched.value.language === asked) return;
  await attempt(async () => {
    const report = await call<Report>("GET", "/contract/report");
    if (asked !== language.value) return;
    fetched.value = { id: `${report.startedAt} ${report.seed}`, language: asked, report };
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
    refused.value = problemOf(error);
  }
}
