import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createUnzip } from "node:zlib";
import { ReasonError } from "../base/errors.js";
import { timeLimit } from "../base/time-limit.js";
import { createGuardedLookup, type GuardedLookupOptions } from "./guarded-lookup.js";
import { networkTexts } from "./network-texts.js";
import { parseTarget } from "./target.js";

export interface FetchGuardedOptions extends GuardedLookupOptions {
  /** Sent as JSON with POST; without it the request is a GET. */
  readonly json?: unknown;
  /** Real milliseconds for everything, redirects and body included. */
  readonly limitMs: number;
  /** How many redirects of a GET are followed, each checked as the URL itself was; default 0. */
  readonly redirects?: number;
}

/** An HTTP answer, its body complete and unpacked. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** Bytes of a body, unpacked. What is cut off would go unseen, so more than that is an error. */
const mostBytes = 16 << 20;

/**
 * One request of our own, as opposed to those Feishu would send: no name, address or redirect leads it to
 * a host that is not allowed.
 * @throws MocklarkError FORBIDDEN_TARGET for a host that is not allowed; the system's error when it fails
 */
export async function fetchGuarded(
  target: string | URL,
  options: FetchGuardedOptions,
): Promise<Answer> {
  const signal = timeLimit(options.limitMs);
  let url = parseTarget(target, options);
  try {
    for (let left = options.json === undefined ? (options.redirects ?? 0) : 0; ; left--) {
      const response = await ask(url, options, signal);
      const next = left > 0 ? redirectOf(response, url) : undefined;
      if (next === undefined) {
        return { status: response.statusCode ?? 0, body: await readBody(response) };
      }
      response.destroy();
      url = parseTarget(next, options);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new ReasonError(networkTexts("took-too-long", { ms: options.limitMs }), { cause: error });
  }
}

function ask(
  url: URL,
  options: FetchGuardedOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { json } = options;
  const body = json === undefined ? undefined : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept: "*/*",
        "accept-encoding": "identity",
        "user-agent": "mocklark",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      agent: false,
      lookup: createGuardedLookup(options),
      signal,
    });
    request.once("response", resolve);
    request.on("error", reject);
    request.end(body);
  });
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpack(response)) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) throw new ReasonError(networkTexts("too-much"));
  }
  return Buffer.concat(chunks);
}

/** Some servers pack what they were asked to leave as it is. */
function unpack(response: IncomingMessage): Readable {
  const coding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (coding === "identity" || coding === "") return response;
  const unpacking = coding === "br" ? createBrotliDecompress() : createUnzip();
  // The reader of the stream gets the error.
  return pipeline(response, unpacking, () => {});
}
