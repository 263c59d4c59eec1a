import { type Signal, signal } from "@preact/signals";
import { state } from "../../live.js";
import { route } from "../../route.js";
import { words } from "../../words.js";
import { act, actAndChoose } from "./act.js";
import { ForgeForm } from "./forge-form.js";

/** Of several apps the one events are sent to; empty: the first. */
const appId = signal("");

/** Of several event types the one that is sent; empty: the first. */
const eventType = signal("");

/** What brings deliveries about: a fresh event, a forged request, a network that is down. */
export function Toolbar() {
  const known = state.value;
  const w = words.value.deliveries.actions;
  const apps = known?.apps ?? [];
  const types = known?.eventTypes ?? [];
  const isDown = known?.isNetworkDown === true;
  return (
    <>
      <div class="row toolbar">
        <button
          type="button"
          class="primary"
          onClick={() =>
            void actAndChoose("/deliveries", {
              ...(appId.value !== "" && { appId: appId.value }),
              ...(eventType.value !== "" && { type: eventType.value }),
            })
          }
        >
          {w.send}
        </button>
        <Choice
          label={w.eventType}
          chosen={eventType}
          options={types.map((type) => ({ value: type, text: type }))}
        />
        <Choice
          label={w.app}
          chosen={appId}
          options={apps.map((app) => ({ value: app.appId, text: app.name }))}
        />
        <button
          type="button"
          aria-pressed={isDown}
          onClick={() => void act("/network", { isDown: !isDown })}
        >
          {isDown ? w.networkUp : w.networkDown}
        </button>
        {route.value.id === undefined && (
          <ForgeForm
            label={w.forge}
            hasKey={apps[0]?.hasEncryptKey ?? false}
            onForge={(forgery) => void actAndChoose("/forge", { forgery })}
          />
        )}
      </div>
      <div role="status">{isDown && <p class="network-down">{w.networkIsDown}</p>}</div>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** Empty: the first. */
  readonly chosen: Signal<string>;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Which one of several; nothing where there is no choice. */
function Choice({ label, chosen, options }: ChoiceProps) {
  if (options.length < 2) return null;
  return (
    <select
      aria-label={label}
      value={chosen.value}
      onChange={({ currentTarget }) => {
        chosen.value = currentTarget.value;
      }}
    >
      {options.map(({ value, text }, index) => (
        <option key={value} value={index === 0 ? "" : value}>
          {text}
        </option>
      ))}
    </select>
  );
}
