import type { Clock } from "../base/clock.js";
import type { Random } from "../base/random.js";
import type { Text } from "../base/text.js";
import type { Outcome } from "../delivery/outcome.js";
import {
  createWebhookChannel,
  type WebhookChannel,
  type WebhookTls,
} from "../delivery/webhook-channel.js";
import { type App, createApp } from "../event/app.js";
import { createSecretMask } from "../event/secret-mask.js";
import { parseTarget } from "../network/target.js";
import { createRequestBuilder } from "../wire/request-builder.js";
import type { Capture } from "./capture.js";
import { keptBodyBytes } from "./captured-body.js";
import { createRemake } from "./replayed-request.js";
import { type Comparison, compareAnswers } from "./same-answer.js";

export interface ReplayOptions {
  readonly url: string | URL;
  readonly app: Partial<App>;
  readonly random: Random;
  /** Waits and timestamps; its speed is the rhythm's. */
  readonly clock: Clock;
  /** "at-once" sends one after the other without waiting; "recorded" begins each when it began then. */
  readonly rhythm: "recorded" | "at-once";
  readonly freshIds?: boolean;
  readonly allowHosts?: readonly string[];
  readonly tls?: WebhookTls;
  readonly signal?: AbortSignal;
  readonly onReplayed: (replayed: Replayed) => void;
}

/** One recorded request, and what came of sending it again. */
export type Replayed =
  | {
      readonly kind: "sent";
      readonly capture: Capture;
      readonly outcome: Outcome;
      readonly comparison: Comparison;
    }
  | { readonly kind: "not-sent"; readonly capture: Capture; readonly why: Text };

/** A receiver under a debugger may take its time; a replay judges what it says. */
const limits = { connectMs: 5_000, totalMs: 30_000, maxResponseBytes: keptBodyBytes };

/**
 * Sends recorded requests again and compares the answers.
 * @throws MocklarkError USAGE when a key is missing, FORBIDDEN_TARGET
 */
export async function replay(
  captures: readonly Capture[],
  options: ReplayOptions,
): Promise<readonly Replayed[]> {
  const { app, clock, rhythm, onReplayed, signal } = options;
  const inOrder = [...captures].sort((left, right) => left.number - right.number);
  const remake = createRemake(inOrder, options);
  const channels = createChannels(inOrder, options);
  const conceal = createSecretMask(app).foreign;
  const all: Replayed[] = [];

  async function sendAgain(capture: Capture): Promise<void> {
    const made = remake(capture, clock.wall.now());
    if (made.kind === "impossible") {
      keep({ kind: "not-sent", capture, why: made.why });
      return;
    }
    const channel = channels.for(capture.request.path);
    const outcome = await channel.send(made.request, { ...(signal && { signal }) });
    const comparison = await compareAnswers(capture.result, outcome, conceal);
    keep({ kind: "sent", capture, outcome, comparison });
  }

  function keep(replayed: Replayed): void {
    all.push(replayed);
    onReplayed(replayed);
  }

  try {
    if (rhythm === "at-once") for (const capture of inOrder) await sendAgain(capture);
    else await inRhythm(inOrder, { clock, signal, send: sendAgain });
  } finally {
    await channels.close();
  }
  return all;
}

/** Requests that overlapped then overlap again. */
async function inRhythm(
  captures: readonly Capture[],
  {
    clock,
    signal,
    send,
  }: {
    readonly clock: Clock;
    readonly signal: AbortSignal | undefined;
    readonly send: (capture: Capture) => Promise<void>;
  },
): Promise<void> {
  const startedAt = clock.now();
  const firstMs = captures[0]?.atMs ?? 0;
  const running: Promise<void>[] = [];
  let fail: (reason: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => {});
  for (const capture of captures) {
    const waitMs = startedAt + capture.atMs - firstMs - clock.now();
    if (waitMs > 0) await Promise.race([clock.sleep(waitMs, signal), failed]);
    const sending = send(capture);
    sending.catch(fail);
    running.push(sending);
  }
  await Promise.all(running);
}

/** What went to the receiver's own path goes to the URL that is given, the rest beside it. */
function createChannels(
  captures: readonly Capture[],
  { url, app, random, clock, allowHosts, tls }: ReplayOptions,
) {
  const target = parseTarget(url, { allowHosts });
  const builder = createRequestBuilder(createApp(app, random));
  const mainPath = commonest(captures.map(({ request }) => request.path));
  const open = new Map<string, WebhookChannel>();
  return {
    for(path: string): WebhookChannel {
      const to = path === mainPath ? target : besides(target, path);
      const known = open.get(to.href);
      if (known) return known;
      const channel = createWebhookChannel({
        url: to,
        builder,
        random,
        clock,
        limits,
        ...(allowHosts && { allowHosts }),
        ...(tls && { tls }),
      });
      open.set(to.href, channel);
      return channel;
    },
    async close() {
      for (const channel of open.values()) await channel.close();
    },
  };
}

function commonest(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0];
}

/** A path of another host's, "*" and what is no path at all go to the target's own. */
function besides(target: URL, path: string): URL {
  if (!path.startsWith("/") || path.startsWith("//") || !URL.canParse(path, target)) return target;
  return new URL(path, target);
}
