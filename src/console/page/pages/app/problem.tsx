import type { SaidProblem } from "../../call.js";
import { language } from "../../words.js";

/** Why the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: SaidProblem | undefined }) {
  return (
    <div aria-live="polite">
      {problem?.language === language.value && (
        <p class="problem">
          {problem.message} {problem.remedy}
        </p>
      )}
    </div>
  );
}
