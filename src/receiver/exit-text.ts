import { createTexts, type Text } from "../base/text.js";
import type { ExitInfo } from "./running-process.js";

const texts = createTexts("exit", {
  code: {
    en: ({ code }: { code: number }) => `exit code ${code}`,
    zh: ({ code }) => `退出码 ${code}`,
  },
  signal: {
    en: ({ signal }: { signal: string }) => `signal ${signal}`,
    zh: ({ signal }) => `信号 ${signal}`,
  },
  unknown: { en: "no exit code", zh: "没有退出码" },
});

/** "exit code 1", "signal SIGKILL": how a process ended. */
export function exitText({ code, signal }: ExitInfo): Text {
  if (signal !== null) return texts("signal", { signal });
  return code === null ? texts("unknown") : texts("code", { code });
}
