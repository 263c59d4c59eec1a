import { MocklarkError } from "../../base/errors.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { ConsoleContext } from "../console-context.js";
import { appTexts } from "./app-texts.js";

const names = { encryptKey: "Encrypt Key", verificationToken: "Verification Token" } as const;

export interface KeyChange {
  readonly which: unknown;
  readonly value: unknown;
}

/**
 * Rotates a key: what is sent from now on follows. A random one is said at the terminal and never to the page.
 * @throws MocklarkError USAGE
 */
export function changeKey(
  app: TenantApp,
  { which, value }: KeyChange,
  { simulator, random, print }: Pick<ConsoleContext, "simulator" | "random" | "print">,
): void {
  if (which !== "encryptKey" && which !== "verificationToken") {
    throw new MocklarkError("USAGE", appTexts("which-key"), {
      remedy: appTexts("name-the-key"),
    });
  }
  const key = value === "" ? random.alphanumeric(32) : readKey(which, value);
  simulator.tenant.setApp({ ...app, [which]: key });
  if (value === "") print(appTexts("new-key", { name: names[which], appId: app.appId, key }));
}

function readKey(which: keyof typeof names, value: unknown): string {
  if (value === null && which === "encryptKey") return "";
  if (typeof value === "string" && /^[\x21-\x7e]{1,256}$/.test(value)) return value;
  throw new MocklarkError("USAGE", appTexts("no-key", { name: names[which] }), {
    remedy: appTexts("what-keys-are"),
  });
}
