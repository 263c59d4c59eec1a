import type { SaidProblem } from "../../call.js";
import { ProblemText } from "../../parts/problem.js";

/** Why the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: SaidProblem | undefined }) {
  return (
    <div aria-live="polite">
      <ProblemText problem={problem} />
    </div>
  );
}
