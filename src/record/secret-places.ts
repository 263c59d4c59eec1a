import { isSecretName } from "../base/secret-members.js";
import { isRecord } from "../base/json-path.js";
import { createSecretMask, type Secrets } from "../event/secret-mask.js";
import { parseJson } from "../wire/body-forms.js";
import type { RawHeader } from "../wire/webhook-request.js";

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
  /** A body's text: an event, a challenge, or anything a receiver answers. */
  readonly text: (text: string) => string;
  readonly headers: (headers: readonly RawHeader[]) => readonly RawHeader[];
  readonly path: (path: string) => string;
}

const credentialHeaders =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-csrf-token)$/i;

export function createSecretPlaces(secrets: Secrets): SecretPlaces {
  const mask = createSecretMask(secrets);
  const knowsToken = (secrets.verificationToken ?? "") !== "";
  return {
    text(text) {
      const masked = mask.foreign(text);
      const token = tokenOf(masked);
      if (token === undefined || token === tokenMark) return masked;
      return replaceMember(masked, token, knowsToken ? otherTokenMark : tokenMark);
    },
    headers: (headers) =>
      headers.map(([name, value]) =>
        credentialHeaders.test(name) ? [name, hiddenMark] : [name, mask.foreign(value)],
      ),
    path: (path) => mask.foreign(hideQuery(path)),
  };
}

/** `header.token` of an event, `token` of a challenge or of an event in the first version; undefined when empty. */
function tokenOf(text: string): string | undefined {
  const value = parseJson(text);
  if (!isRecord(value)) return undefined;
  const { header, token } = value;
  const found = isRecord(header) ? header["token"] : token;
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** In the text itself, because a value that is written again has other bytes. */
function replaceMember(text: string, token: string, mark: string): string {
  return text.replace(
    /("token"\s*:\s*)("(?:[^"\\]|\\.)*")/g,
    (whole, name: string, value: string) =>
      JSON.parse(value) === token ? `${name}${JSON.stringify(mark)}` : whole,
  );
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
