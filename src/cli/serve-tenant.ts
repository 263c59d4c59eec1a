import { definedOnly } from "../base/defined-only.js";
import { createRandom, type Random } from "../base/random.js";
import { createApp } from "../event/app.js";
import { createDirectory } from "../event/directory.js";
import { installedApp } from "../tenant/bare-tenant.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { TenantFile } from "../tenant-file/tenant-file.js";
import { inputName, readText } from "./input-file.js";
import type { Terminal } from "./terminal.js";

/** Without --seed it is the same company at each start, so that ids noted down stay good. */
const usualSeed = 1;

/**
 * The tenant that --tenant names, or one made up from --seed and --locale.
 * @throws MocklarkError FILE, MALFORMED_DOCUMENT, INVALID_DOCUMENT
 */
export async function readTenant(
  {
    tenant: file,
    seed = usualSeed,
    locale,
  }: {
    readonly tenant?: string;
    readonly seed?: number;
    readonly locale?: "zh" | "en";
  },
  terminal: Terminal,
): Promise<TenantDefinition & Partial<Pick<TenantFile, "rules" | "openApiRules">>> {
  const random = createRandom(seed);
  if (file === undefined) return makeUpTenant(random, definedOnly({ locale }));
  const { parseTenant } = await import("../tenant-file/parse-tenant.js");
  const text = await readText(file, terminal);
  return parseTenant(text, inputName(file), { random, env: terminal.env });
}

async function makeUpTenant(
  random: Random,
  names: { readonly locale?: "zh" | "en" },
): Promise<TenantDefinition> {
  const app = createApp({}, random);
  const source = random.fork("directory");
  const { people, departments, rooms, levels } = await createDirectory({
    random: source,
    ...names,
  });
  const root = { name: "mocklark", levelId: `omb_${source.hex(32)}` };
  return {
    name: "mocklark",
    tenantKey: app.tenantKey,
    apps: [installedApp(app)],
    levels: [root, ...levels.map((level) => ({ ...level, parentId: root.levelId }))],
    rooms: rooms.map((room, index) => ({
      ...room,
      displayId: `LM${String(100_000_000 + index)}`,
      status: { enabled: true },
    })),
    departments: departments.map((department, index) => ({
      ...department,
      customId: `d${index}`,
    })),
    people,
  };
}
