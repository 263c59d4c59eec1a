import type { SaidProblem } from "../call.js";
import { language, sentenceGap } from "../words.js";

/** What the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: SaidProblem | undefined }) {
  return (
    <div role="alert">
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
