import type { App } from "../../event/app.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { LoadPlan } from "../load-plan.js";
import type { Threshold } from "../threshold.js";
import { eventTemplate } from "./event-templates.js";
import { k6Options } from "./k6-options.js";
import { k6Sender } from "./k6-sender.js";

export interface K6ScriptOptions {
  /** Where the events go when MOCKLARK_URL is not set. */
  readonly url: string;
  /** Whether it has an Encrypt Key and a Verification Token; neither is written down. */
  readonly app: App;
  readonly plan: LoadPlan;
  readonly thresholds: readonly Threshold[];
  /** Valid events, at least one. Each request takes one of them, with an id and a time of its own. */
  readonly events: readonly FeishuEvent[];
  /** The `Unit` header; default "eu_nc", which is what feishu.cn sends. */
  readonly unit?: string;
  /** mocklark's own, such as "0.1.0"; default: the script does not say it. */
  readonly version?: string;
}

/**
 * A script for k6 that sends mocklark's events without mocklark: encrypted and signed by k6 itself, with the
 * plan's scenario and thresholds. It holds no key. The same options give the same text.
 * @see https://grafana.com/docs/k6/latest/
 */
export function writeK6Script(options: K6ScriptOptions): string {
  const { url, app, plan, thresholds, events, unit = "eu_nc" } = options;
  const encrypted = app.encryptKey !== "";
  const hasToken = app.verificationToken !== "";
  return `${headComment(options, { encrypted, hasToken })}

import { check } from "k6";
import { b64decode, b64encode } from "k6/encoding";
import exec from "k6/execution";
import http from "k6/http";

export const options = ${JSON.stringify(k6Options({ plan, thresholds }), null, 2)};

const url = __ENV.MOCKLARK_URL || ${JSON.stringify(url)};
const unit = ${JSON.stringify(unit)};
const isEncrypted = ${encrypted};
const hasToken = ${hasToken};

// Events as Feishu writes them. What stands in {{ }} is filled in for each request.
const events = [
${events.map((event) => `  ${JSON.stringify(eventTemplate(event))},\n`).join("")}];

${k6Sender}`;
}

interface Keys {
  readonly encrypted: boolean;
  readonly hasToken: boolean;
}

function headComment({ version }: K6ScriptOptions, { encrypted, hasToken }: Keys): string {
  const variables = [
    ...(encrypted ? ["MOCKLARK_ENCRYPT_KEY=... "] : []),
    ...(hasToken ? ["MOCKLARK_VERIFICATION_TOKEN=... "] : []),
  ].join("");
  const form = encrypted ? "encrypted and signed" : "in clear and signed with the empty key";
  return `// Made by mocklark${version === undefined ? "" : ` ${version}`}: events as Feishu pushes them, ${form}. Needs k6 1.0 or newer.
//
//   ${variables}k6 run script.js
//
// MOCKLARK_URL sends them elsewhere: only to receivers of your own, never to Feishu's hosts. No key stands in this file.
//
// As Feishu sends it: body, signature, names and values of headers, 3 s timeout, no redirects followed.
// Not in a script's hands: the order of headers, and over HTTPS whether k6 speaks HTTP/2. There are no retries.`;
}
