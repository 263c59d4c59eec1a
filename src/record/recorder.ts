import { type WallClock, systemWallClock } from "../base/wall-clock.js";
import type { Capture, CaptureResult } from "./capture.js";
import { captureBody, keptBodyBytes } from "./captured-body.js";
import { createRequestCapture, type KnownApp } from "./capture-request.js";
import type { RawExchange, RawResult } from "./exchange-tap.js";
import { createSecretPlaces } from "./secret-places.js";
import { unpackAnswer } from "./unpacked.js";

export interface RecorderOptions {
  readonly app: KnownApp;
  readonly wall?: WallClock;
  /** What is changed before it is kept; see `createAnonymiser`. */
  readonly change?: (capture: Capture) => Capture;
  /** Gets each exchange once it is over. */
  readonly onCapture: (capture: Capture) => void;
}

/** Makes captures of exchanges, numbered as they begin. */
export interface Recorder {
  /** A request begins; the function that is returned takes the exchange when it is over. */
  begin(): (exchange: RawExchange) => void;
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { app, wall = systemWallClock, change = (capture) => capture, onCapture } = options;
  const places = createSecretPlaces(app);
  const requestOf = createRequestCapture(app, places);
  const startedAtMs = wall.now();
  let begun = 0;

  function resultOf(raw: RawResult): CaptureResult {
    if (raw.kind !== "answered") return raw;
    const { status, headers, durationMs, truncated } = raw;
    const unpacked = unpackAnswer(headers, raw.body, keptBodyBytes);
    const body = places.answer(captureBody(unpacked, { truncated }));
    return {
      kind: "answered",
      status,
      headers: places.headers(headers),
      body,
      durationMs,
    };
  }

  return {
    begin() {
      const number = ++begun;
      return ({ request, result }) => {
        const capture: Capture = {
          capture: 1,
          number,
          at: new Date(request.atMs).toISOString(),
          atMs: Math.max(0, request.atMs - startedAtMs),
          request: requestOf(request),
          result: resultOf(result),
        };
        onCapture(change(capture));
      };
    },
  };
}
