import { isRecord } from "../base/json-path.js";
import { MocklarkError } from "../base/errors.js";
import type { App } from "../event/app.js";
import { parseJson } from "../wire/body-forms.js";
import { signatureHeaders, valueOf } from "../wire/captured-request.js";
import { createEventCipher, type EventCipher } from "../wire/event-cipher.js";
import { computeSignature } from "../wire/signature.js";
import type { RawHeader } from "../wire/webhook-request.js";
import type { BodyForm, RequestCapture, SignatureState } from "./capture.js";
import { captureBody } from "./captured-body.js";
import { createSecretPlaces, type SecretPlaces, signedMark } from "./secret-places.js";

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly truncated?: boolean;
  readonly incomplete?: boolean;
}

/** The app whose requests pass, as far as it is known. */
export type KnownApp = Partial<Pick<App, "encryptKey" | "verificationToken" | "appSecret">>;

/** Makes captures of one app's requests: decrypted where the key is known, secrets taken out. */
export function createRequestCapture(
  app: KnownApp,
  places: SecretPlaces = createSecretPlaces(app),
): (request: RawRequest) => RequestCapture {
  const { encryptKey = "" } = app;
  const cipher = encryptKey === "" ? undefined : createEventCipher(encryptKey);
  return (request) => {
    const { form, bytes } = openBody(request.body, cipher);
    const signature = judgeSignature(request, app, form);
    const age = ageOf(request);
    const body = captureBody(bytes, { truncated: request.truncated === true });
    return {
      method: request.method,
      path: places.path(request.path),
      headers: withoutSignature(places.headers(request.headers), signature),
      signature,
      ...(age !== undefined && { ageMs: age }),
      form,
      // Ciphertext means nothing to a mask, and a change would make it another one.
      body: form === "ciphertext" ? body : places.request(body),
      ...(request.incomplete === true && { incomplete: true as const }),
    };
  };
}

/** Only a body that holds nothing but the ciphertext is kept decrypted: any other has to be sent as it was. */
function openBody(
  body: Buffer,
  cipher: EventCipher | undefined,
): { form: BodyForm; bytes: Buffer } {
  const value = parseJson(body);
  if (!isRecord(value) || typeof value["encrypt"] !== "string")
    return { form: "clear", bytes: body };
  const sealed = { form: "ciphertext", bytes: body } as const;
  const isPlain = body.toString("latin1") === `{"encrypt":"${value["encrypt"]}"}`;
  if (cipher === undefined || !isPlain) return sealed;
  try {
    const text = cipher.decrypt(value["encrypt"]);
    return { form: "decrypted", bytes: Buffer.from(text) };
  } catch (error) {
    if (error instanceof MocklarkError && error.code === "UNDECRYPTABLE") return sealed;
    throw error;
  }
}

function judgeSignature(request: RawRequest, app: KnownApp, form: BodyForm): SignatureState {
  const [timestamp, nonce, signature] = signatureHeaders.map((name) => valueOf(request, name));
  if (signature === undefined) return "absent";
  const { encryptKey = "" } = app;
  if (timestamp === undefined || nonce === undefined) return "invalid";
  const { body } = request;
  if (computeSignature({ timestamp, nonce, encryptKey, body }) === signature) return "valid";
  // A key that was never told proves nothing.
  return encryptKey === "" && form === "ciphertext" ? "unknown" : "invalid";
}

/** What was signed is signed again; what was not the app's signature says nothing of its key. */
function withoutSignature(
  headers: readonly RawHeader[],
  signature: SignatureState,
): readonly RawHeader[] {
  if (signature !== "valid") return headers;
  return headers.map(([name, value]) =>
    name.toLowerCase() === "x-lark-signature" ? [name, signedMark] : [name, value],
  );
}

function ageOf(request: RawRequest): number | undefined {
  const seconds = valueOf(request, "X-Lark-Request-Timestamp");
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return undefined;
  return request.atMs - Number(seconds) * 1000;
}
