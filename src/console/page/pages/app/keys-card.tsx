import { useSignal } from "@preact/signals";
import type { AppView } from "../../../console-state.js";
import { call } from "../../call.js";
import { state } from "../../live.js";
import { words } from "../../words.js";
import { Problem } from "./problem.js";
import { useAction } from "./use-action.js";

/** Encrypt Key and Verification Token: never shown, only exchanged. */
export function KeysCard({ app }: { readonly app: AppView }) {
  const w = words.value.app;
  return (
    <section class="card" aria-labelledby="keys">
      <h3 id="keys">{w.keys}</h3>
      <KeyForm
        key={`${app.appId}/encrypt`}
        app={app}
        which="encryptKey"
        name="Encrypt Key"
        shown={app.maskedEncryptKey}
      />
      <KeyForm
        key={`${app.appId}/token`}
        app={app}
        which="verificationToken"
        name="Verification Token"
        shown={app.maskedVerificationToken}
      />
      {state.value?.receiver.kind === "command" && <p class="faint">{w.keysOfCommand}</p>}
    </section>
  );
}

interface KeyFormProps {
  readonly app: AppView;
  readonly which: "encryptKey" | "verificationToken";
  readonly name: string;
  readonly shown: string;
}

function KeyForm({ app, which, name, shown }: KeyFormProps) {
  const w = words.value.app;
  const typed = useSignal("");
  const done = useSignal("");
  const { isRunning, problem, run } = useAction();

  const change = (value: string | null, said: string): void =>
    run(async () => {
      done.value = "";
      await call("POST", `/apps/${app.appId}/key`, { which, value });
      typed.value = "";
      done.value = said;
    });

  return (
    <form
      class="app-key"
      onSubmit={(event) => {
        event.preventDefault();
        change(typed.value, typed.value === "" ? w.printed : w.rotated);
      }}
    >
      <p class="row">
        <strong>{name}</strong>
        <span class="faint">{shown === "" ? w.notSet : `${shown} ${w.set}`}</span>
      </p>
      <div class="row">
        <input
          type="text"
          class="mono"
          autocomplete="off"
          spellcheck={false}
          aria-label={w.newValue(name)}
          placeholder={w.emptyIsRandom}
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
        />
        <button type="submit" disabled={isRunning}>
          {w.rotate(name)}
        </button>
        {which === "encryptKey" && shown !== "" && (
          <button type="button" disabled={isRunning} onClick={() => change(null, w.rotated)}>
            {w.removeEncryptKey}
          </button>
        )}
      </div>
      <p aria-live="polite" class="faint">
        {done.value}
      </p>
      <Problem problem={problem} />
    </form>
  );
}
