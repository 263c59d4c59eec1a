import type { ChildProcess } from "node:child_process";

/** Stops waiting for a child's output: what it left running may hold the other end for as long as it likes. */
export function releaseChild(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}
