/**
 * The part of a k6 script that is always the same. What it takes from before it: `url`, `unit`, `isEncrypted`,
 * `hasToken` and `events`. k6 has no Web API besides `crypto`, and `k6 archive` runs everything outside functions
 * without environment variables: that is why keys are asked for by the first request.
 * @see https://grafana.com/docs/k6/latest/javascript-api/crypto/
 */
export const k6Sender = String.raw`let settings;

export default async function () {
  if (settings === undefined) settings = await readSettings();
  const body = await toBody(freshEvent());
  const response = http.post(url, body, {
    headers: await headersFor(body),
    timeout: "3s",
    redirects: 0,
    responseCallback: http.expectedStatuses(200),
  });
  check(response, { "status 200 within 3 s": ({ status }) => status === 200 });
}

/** Read once for each virtual user. */
async function readSettings() {
  const token = hasToken ? required("MOCKLARK_VERIFICATION_TOKEN") : "";
  const encryptKey = isEncrypted ? required("MOCKLARK_ENCRYPT_KEY") : "";
  if (!isEncrypted) return { token, encryptKey };
  const keyBytes = await crypto.subtle.digest("SHA-256", utf8(encryptKey));
  const algorithm = { name: "AES-CBC" };
  const aesKey = await crypto.subtle.importKey("raw", keyBytes, algorithm, false, ["encrypt"]);
  return { token, encryptKey, aesKey };
}

function required(name) {
  const value = __ENV[name];
  if (!value) exec.test.abort(name + " is not set: k6 needs it in its environment, or as -e.");
  return value;
}

/** One of the events with an id and a time of its own. */
function freshEvent() {
  const now = String(Date.now());
  return events[Math.floor(Math.random() * events.length)]
    .replace("{{event_id}}", hex(randomBytes(16)))
    .replace("{{token}}", () => inJson(settings.token))
    .replace("{{second}}", now.slice(0, 10))
    .replace("{{ms}}", now.slice(10));
}

async function toBody(plaintext) {
  if (!isEncrypted) return plaintext;
  const iv = randomBytes(16);
  const algorithm = { name: "AES-CBC", iv };
  const ciphertext = await crypto.subtle.encrypt(algorithm, settings.aesKey, utf8(plaintext));
  const bytes = new Uint8Array(iv.length + ciphertext.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(ciphertext), iv.length);
  return '{"encrypt":"' + b64encode(bytes.buffer) + '"}';
}

/** Events in clear are signed, too: with the empty key. */
async function headersFor(body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = freshNonce();
  const signed = utf8(timestamp + nonce + settings.encryptKey + body);
  return {
    "Content-Type": "application/json;charset=utf-8",
    Unit: unit,
    "X-Lark-Request-Nonce": nonce,
    "X-Lark-Request-Timestamp": timestamp,
    "X-Lark-Signature": hex(new Uint8Array(await crypto.subtle.digest("SHA-256", signed))),
    "X-Request-Id": crypto.randomUUID(),
    "Accept-Encoding": "gzip",
  };
}

const randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Nine digits, the first not zero. */
function freshNonce() {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return String(100000000 + (drawn % 900000000));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** k6 has no TextEncoder. */
const utf8 = (text) => b64decode(b64encode(text));

/** Inside quotes, escaped as Go does it. */
const inJson = (text) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[<>&\u2028\u2029]/g,
      (character) => "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"),
    );
`;
