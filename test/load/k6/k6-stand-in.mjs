// node k6-stand-in.mjs <script> <requests> <users>
//
// Runs a k6 script without k6. It sees what k6 documents and nothing else: plain ECMAScript, `__ENV`, `crypto` and
// the modules below, so that a script that leans on Node or on a browser fails here. Scenarios and thresholds are
// k6's own affair: this sends so many requests by so many virtual users, and prints what came of them as JSON.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createContext, Script } from "node:vm";

const [file, requests, users] = process.argv.slice(2);

/*
 * As a plain script, whose imports are arguments and whose exports are members: Node 20 crashes now and then when it
 * collects modules that node:vm has made.
 */
const source = readFileSync(file, "utf8")
  .replaceAll(/^import (\w+) from ("[^"]+");$/gm, "const { default: $1 } = modules[$2];")
  .replaceAll(/^import (\{[^}]+\}) from ("[^"]+");$/gm, "const $1 = modules[$2];")
  .replaceAll(/^export const (\w+) =/gm, "exported.$1 =")
  .replace(/^export default /m, "exported.default = ");
const script = new Script(`(modules, exported) => {${source}\n}`, { filename: file });

/** What `exec.test.abort` throws. */
class Aborted extends Error {}

const summary = { options: {}, sent: 0, passed: 0, failed: 0, aborted: null };

/** One virtual user: a world of its own, in which the script is run anew. */
function createUser() {
  const { crypto } = globalThis;
  const context = createContext({
    __ENV: { ...process.env },
    crypto: {
      getRandomValues: (array) => crypto.getRandomValues(array),
      randomUUID: () => crypto.randomUUID(),
      subtle: crypto.subtle,
    },
  });
  const answers = [];
  const modules = {
    k6: { check: (response, checks) => void answers.push(judge(response, checks)) },
    "k6/encoding": {
      b64encode: (data) => Buffer.from(data).toString("base64"),
      b64decode: (text) => Uint8Array.from(Buffer.from(text, "base64")).buffer,
    },
    "k6/execution": {
      default: {
        test: {
          abort(reason) {
            throw new Aborted(reason);
          },
        },
      },
    },
    "k6/http": { default: { post, expectedStatuses: (...statuses) => statuses } },
  };
  const exported = {};
  script.runInContext(context)(modules, exported);
  summary.options = exported.options;
  return async () => {
    await exported.default();
    await Promise.all(answers.splice(0));
  };
}

/** Unlike k6's, this one does not wait: what looks at the response is `check` alone. */
function post(url, body, { headers, timeout, redirects, responseCallback }) {
  if (timeout !== "3s" || redirects !== 0 || responseCallback[0] !== 200) {
    throw new Error("not as Feishu judges answers");
  }
  summary.sent++;
  return new Promise((resolve) => {
    const sent = request(url, {
      method: "POST",
      headers: { "User-Agent": summary.options.userAgent, ...headers },
      timeout: 3_000,
    });
    sent.on("response", (response) => {
      response.resume().on("end", () => resolve({ status: response.statusCode }));
    });
    sent.on("timeout", () => sent.destroy()).on("error", () => resolve({ status: 0 }));
    sent.end(body);
  });
}

async function judge(response, checks) {
  const answered = await response;
  for (const holds of Object.values(checks)) summary[holds(answered) ? "passed" : "failed"]++;
}

let left = Number(requests);

try {
  await Promise.all(
    Array.from({ length: Number(users) }, async () => {
      const iterate = createUser();
      while (left-- > 0) await iterate();
    }),
  );
} catch (error) {
  if (!(error instanceof Aborted)) throw error;
  summary.aborted = error.message;
}
console.log(JSON.stringify(summary));
