import { signal } from "@preact/signals";
import { call, problemOf, type SaidProblem } from "../../call.js";
import { hashOf, route } from "../../route.js";

/** What the server last refused on this page. */
export const problem = signal<SaidProblem | undefined>(undefined);

/** Asks the server to do something; a refusal is shown. */
export async function act<Answer>(path: string, body: object = {}): Promise<Answer | undefined> {
  try {
    const answer = await call<Answer>("POST", path, body);
    problem.value = undefined;
    return answer;
  } catch (error) {
    problem.value = problemOf(error);
    return undefined;
  }
}

/** The same for what brings a delivery about, which is then the chosen one. */
export async function actAndChoose(path: string, body: object = {}): Promise<void> {
  const made = await act<{ readonly id: string }>(path, body);
  if (made) location.hash = hashOf("deliveries", made.id, route.value.query);
}
