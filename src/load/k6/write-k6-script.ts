import type { App } from "../../event/app.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { LoadPlan } from "../load-plan.js";
import type { Threshold } from "../threshold.js";

export interface K6ScriptOptions {
  readonly url: string;
  readonly app: App;
  readonly plan: LoadPlan;
  readonly thresholds: readonly Threshold[];
  readonly events: readonly FeishuEvent[];
  readonly requestUnit?: string;
}

/** Stands in until the real one is there. */
export const writeK6Script = ({ url }: K6ScriptOptions): string => `// ${JSON.stringify(url)}\n`;
