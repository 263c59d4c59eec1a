import { createRealClock } from "../base/clock.js";
import { createRandom } from "../base/random.js";
import type { Gateway } from "../gateway/gateway.js";
import type { OpenApi } from "../open-api/create-open-api.js";
import { createLocalPort, openApiRoutes } from "../simulator/local-port.js";
import { bareTenant } from "../tenant/bare-tenant.js";
import { createTenant } from "../tenant/create-tenant.js";

/** A client must not be away longer than a scenario takes. */
const clientConfig = "quick";

/** One port for a whole session: the long connection, and the Open API of whichever scenario is played. */
export interface ScenarioPort {
  readonly gateway: Gateway;
  /** Opens the port on first use. */
  url(): Promise<string>;
  /** Answers with this Open API from now on; undefined: with one that knows apps and nothing else. */
  serve(openApi: OpenApi | undefined): void;
  close(): Promise<void>;
}

export function createScenarioPort({
  port,
  seed,
}: {
  /** Default: any free one. */
  readonly port: number | undefined;
  readonly seed: number;
}): ScenarioPort {
  const random = createRandom(seed).fork("gateway");
  const clock = createRealClock();
  const tenant = createTenant({
    definition: bareTenant([]),
    random: random.fork("tenant"),
    now: () => clock.now(),
  });
  const local = createLocalPort({ tenant, clock, random });
  let served: OpenApi | undefined;
  let opened: Promise<string> | undefined;

  async function routes() {
    const own = await local.openApi();
    return (...call: Parameters<OpenApi["handler"]>) => openApiRoutes(served ?? own)(...call);
  }

  const gateway = local.gateway({ clientConfig, routes });
  return {
    gateway,
    url: () => (opened ??= gateway.listen(port).then(({ url }) => url)),
    serve: (openApi) => {
      served = openApi;
    },
    close: () => gateway.close(),
  };
}
