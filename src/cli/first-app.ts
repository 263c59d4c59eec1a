import type { Simulator } from "../simulator/simulator.js";

/** Where the first app's events are posted; undefined: they go to its clients of the long connection. */
export const requestUrlOf = ({ app, tenant }: Simulator): string | undefined =>
  tenant.findApp(app.appId)?.requestUrl;

/** As saving it in the developer console does; undefined is the switch to the long connection. */
export function setRequestUrl({ app, tenant }: Simulator, requestUrl: string | undefined): void {
  const known = tenant.findApp(app.appId);
  if (!known) return;
  const { requestUrl: _before, ...rest } = known;
  tenant.setApp(requestUrl === undefined ? rest : { ...rest, requestUrl });
}
