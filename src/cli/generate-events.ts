/** What `generate` makes its events with, loaded at once when it runs: neither help nor a mistake needs it. */
export { systemWallClock } from "../base/wall-clock.js";
export { createRandom } from "../base/random.js";
export { createApp } from "../event/app.js";
export { createEventSource } from "../simulator/event-source.js";
export { serializeEvent } from "../wire/serialize-event.js";
export { createEventTypes } from "../event/event-types.js";
