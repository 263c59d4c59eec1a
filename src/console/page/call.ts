import type { ProblemView } from "../console-state.js";
import { words } from "./words.js";

/** What the server refused, in its words. */
export class CallProblem extends Error {
  readonly problem: ProblemView;

  constructor(problem: ProblemView) {
    super(problem.message);
    this.problem = problem;
  }
}

const tokenName = 'meta[name="mocklark-token"]';

let pageToken = document.querySelector<HTMLMetaElement>(tokenName)?.content;

/** mocklark was started anew while this page stayed open: the page it serves now has another token. */
async function renewToken(): Promise<boolean> {
  const page = new DOMParser().parseFromString(await (await send("/")).text(), "text/html");
  const before = pageToken;
  pageToken = page.querySelector<HTMLMetaElement>(tokenName)?.content;
  return pageToken !== undefined && pageToken !== before;
}

/** @throws Error in the reader's language when nothing answers */
export async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    throw new Error(words.value.unreachable, { cause: error });
  }
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
  const ask = (): Promise<Response> =>
    send(`/console${path}`, {
      method,
      headers: { "Content-Type": "application/json", "X-Mocklark-Token": pageToken ?? "" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  let response = await ask();
  if (response.status === 403 && (await renewToken())) response = await ask();
  return answerOf<Answer>(response);
}

/**
 * What came back, which is no JSON where a request never got as far as the console.
 * @throws CallProblem
 */
export async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  throw new CallProblem(problemIn(text) ?? { code: "USAGE", message: text });
}

function problemIn(text: string): ProblemView | undefined {
  try {
    return (JSON.parse(text) as { readonly error?: ProblemView }).error;
  } catch {
    return undefined;
  }
}
