import { signal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { Language } from "../../../../base/text.js";
import type { ForgeryView } from "../../../console-state.js";
import { call, problemOf } from "../../call.js";
import { language, words } from "../../words.js";
import { problem } from "./act.js";

let forgeriesLanguage: Language | undefined;

const forgeries = signal<readonly ForgeryView[]>([]);
const chosen = signal<string>("wrong-signature");

async function askForgeries(): Promise<void> {
  try {
    const asked = language.value;
    const answer = await call<ForgeryView[]>("GET", "/forgeries");
    if (asked !== language.value) return;
    forgeries.value = answer;
    forgeriesLanguage = asked;
  } catch (error) {
    problem.value = problemOf(error);
  }
}

interface ForgeFormProps {
  readonly label: string;
  /** Whether the app has an Encrypt Key: without it half of the forgeries mean nothing. */
  readonly hasKey: boolean;
  readonly onForge: (forgery: string) => void;
}

/** Chooses a way to be wrong, says what it is, and sends it. */
export function ForgeForm({ label, hasKey, onForge }: ForgeFormProps) {
  const w = words.value.deliveries;
  const id = useId();
  useEffect(() => {
    if (forgeriesLanguage !== language.value) void askForgeries();
  }, [language.value]);
  const forgery = forgeries.value.find(({ name }) => name === chosen.value);
  return (
    <form
      class="row forge"
      onSubmit={(event) => {
        event.preventDefault();
        onForge(chosen.value);
      }}
    >
      <select
        aria-label={w.actions.forgery}
        aria-describedby={`forgery-${id}`}
        value={chosen.value}
        onChange={({ currentTarget }) => {
          chosen.value = currentTarget.value;
        }}
      >
        {forgeries.value.map((each) => (
          <option key={each.name} value={each.name} disabled={each.needsEncryptKey && !hasKey}>
            {w.forgeryTitle(each.name)}
            {each.needsEncryptKey && !hasKey ? w.actions.needsKey : ""}
          </option>
        ))}
      </select>
      <button type="submit">{label}</button>
      <p id={`forgery-${id}`} class="faint">
        {forgery?.describe}
      </p>
    </form>
  );
}
