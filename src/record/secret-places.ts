import { isSecretName } from "../base/secret-members.js";
import { isRecord } from "../base/json-path.js";
import { createSecretMask, type Secrets } from "../event/secret-mask.js";
import { parseJson } from "../wire/body-forms.js";
import type { RawHeader } from "../wire/webhook-request.js";
import { type CapturedBody, changeBody } from "./captured-body.js";
import { firstMember, replaceMember } from "./json-member.js";

/** Stands where the app's Verification Token stood, and is that token again when a request is sent anew. */
export const tokenMark = "<verification token>";
/** Stands where a token stood that is not the app's; sent as it is, it is wrong as well. */
const otherTokenMark = "<other token>";
/** Stands where a signature stood that is made anew. */
export const signedMark = "<signed>";
/** Stands for what is kept from everybody. */
export const hiddenMark = "<hidden>";

/** Takes what nobody may read out of what is recorded. */
export interface SecretPlaces {
  /** The body of a request: an event, a challenge, or what was broken on purpose. */
  readonly request: (body: CapturedBody) => CapturedBody;
  /** What a receiver answered; a token of its own stays, one that a request brought does not. */
  readonly answer: (body: CapturedBody) => CapturedBody;
  readonly headers: (headers: readonly RawHeader[]) => readonly RawHeader[];
  readonly path: (path: string) => string;
}

const credentialHeaders = /(?:^|-)(?:authorization|cookie|token|secret|api-?key|password)$/i;

/** Tokens that are remembered, to be found in answers. */
const mostTokens = 20;

export function createSecretPlaces(secrets: Secrets): SecretPlaces {
  const mask = createSecretMask(secrets);
  const mark = (secrets.verificationToken ?? "") === "" ? tokenMark : otherTokenMark;
  const brought = new Map<string, (text: string) => string>();

  function remember(token: string): void {
    if (brought.size >= mostTokens) brought.delete([...brought.keys()][0] ?? "");
    brought.set(token, concealer(token, mark));
  }

  function inRequest(text: string): string {
    const masked = mask.foreign(text);
    const token = tokenOf(masked);
    if (token === undefined || token === tokenMark) return masked;
    if (!brought.has(token)) remember(token);
    return replaceMember(masked, "token", { from: token, to: mark });
  }

  const inAnswer = (text: string): string =>
    [...brought.values()].reduce((shown, conceal) => conceal(shown), mask.foreign(text));

  return {
    request: (body) => changeBody(body, inRequest),
    answer: (body) => changeBody(body, inAnswer),
    headers: (headers) =>
      headers.map(([name, value]) =>
        credentialHeaders.test(name) ? [name, hiddenMark] : [name, mask.foreign(value)],
      ),
    path: (path) => mask.foreign(hideQuery(path)),
  };
}

/** Shorter ones stand in other words by chance. */
const shortest = 6;

/** Hides a token that a request brought wherever an answer gives it back. */
function concealer(token: string, mark: string): (text: string) => string {
  if (mark === tokenMark) return createSecretMask({ verificationToken: token }).foreign;
  if (token.length < shortest)
    return (text) => replaceMember(text, "token", { from: token, to: mark });
  return (text) => text.replaceAll(token, mark);
}

/**
 * `header.token` of an event, `token` of a challenge or of an event in the first version; undefined when empty.
 * In what is no JSON, or no longer whole, the first member of that name.
 */
function tokenOf(text: string): string | undefined {
  const value = parseJson(text);
  const { header, token } = isRecord(value) ? value : {};
  const written = isRecord(header) ? header["token"] : token;
  const found = value === undefined ? firstMember(text, "token") : written;
  return typeof found === "string" && found !== "" ? found : undefined;
}

function hideQuery(path: string): string {
  const start = path.indexOf("?");
  if (start < 0) return path;
  const query = path
    .slice(start + 1)
    .replace(/([^&=]+)=([^&]*)/g, (whole, name: string) =>
      isSecretName(name) ? `${name}=${hiddenMark}` : whole,
    );
  return `${path.slice(0, start)}?${query}`;
}
