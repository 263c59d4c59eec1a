import { call } from "../call.js";
import { deliveries } from "../live.js";
import { words } from "../words.js";

export function DeliveriesPage() {
  return (
    <>
      <h2>{words.value.deliveries.title}</h2>
      <button type="button" onClick={() => void call("POST", "/deliveries", {})}>
        send
      </button>
      <ul>
        {deliveries.value.slice(0, 50).map(({ id, eventId, status, last }) => (
          <li key={id}>
            {eventId} {status} {last?.kind} {last?.status}
          </li>
        ))}
      </ul>
    </>
  );
}
