import { useSignal } from "@preact/signals";
import { type ReceiverView, standInBehaviours } from "../../../console-state.js";
import { call } from "../../call.js";
import { words } from "../../words.js";
import { Problem } from "./problem.js";
import { useAction } from "./use-action.js";

/** Who takes the first app's events, and how our own behaves. */
export function ReceiverCard({ receiver }: { readonly receiver: ReceiverView }) {
  const w = words.value.app;
  const { kind, name, hasWitness } = receiver;
  return (
    <section class="card" aria-labelledby="receiver">
      <h3 id="receiver">{w.receiver}</h3>
      <p>
        <strong>{w.receiverKind[kind]}</strong> <span class="faint">{w.ofFirstApp}</span>
      </p>
      <p class="mono app-wrap">{name}</p>
      <p class="faint">{w.witness(hasWitness)}</p>
      {receiver.behaviour !== undefined && <Behaviour now={receiver.behaviour} />}
      {receiver.problem !== undefined && (
        <div role="alert">
          <p class="problem">{w.receiverEnded}</p>
          <p class="faint">{receiver.problem}</p>
        </div>
      )}
      {kind === "command" && <Restart />}
    </section>
  );
}

function Behaviour({ now }: { readonly now: NonNullable<ReceiverView["behaviour"]> }) {
  const w = words.value.app;
  const { problem, run } = useAction();
  return (
    <>
      <div class="row">
        <label for="behaviour">{w.behaviour}</label>
        <select
          id="behaviour"
          value={now}
          onChange={({ currentTarget: { value: behaviour } }) =>
            run(() => call("POST", "/stand-in", { behaviour }))
          }
        >
          {standInBehaviours.map((each) => (
            <option key={each} value={each} selected={each === now}>
              {w.behaviours[each]}
            </option>
          ))}
        </select>
      </div>
      <Problem problem={problem} />
    </>
  );
}

function Restart() {
  const w = words.value.app;
  const done = useSignal("");
  const { isRunning, problem, run } = useAction();
  const restart = async (): Promise<void> => {
    done.value = "";
    await call("POST", "/receiver/restart", {});
    done.value = w.restarted;
  };
  return (
    <>
      <div class="row">
        <button type="button" disabled={isRunning} onClick={() => run(restart)}>
          {w.restart}
        </button>
        <span aria-live="polite">{done.value}</span>
      </div>
      <Problem problem={problem} />
    </>
  );
}
