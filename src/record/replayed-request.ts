import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import type { Random } from "../base/random.js";
import type { Text } from "../base/text.js";
import { isToken, isWritable } from "../delivery/request-head.js";
import { type App, createApp } from "../event/app.js";
import { parseJson } from "../wire/body-forms.js";
import { createEventCipher } from "../wire/event-cipher.js";
import {
  createRequestBuilder,
  prepareBody,
  type PreparedBody,
  type RequestBuilder,
} from "../wire/request-builder.js";
import type { RawHeader, WebhookRequest } from "../wire/webhook-request.js";
import type { Capture, RequestCapture } from "./capture.js";
import { bytesOf, changeBody } from "./captured-body.js";
import { replaceMember } from "./json-member.js";
import { recordingTexts } from "./recording-texts.js";
import { hiddenMark, tokenMark } from "./secret-places.js";

export interface ReplayedRequestOptions {
  /** What is known of the app that is sent to. */
  readonly app: Partial<App>;
  /** Source of nonces, IVs and new ids. */
  readonly random: Random;
  /** Gives every event an id of its own; one that came twice comes twice again. Default false. */
  readonly freshIds?: boolean;
}

/** A request made anew, or why it cannot be. */
export type Remade =
  | { readonly kind: "request"; readonly request: WebhookRequest }
  | { readonly kind: "impossible"; readonly why: Text };

/**
 * Makes recorded requests anew: token, ids and keys are the given app's, what was encrypted is encrypted
 * again, what bore the app's signature is signed again, as old as it was then. What was wrong with a
 * request stays wrong.
 * @param captures all of them: whether the recorded app had an Encrypt Key shows in the whole only
 * @throws MocklarkError USAGE when they need a key or a token that was not given
 */
export function createRemake(
  captures: readonly Capture[],
  options: ReplayedRequestOptions,
): (capture: Capture, nowMs: number) => Remade {
  const { app, random, freshIds = false } = options;
  assertSecrets(captures, app);
  const builder = createRequestBuilder(createApp(app, random));
  const cipher = cipherOf(app);
  const wasEncrypted = captures.some(({ request }) => request.form === "decrypted");
  const newIds = createNewIds(random.fork("event ids"));

  return ({ request }, nowMs) => {
    const why = whyNot(request);
    if (why !== undefined) return { kind: "impossible", why };
    const body = changeBody(request.body, (text) => withApp(text, app));
    const bytes = "text" in body ? undefined : bytesOf(body);
    let text = "text" in body ? body.text : "";
    if (freshIds) text = withEventId(text, newIds);
    const isGenuine = request.signature === "valid" || isChallenge(text);
    const encrypts =
      request.form === "decrypted" ||
      (isGenuine && !wasEncrypted && bytes === undefined && request.form === "clear");
    const prepared: PreparedBody =
      bytes !== undefined
        ? { body: bytes, plaintext: "" }
        : prepareBody(text, encrypts ? cipher : undefined, random);
    return { kind: "request", request: assemble(request, prepared, { builder, random, nowMs }) };
  };
}

const cipherOf = ({ encryptKey = "" }: Partial<App>) =>
  encryptKey === "" ? undefined : createEventCipher(encryptKey);

function assertSecrets(captures: readonly Capture[], app: Partial<App>): void {
  const needsToken = captures.some(({ request }) => bytesOf(request.body).includes(tokenMark));
  if (needsToken && (app.verificationToken ?? "") === "")
    throw lacking("Verification Token", {
      flag: "--verification-token TOKEN",
      variable: "MOCKLARK_VERIFICATION_TOKEN",
    });
  const needsKey = captures.some(({ request }) => request.form === "decrypted");
  if (needsKey && (app.encryptKey ?? "") === "")
    throw lacking("Encrypt Key", {
      flag: "--encrypt-key-file PATH",
      variable: "MOCKLARK_ENCRYPT_KEY",
    });
}

const lacking = (
  secret: string,
  source: { readonly flag: string; readonly variable: string },
): MocklarkError =>
  new MocklarkError("USAGE", recordingTexts("secret-missing", { secret }), {
    remedy: recordingTexts("give-the-secret", source),
  });

function whyNot({ form, incomplete, body, method, headers }: RequestCapture): Text | undefined {
  if (form === "left-out") return recordingTexts("body-left-out");
  if (incomplete) return recordingTexts("incomplete");
  if (body.truncated) return recordingTexts("body-too-long");
  const isHttp = isToken(method) && headers.every(([name]) => isToken(name));
  if (!isHttp) return recordingTexts("no-http");
  const bad = headers.find(([, value]) => !isWritable(value));
  return bad && recordingTexts("unwritable-header", { name: bad[0] });
}

/** Puts back what was masked, and the ids of the app that are given. */
function withApp(text: string, { verificationToken = "", appId, tenantKey }: Partial<App>): string {
  let made = text.replaceAll(tokenMark, () => inJson(verificationToken));
  if (appId === undefined && tenantKey === undefined) return made;
  const value = parseJson(made);
  const header = isRecord(value) ? value["header"] : undefined;
  if (!isRecord(header)) return made;
  made = withMember(made, "app_id", { from: header["app_id"], to: appId });
  return withMember(made, "tenant_key", { from: header["tenant_key"], to: tenantKey });
}

function withEventId(text: string, newIds: (id: string) => string): string {
  const value = parseJson(text);
  if (!isRecord(value)) return text;
  const { header, uuid } = value;
  const from = isRecord(header) ? header["event_id"] : uuid;
  if (typeof from !== "string") return text;
  return withMember(text, isRecord(header) ? "event_id" : "uuid", { from, to: newIds(from) });
}

/** As it is where it has no such member, or where nothing is to take its place. */
function withMember(
  text: string,
  name: string,
  { from, to }: { readonly from: unknown; readonly to: string | undefined },
): string {
  if (typeof from !== "string" || to === undefined) return text;
  return replaceMember(text, name, { from, to });
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

function createNewIds(random: Random): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id) ?? random.hex(32);
    known.set(id, found);
    return found;
  };
}

function isChallenge(text: string): boolean {
  const value = parseJson(text);
  return isRecord(value) && value["type"] === "url_verification";
}

/** Belong to one connection, or are written anew. */
const notSentAgain =
  /^(?:host|connection|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|expect|x-forwarded-.*|forwarded|via)$/i;

interface Making {
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly nowMs: number;
}

function assemble(
  captured: RequestCapture,
  prepared: PreparedBody,
  { builder, random, nowMs }: Making,
): WebhookRequest {
  const { headers, signature, ageMs = 0, method } = captured;
  // A second or two on the way is no age.
  const timestampMs = nowMs - (Math.abs(ageMs) < 30_000 ? 0 : ageMs);
  const signed = builder.sign(prepared, { random, timestampMs });
  if (headers.length === 0) return { ...signed, method };
  const anew = new Map(signed.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const kept = headers.filter(([name, value]) => !notSentAgain.test(name) && value !== hiddenMark);
  return {
    ...prepared,
    method,
    headers: withLength(
      kept.map(([name, value]) => [name, headerValue(name, value, { signature, anew })]),
      prepared.body.length,
    ),
  };
}

function headerValue(
  name: string,
  value: string,
  { signature, anew }: Pick<RequestCapture, "signature"> & { anew: ReadonlyMap<string, string> },
): string {
  const key = name.toLowerCase();
  if (key === "content-length") return anew.get(key) ?? value;
  if (!key.startsWith("x-lark-") || signature === "unknown") return value;
  // A timestamp that could not be read was part of what was wrong.
  if (key === "x-lark-request-timestamp" && !/^\d{1,12}$/.test(value)) return value;
  if (signature !== "valid" && key !== "x-lark-request-timestamp") return value;
  return anew.get(key) ?? value;
}

function withLength(headers: readonly RawHeader[], length: number): readonly RawHeader[] {
  const has = headers.some(([name]) => name.toLowerCase() === "content-length");
  return has || length === 0 ? headers : [...headers, ["Content-Length", String(length)]];
}
