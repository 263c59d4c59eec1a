import type { SaidProblem } from "../call.js";
import { language, sentenceGap } from "../words.js";

/** What the server refused, and what to do about it. */
export function Problem({ problem }: { readonly problem: SaidProblem | undefined }) {
  return (
    <div role="alert">
      <ProblemText problem={problem} />
    </div>
  );
}

/** Nothing where it was said in another language than the page speaks by now. */
export function ProblemText({
  problem,
  role,
}: {
  readonly problem: SaidProblem | undefined;
  readonly role?: "alert";
}) {
  if (problem?.language !== language.value) return null;
  return (
    <p class="problem" role={role}>
      {problem.message}
      {sentenceGap.value}
      {problem.remedy}
    </p>
  );
}
