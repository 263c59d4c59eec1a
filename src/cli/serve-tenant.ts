import { createRandom } from "../base/random.js";
import { createApp } from "../event/app.js";
import { createDirectory } from "../event/directory.js";
import { installedApp } from "../tenant/bare-tenant.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";

/** A made-up company: the same seed makes the same. */
export async function makeUpTenant(
  seed: number,
  locale: "zh" | "en" = "zh",
): Promise<TenantDefinition> {
  const random = createRandom(seed);
  const app = createApp({}, random);
  const source = random.fork("directory");
  const { people, departments, rooms, levels } = await createDirectory({ random: source, locale });
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
