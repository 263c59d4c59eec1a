import { state } from "../../live.js";
import { words } from "../../words.js";

/** Before the first run: what it is, and what it will do to the receiver. */
export function Introduction() {
  const { about, effectsTitle, effects, effectsWhenStarted } = words.value.contract;
  const isStarted = state.value?.receiver.kind === "command";
  return (
    <section class="card contract-introduction">
      <p>{about}</p>
      <h3>{effectsTitle}</h3>
      <ul>
        {isStarted && <li>{effectsWhenStarted}</li>}
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </section>
  );
}
