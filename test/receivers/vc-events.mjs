/**
 * A receiver of seven types about meeting rooms: each has a handler of its own, and what they print differs in
 * words and in how often it names an id. Run it with `node vc-events.mjs`.
 */
import { createReceiver as createQueuedReceiver } from "./queued.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @type {Record<string, (event: any) => string[]>} */
const handlers = {
  "vc.reserve_config.updated_v1": ({ scope_id }) => [`limits of ${scope_id} have changed`],
  "vc.room.created_v1": ({ room }) => [
    `room ${room.room_id} is new`,
    `row for ${room.room_id} added`,
  ],
  "vc.room.updated_v1": ({ room }) => [`room ${room.room_id} is now called ${room.name}`],
  "vc.room.deleted_v1": ({ room }) => [`room ${room.room_id} is gone`],
  "vc.room_level.created_v1": ({ room_level }) => [`level ${room_level.room_level_id} is new`],
  "vc.room_level.updated_v1": ({ room_level }) => [
    `level ${room_level.room_level_id}: path ${room_level.path.join(" / ")}`,
  ],
  "vc.room_level.deleted_v1": ({ room_level_id }) => [`level ${room_level_id} is gone`],
};

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export const createReceiver = (settings) =>
  createQueuedReceiver({
    ...settings,
    eventTypes: Object.keys(handlers),
    workAfterMs: 0,
    onEvent({ header, event }) {
      const lines = handlers[String(header.event_type)]?.(event) ?? [];
      for (const line of lines) console.log(line);
      console.log(`${header.event_type} ${header.event_id} done`);
    },
  });

startReceiver(import.meta.url, createReceiver);
