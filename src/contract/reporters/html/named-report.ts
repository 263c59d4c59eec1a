import type { Report } from "../../report/report.js";

export interface NamedReport {
  /** The column's heading: the receiver's name, or the file's. */
  readonly name: string;
  readonly report: Report;
}
