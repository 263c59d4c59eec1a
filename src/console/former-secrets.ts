import type { Secrets } from "../event/secret-mask.js";
import type { Tenant } from "../tenant/tenant.js";

/** The secrets of the tenant's apps, those before a rotation included: what was sent then is still shown. */
export interface FormerSecrets {
  /** Takes note of the secrets as they are now. */
  note(): void;
  all(): readonly Secrets[];
}

/** Nobody rotates more keys than this while it runs; the oldest are forgotten. */
const most = 200;

export function createFormerSecrets(tenant: Pick<Tenant, "apps">): FormerSecrets {
  const known = new Map<string, Secrets>();

  function note(): void {
    for (const { encryptKey, verificationToken, appSecret } of tenant.apps) {
      const secrets = { encryptKey, verificationToken, appSecret };
      known.set(JSON.stringify(secrets), secrets);
    }
    for (const key of known.keys()) if (known.size > most) known.delete(key);
  }

  note();
  return { note, all: () => [...known.values()] };
}
