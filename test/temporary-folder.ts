import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for everything temporary of a run, which goes with it whatever a test leaves there. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-tests-"));
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
