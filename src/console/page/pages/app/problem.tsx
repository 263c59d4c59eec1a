import type { SaidProblem } from "../../call.js";
import { language, sentenceGap } from "../../words.js";

/** Why the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: SaidProblem | undefined }) {
  return (
    <div aria-live="polite">
      {problem?.language === language.value && (
        <p class="problem">
          {problem.message}
          {sentenceGap.value}
          {problem.remedy}
        </p>
      )}
    </div>
  );
}
