import { useSignal } from "@preact/signals";
import type { ConnectionInfo, ConnectionState } from "../../../../gateway/connection-info.js";
import { answerOf, send } from "../../call.js";
import { inLanguage, language, words } from "../../words.js";
import { Problem } from "./problem.js";
import { useAction } from "./use-action.js";

interface ConnectionsProps {
  readonly connections: readonly ConnectionInfo[];
  /** What a client takes as its domain. */
  readonly domain: string;
}

/** The clients of one app, and what can be done to them. */
export function ConnectionsCard({ connections, domain }: ConnectionsProps) {
  const w = words.value.app;
  return (
    <section class="card" aria-labelledby="connections">
      <h3 id="connections">{w.connections}</h3>
      {connections.length === 0 && <p class="faint">{w.noConnections(domain)}</p>}
      {connections.map((connection) => (
        <Connection key={connection.id} connection={connection} />
      ))}
    </section>
  );
}

const badgeOf: Readonly<Record<ConnectionState, string>> = {
  opening: "badge",
  online: "badge pass",
  frozen: "badge warn",
  closing: "badge",
  closed: "badge fail",
};

function Connection({ connection }: { readonly connection: ConnectionInfo }) {
  const w = words.value.app;
  const { id, state, connectedAtMs, pings, eventsPushed, acks } = connection;
  const since = new Intl.DateTimeFormat(language.value, { timeStyle: "medium" });
  return (
    <article class="app-connection" aria-label={id}>
      <p class="row">
        <strong class="mono">{id}</strong>
        <span class={badgeOf[state]}>{w.connectionState[state]}</span>
        <span class="faint">
          {w.since} {since.format(connectedAtMs)} · {w.pings} {pings} · {w.pushes} {eventsPushed} ·{" "}
          {w.acks} {acks}
        </span>
      </p>
      <Actions connection={connection} />
    </article>
  );
}

function Actions({ connection }: { readonly connection: ConnectionInfo }) {
  const { id, state, delayMs } = connection;
  const w = words.value.app;
  const delay = useSignal("500");
  const { isRunning, problem, run } = useAction();
  const still = state === "frozen" ? "thaw" : "freeze";
  const slow = (): Promise<void> =>
    control(id, "slow", { delayMs: delay.value === "" ? null : Number(delay.value) });
  return (
    <>
      <div class="row">
        {(["kick", still, "close"] as const).map((action) => (
          <button
            key={action}
            type="button"
            disabled={isRunning}
            aria-label={w.does(w[action], id)}
            onClick={() => run(() => control(id, action, {}))}
          >
            {w[action]}
          </button>
        ))}
        <input
          type="number"
          min="0"
          step="100"
          class="app-delay"
          aria-label={w.slowBy(id)}
          value={delay.value}
          onInput={({ currentTarget }) => {
            delay.value = currentTarget.value;
          }}
        />
        <span class="faint">ms</span>
        <button
          type="button"
          disabled={isRunning}
          aria-label={w.does(w.slow, id)}
          onClick={() => run(slow)}
        >
          {w.slow}
        </button>
        <span aria-live="polite" class="faint">
          {delayMs > 0 && w.slowed(delayMs)}
        </span>
      </div>
      <Problem problem={problem} />
    </>
  );
}

/** The gateway's own control, as the command line uses it. @throws CallProblem */
async function control(id: string, action: string, body: object): Promise<void> {
  const response = await send(
    inLanguage(`/control/connections/${encodeURIComponent(id)}/${action}`),
    {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    },
  );
  await answerOf(response);
}
