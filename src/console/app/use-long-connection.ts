import { MocklarkError } from "../../base/errors.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { ConsoleContext } from "../console-context.js";

/**
 * The switch to the subscription mode 使用长连接接收事件, which the developer console saves only while a client
 * is online.
 * @throws MocklarkError USAGE for a store app, or with the console's own words when no client is online
 */
export function useLongConnection(
  app: TenantApp,
  { simulator: { tenant }, gateway }: Pick<ConsoleContext, "simulator" | "gateway">,
): void {
  if (app.type === "store") {
    throw new MocklarkError(
      "USAGE",
      "Failed to switch to the long connection: a store app cannot.",
      {
        remedy: "Only custom apps may use it: give the app a request URL.",
      },
    );
  }
  const isOnline = gateway
    .connections()
    .some(({ appId, state }) => appId === app.appId && state === "online");
  if (!isOnline) {
    throw new MocklarkError(
      "USAGE",
      "Failed to switch to the long connection: 应用未建立长连接 (no client of the app is online).",
      { remedy: "Start the client first, with this server as its domain." },
    );
  }
  const { requestUrl: _before, ...rest } = app;
  tenant.setApp(rest);
}
