import { definedOnly } from "../base/defined-only.js";
import { createRandom } from "../base/random.js";
import { withFirstApp } from "../simulator/with-first-app.js";
import { openTenant } from "../tenant/open-tenant.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { Tenant } from "../tenant/tenant.js";
import type { TenantFile } from "../tenant-file/tenant-file.js";
import { inputName, readText } from "./input-file.js";
import type { KeptState } from "./open-server.js";
import { type AppFlags, readApp } from "./options.js";
import { tellWaiting } from "./owed-deliveries.js";
import { parseRules } from "./parse-rule.js";
import type { Terminal } from "./terminal.js";
import { serveTexts } from "./texts/serve-texts.js";

export interface TenantFlags extends AppFlags {
  readonly tenant?: string;
  readonly seed?: number;
  readonly locale?: "zh" | "en";
  readonly rule: readonly string[];
  readonly data?: string;
}

/** What is said of a tenant, its apps and rules included. */
export interface SaidTenant extends TenantDefinition, Pick<TenantFile, "rules" | "openApiRules"> {}

/** Without --seed it is the same company at each start, so that ids noted down stay good. */
const usualSeed = 1;

/**
 * The tenant that --tenant names, or one made up from --seed and --locale; its first app and its rules as the
 * flags say.
 * @throws MocklarkError FILE, MALFORMED_DOCUMENT, INVALID_DOCUMENT, USAGE
 */
export async function readTenant(flags: TenantFlags, terminal: Terminal): Promise<SaidTenant> {
  const random = createRandom(flags.seed ?? usualSeed);
  const said = parseRules(flags.rule);
  const { rules, openApiRules, ...definition } = await readOrMakeUp(flags, terminal);
  return {
    ...withFirstApp(definition, readApp(flags), random),
    rules: { ...rules, ...said.tenantRules },
    openApiRules: { ...openApiRules, ...said.openApiRules },
  };
}

async function readOrMakeUp(
  { tenant: file, seed = usualSeed, locale }: TenantFlags,
  terminal: Terminal,
): Promise<TenantDefinition & Partial<SaidTenant>> {
  const random = createRandom(seed);
  if (file === undefined) {
    const { generateTenant } = await import("../tenant/generate-tenant.js");
    return generateTenant({ random, ...definedOnly({ locale }) });
  }
  const { parseTenant } = await import("../tenant-file/parse-tenant.js");
  const text = await readText(file, terminal);
  return parseTenant(text, inputName(file, terminal.language), { random, env: terminal.env });
}

/**
 * The tenant, as --data has it if it has one: then only the apps are as was said now.
 * @throws MocklarkError FILE, INVALID_DOCUMENT
 */
export async function openServeTenant(
  said: SaidTenant,
  { data, seed }: { readonly data?: string | undefined; readonly seed: number },
  { clock, terminal }: Pick<KeptState, "clock"> & { readonly terminal: Terminal },
): Promise<Tenant> {
  const { tenant, isRestored } = await openTenant({
    definition: said,
    rules: said.rules,
    random: createRandom(seed).fork("tenant"),
    now: () => clock.now(),
    directory: data,
    wall: clock.wall,
    onWaiting: tellWaiting(data ?? "", terminal),
  });
  if (!isRestored) return tenant;
  const kept = serveTexts("tenant-kept", { data: data ?? "" });
  terminal.progress(`${kept.in(terminal.language)}\n`);
  const { tenantKey } = tenant;
  for (const app of tenant.apps) tenant.setApp({ ...app, tenantKey });
  return tenant;
}
