import type { ProblemView } from "../console-state.js";
import type { Language } from "../../base/text.js";
import { inLanguage, language, words } from "./words.js";

/** Why something could not be done, as it was said then: it is not shown in another language. */
export interface SaidProblem extends ProblemView {
  readonly language: Language;
}

/** What the server refused, in its words. */
export class CallProblem extends Error {
  readonly problem: SaidProblem;

  constructor(problem: ProblemView) {
    super(problem.message);
    this.problem = { ...problem, language: language.value };
  }
}

/** Anything that was thrown, to be shown. */
export function problemOf(error: unknown): SaidProblem {
  if (error instanceof CallProblem) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  return { code: "USAGE", message, language: language.value };
}

const tokenIn = (page: Document): string | undefined =>
  page.querySelector<HTMLMetaElement>('meta[name="mocklark-token"]')?.content;

let pageToken = tokenIn(document);

/**
 * A server that was started again has another token than the one this page came with.
 * @param refused the token that it did not take
 */
async function hasNewToken(refused: string | undefined): Promise<boolean> {
  const html = await (await send("/")).text();
  pageToken = tokenIn(new DOMParser().parseFromString(html, "text/html"));
  return pageToken !== undefined && pageToken !== refused;
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
 * Asks the console's server, in the chosen language: `call("POST", "/network", { isDown: true })`.
 * @throws CallProblem
 */
export async function call<Answer>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const ask = (token = ""): Promise<Response> =>
    send(inLanguage(`/console${path}`), {
      method,
      headers: { "Content-Type": "application/json", "X-Mocklark-Token": token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const token = pageToken;
  let response = await ask(token);
  if (response.status === 403 && (await hasNewToken(token))) response = await ask(pageToken);
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
