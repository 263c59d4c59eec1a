import type { ProblemView } from "../console-state.js";

/** What the server refused, in its words. */
export class CallProblem extends Error {
  readonly problem: ProblemView;

  constructor(problem: ProblemView) {
    super(problem.message);
    this.problem = problem;
  }
}

const pageToken = document.querySelector<HTMLMetaElement>('meta[name="mocklark-token"]')?.content;

/**
 * Asks the console's server: `call("POST", "/network", { isDown: true })`.
 * @throws CallProblem
 */
export async function call<Answer>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`/console${path}`, {
    method,
    headers: { "Content-Type": "application/json", "X-Mocklark-Token": pageToken ?? "" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { readonly error?: ProblemView };
  if (answer.error) throw new CallProblem(answer.error);
  return answer as Answer;
}
