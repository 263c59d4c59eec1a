import type { ProblemView } from "../../console-state.js";
import { CallProblem } from "../call.js";

/** What the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: ProblemView | undefined }) {
  return (
    <div role="alert">
      {problem && (
        <p class="problem">
          {problem.message} {problem.remedy}
        </p>
      )}
    </div>
  );
}

/** Anything that was thrown, for {@link Problem}. */
export function problemOf(error: unknown): ProblemView {
  if (error instanceof CallProblem) return error.problem;
  return { code: "USAGE", message: error instanceof Error ? error.message : String(error) };
}
