import type { ProblemView } from "../console-state.js";

/** What the server refused, in its words. */
export class CallProblem extends Error {
  readonly problem: ProblemView;

  constructor(problem: ProblemView) {
    super(problem.message);
    this.problem = problem;
  }
}

const tokenIn = (page: Document): string | undefined =>
  page.querySelector<HTMLMetaElement>('meta[name="mocklark-token"]')?.content;

let pageToken = tokenIn(document);

/** A server that was started again has another token than the one this page came with. */
async function hasNewToken(): Promise<boolean> {
  const html = await (await fetch("/")).text();
  const token = tokenIn(new DOMParser().parseFromString(html, "text/html"));
  const isNew = token !== undefined && token !== pageToken;
  pageToken = token;
  return isNew;
}

/**
 * Asks the console's server: `call("POST", "/network", { isDown: true })`.
 * @throws CallProblem
 */
export async function call<Answer>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const send = (): Promise<Response> =>
    fetch(`/console${path}`, {
      method,
      headers: { "Content-Type": "application/json", "X-Mocklark-Token": pageToken ?? "" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  let response = await send();
  if (response.status === 403 && (await hasNewToken())) response = await send();
  const answer = (await response.json()) as { readonly error?: ProblemView; readonly msg?: string };
  if (answer.error) throw new CallProblem(answer.error);
  // Refused before it came to the console: a body that is too long, for instance.
  if (!response.ok) throw new CallProblem({ code: "USAGE", message: answer.msg ?? "" });
  return answer as Answer;
}
