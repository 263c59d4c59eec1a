import { definedOnly } from "../base/defined-only.js";
import { createOptionCheck, listOf, oneOf, type OptionTable, text } from "../base/option-check.js";
import type { Random } from "../base/random.js";
import { type Permission, permissions } from "./permissions.js";
import { eventTexts } from "./event-texts.js";

export { type Permission, permissions };

/** An app in the developer console: what Feishu knows about the receiver's owner. */
export interface App {
  /** `cli_` and 16 lower hex digits. */
  readonly appId: string;
  readonly appSecret: string;
  /** 16 lower hex digits. */
  readonly tenantKey: string;
  /** The empty string when no Encrypt Key is set: then bodies go out in clear. */
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** Only custom apps may use the long connection. */
  readonly type: "custom" | "store";
  readonly permissions: readonly Permission[];
}

export const appOptions: OptionTable<App> = {
  appId: text,
  appSecret: text,
  tenantKey: text,
  encryptKey: text,
  verificationToken: text,
  type: oneOf(["custom", "store"]),
  permissions: listOf(oneOf(permissions)),
};

const checkApp = createOptionCheck<Partial<App>>(eventTexts("make-app"), appOptions);

/** An app with every permission, its ids and secrets made up from the seed, and what the caller says instead. */
export function createApp(settings: Partial<App>, random: Random): App {
  checkApp(settings);
  const source = random.fork("app");
  const made: App = {
    appId: `cli_${source.hex(16)}`,
    appSecret: source.alphanumeric(32),
    tenantKey: source.hex(16),
    encryptKey: "",
    verificationToken: source.alphanumeric(32),
    type: "custom",
    permissions,
  };
  return { ...made, ...definedOnly(settings) };
}
