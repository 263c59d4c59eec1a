import type { ProblemView } from "../../../console-state.js";

/** Why the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: ProblemView | undefined }) {
  return (
    <div aria-live="polite">
      {problem && (
        <p class="problem">
          {problem.message} {problem.remedy}
        </p>
      )}
    </div>
  );
}
