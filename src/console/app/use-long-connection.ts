import { MocklarkError } from "../../base/errors.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { ConsoleContext } from "../console-context.js";
import { appTexts } from "./app-texts.js";

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
    throw new MocklarkError("USAGE", appTexts("store-app"), {
      remedy: appTexts("custom-apps-only"),
    });
  }
  const isOnline = gateway
    .connections()
    .some(({ appId, state }) => appId === app.appId && state === "online");
  if (!isOnline) {
    throw new MocklarkError("USAGE", appTexts("nobody-online", { shown: "应用未建立长连接" }), {
      remedy: appTexts("start-the-client"),
    });
  }
  const { requestUrl: _before, ...rest } = app;
  tenant.setApp(rest);
}
