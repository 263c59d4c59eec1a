import { useSignal } from "@preact/signals";
import type { AppView, UrlCheckView } from "../../../console-state.js";
import type { Language } from "../../../../base/text.js";
import { call } from "../../call.js";
import { state } from "../../live.js";
import { language, sentenceGap, words } from "../../words.js";
import { Problem } from "./problem.js";
import { useAction } from "./use-action.js";

/** Request URL or long connection, each saved only as the developer console saves it. */
export function RequestUrlCard({ app }: { readonly app: AppView }) {
  const w = words.value.app;
  const isWebhook = app.requestUrl !== undefined;
  return (
    <section class="card" aria-labelledby="subscription">
      <h3 id="subscription">{w.subscription}</h3>
      <p class="row app-mode">
        <span class="faint">{w.mode}</span>
        <strong>{isWebhook ? w.toServer : w.byLongConnection}</strong>
      </p>
      <UrlForm key={app.appId} app={app} />
      <LongConnectionSwitch app={app} />
    </section>
  );
}

function UrlForm({ app }: { readonly app: AppView }) {
  const w = words.value.app;
  const typed = useSignal<string | undefined>(undefined);
  const check = useSignal<SaidCheck | undefined>(undefined);
  const { isRunning, problem, run } = useAction();
  const standInUrl = state.value?.receiver.standInUrl;

  // Verified and saved, and switched to the long connection since.
  const isUndone = check.value?.verified === true && app.requestUrl === undefined;

  const save = (event: Event): void => {
    event.preventDefault();
    check.value = undefined;
    const url = typed.value ?? app.requestUrl ?? "";
    run(async () => {
      const asked = language.value;
      const view = await call<UrlCheckView>("POST", `/apps/${app.appId}/request-url`, { url });
      check.value = { ...view, language: asked };
      if (check.value.verified) typed.value = undefined;
    });
  };

  return (
    <form onSubmit={save}>
      <label for="request-url">{w.requestUrl}</label>
      <div class="row">
        <input
          id="request-url"
          class="app-url mono"
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder="http://127.0.0.1:3000/webhook/event"
          value={typed.value ?? app.requestUrl ?? ""}
          aria-invalid={check.value?.verified === false || problem !== undefined}
          aria-describedby="url-check"
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
        />
        <button type="submit" class="primary" disabled={isRunning}>
          {isRunning ? w.verifying : w.verifyAndSave}
        </button>
        {standInUrl !== undefined && standInUrl !== (typed.value ?? app.requestUrl) && (
          <button
            type="button"
            onClick={() => {
              typed.value = standInUrl;
            }}
          >
            {w.useStandIn}
          </button>
        )}
      </div>
      {app.requestUrl === undefined && <p class="faint">{w.noRequestUrl}</p>}
      <div id="url-check">
        <Problem problem={problem} />
        <UrlCheck check={isUndone ? undefined : check.value} />
      </div>
    </form>
  );
}

/** What came of it, as it was said then: it is not shown in another language. */
interface SaidCheck extends UrlCheckView {
  readonly language: Language;
}

function UrlCheck({ check }: { readonly check: SaidCheck | undefined }) {
  const w = words.value.app;
  return (
    <div aria-live="polite">
      {check?.language === language.value && (
        <>
          {check.verified ? (
            <p>
              <span class="badge pass">{w.saved}</span>
            </p>
          ) : (
            <p class="problem">
              {w.notSaved(check.consoleMessage ?? "")}
              {sentenceGap.value}
              {check.reason}
            </p>
          )}
          <details open={!check.verified}>
            <summary>
              {w.sent} · {w.answered}
            </summary>
            <h4>{w.sent}</h4>
            <pre tabIndex={0}>{check.sent}</pre>
            <h4>{w.answered}</h4>
            <pre tabIndex={0}>{check.answered}</pre>
          </details>
        </>
      )}
    </div>
  );
}

function LongConnectionSwitch({ app }: { readonly app: AppView }) {
  const w = words.value.app;
  const { isRunning, problem, run } = useAction();
  if (app.requestUrl === undefined) return null;
  const isOnline = (state.value?.connections ?? []).some(
    (connection) => connection.appId === app.appId && connection.state === "online",
  );
  const why = app.type === "store" ? w.storeCannot : isOnline ? undefined : w.nobodyOnline;
  return (
    <div class="app-switch">
      <div class="row">
        <button
          type="button"
          disabled={isRunning}
          aria-describedby="long-connection-why"
          onClick={() => run(() => call("POST", `/apps/${app.appId}/long-connection`, {}))}
        >
          {w.useLongConnection}
        </button>
        <span id="long-connection-why" class="faint">
          {why}
        </span>
      </div>
      <Problem problem={problem} />
    </div>
  );
}
