import { signal } from "@preact/signals";
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
        {types.length > 1 && (
          <select
            aria-label={w.eventType}
            value={eventType.value}
            onChange={({ currentTarget }) => {
              eventType.value = currentTarget.value;
            }}
          >
            {types.map((type, index) => (
              <option key={type} value={index === 0 ? "" : type}>
                {type}
              </option>
            ))}
          </select>
        )}
        {apps.length > 1 && (
          <select
            aria-label={w.app}
            value={appId.value}
            onChange={({ currentTarget }) => {
              appId.value = currentTarget.value;
            }}
          >
            {apps.map((app, index) => (
              <option key={app.appId} value={index === 0 ? "" : app.appId}>
                {app.name}
              </option>
            ))}
          </select>
        )}
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
