import { describe, expect, it } from "vitest";
import { parseDocument } from "../../src/base/document.js";
import { parseDuration } from "../../src/base/durations.js";
import { MocklarkError } from "../../src/base/errors.js";
import { printable } from "../../src/base/printable.js";
import { withoutWorkflowCommands } from "../../src/base/workflow-commands.js";
import { parseTarget } from "../../src/network/target.js";
import { parseOverride } from "../../src/event/overrides.js";
import { createSecretMask } from "../../src/event/secret-mask.js";
import { hideSecretMembers } from "../../src/base/secret-members.js";
import { parseWitness } from "../../src/receiver/witness/parse-witness.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { parseCapturedRequest } from "../../src/wire/captures/parse-captured-request.js";
import { createEventCipher } from "../../src/wire/event-cipher.js";
import { explainRequest } from "../../src/wire/explain-request.js";
import { judgeUrlVerification } from "../../src/wire/url-verification.js";
import { known } from "../wire/captures/signed-request.js";
import { hostileTokens, mostCharacters } from "./mutate.js";

/** What is read one text at a time, and what prints texts of others. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "a captured request": (text) => explainRequest(parseCapturedRequest(text), known),
  "a captured curl command": (text) =>
    explainRequest(parseCapturedRequest(`curl -H 'a: b' --data '${text}`), known),
  "a request's body": (text) =>
    explainRequest(parseCapturedRequest(`POST / HTTP/1.1\r\nHost: a\r\n\r\n${text}`), known),
  "a JSON document": (text) => parseDocument(text, "document.json"),
  "a YAML document": (text) => parseDocument(text, "document.yaml"),
  "a scenario": (text) => parseScenario(`name: a\nwhy: ${text}\nsteps: [${text}]`, "scenario.yaml"),
  "a duration": parseDuration,
  "a target": (text) => parseTarget(`http://${text}`),
  "an override": parseOverride,
  "an override's value": (text) => parseOverride(`event.approve_config.approvers=${text}`),
  "a witness": parseWitness,
  "an encrypted text": (text) => createEventCipher("key").decrypt(text),
  "an answer to url_verification": (body) =>
    judgeUrlVerification(
      { kind: "answered", status: 200, durationMs: 1, body },
      { challenge: "a" },
    ),
  "a text with secrets": (text) => {
    const mask = createSecretMask({
      encryptKey: "aaaa\\\\",
      verificationToken: "%25&amp;",
      appSecret: "b",
    });
    return [mask.text(text), mask.foreign(text), hideSecretMembers(text)];
  },
  "a text to print": (text) => withoutWorkflowCommands(printable(text)),
};

const units = [
  ...new Set([
    ...hostileTokens,
    ..."a 1 1h a: {\"a\": \"a\": [{ }] {{ ]] <a> -H'a:b' b'\\ 'a', ... ----- \\u00 %2 &#x".split(
      " ",
    ),
    ..."a\n| \n|a b |a: b\n|- a\n|  a:\n|? |a: b\r\n|\\\n|…a|a=b&|\n\n|\t\n| ::|: :|#\u200D#".split(
      "|",
    ),
    ...'x-lark-signature: a\n|Content-Type: a\r\n|{"encrypt":"|\u001B[0m|\u001B['.split("|"),
    "2026-11-28T12:00:00Z ",
  ]),
].filter((unit) => unit !== "");

/** YAML's parser makes an object of every mistake: linear, but a hundred times as slow as the others. */
const mostYaml = mostCharacters / 16;

/** Four times the size takes four times as long, or sixteen times when it is quadratic. */
const sizesUpTo = (most: number): readonly number[] => [most / 16, most / 4, most];
const factor = 9;
/** Less than this is not worth a word, however it grows. */
const negligibleMs = 250;

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof MocklarkError)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What one unit over and over takes at each size; the rest is left out once it grows too fast. */
async function growth(
  read: (text: string) => unknown,
  { unit, most }: { readonly unit: string; readonly most: number },
): Promise<string | undefined> {
  let previousMs = Number.POSITIVE_INFINITY;
  for (const size of sizesUpTo(most)) {
    const text = unit.repeat(Math.floor(size / unit.length));
    const measure = (): Promise<number> => cpuMs(() => read(text));
    let tookMs = await measure();
    const limitMs = Math.max(negligibleMs, factor * previousMs);
    // Another process may have been in the way of a first look; it is not in the way of all.
    for (let again = 0; again < 2 && tookMs > limitMs && tookMs < 2 * limitMs; again++) {
      tookMs = Math.min(tookMs, await measure());
    }
    if (tookMs > limitMs) {
      const [took, before] = [tookMs, previousMs].map((ms) => Math.round(ms));
      return `${JSON.stringify(unit)}: ${took} ms for ${size} characters, ${before} ms for a quarter`;
    }
    // Were it quadratic, the next size would still be negligible.
    if (tookMs * 16 < negligibleMs) return undefined;
    previousMs = tookMs;
  }
  return undefined;
}

/** So many are enough to see what is wrong, and a quadratic reader takes its time over each. */
const mostFaults = 3;

describe("one thing over and over", () => {
  it.each(Object.entries(readers))(
    "as %s takes no more than its share of time",
    async (what, read) => {
      const most = /YAML|scenario/.test(what) ? mostYaml : mostCharacters;
      const faults: string[] = [];
      for (const unit of units) {
        const fault = await growth(read, { unit, most });
        if (fault !== undefined && faults.push(fault) === mostFaults) break;
      }
      expect(faults).toEqual([]);
    },
  );
});
