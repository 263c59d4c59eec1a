import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import type { Language, Text } from "../base/text.js";
import { standInPath } from "../console/stand-in/stand-in-path.js";
import type { OwedDelivery } from "../delivery/journal-recovery.js";
import type { Simulator } from "../simulator/simulator.js";
import type { Tenant } from "../tenant/tenant.js";
import { requestUrlOf } from "./first-app.js";
import type { OpenServer } from "./open-server.js";
import type { ServeReceiverFlags } from "./serve-receiver.js";
import type { Terminal } from "./terminal.js";
import { serveTexts } from "./texts/serve-texts.js";

/** What somebody needs to begin: where, as whom, and one room to change. */
export function tellBeginning(
  { app, tenant }: Simulator,
  url: string,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): void {
  const { language } = terminal;
  terminal.progress(`${serveTexts("page", { url }).in(language)}\n`);
  if (json) {
    void terminal.out(`${jsonText(beginningJson(tenant, { url, ...app }))}\n`);
    return;
  }
  const [room] = tenant.rooms;
  void terminal.out(
    `MOCKLARK_DOMAIN=${url}\nMOCKLARK_APP_ID=${app.appId}\nMOCKLARK_APP_SECRET=${app.appSecret}\n`,
  );
  if (room) void terminal.out(`MOCKLARK_ROOM_ID=${room.roomId}\n`);
  terminal.progress(`${tenantText(tenant).in(language)}\n`);
  if (room) terminal.progress(firstChange(room, language));
}

/** As many of each as a program needs to try things; all of them are in the Open API. */
const mostListed = 5;

interface Address {
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
}

const beginningJson = (tenant: Tenant, { url, appId, appSecret }: Address): object => ({
  kind: "listening",
  url,
  app_id: appId,
  app_secret: appSecret,
  tenant_key: tenant.tenantKey,
  rooms: tenant.rooms.slice(0, mostListed).map(({ roomId, name }) => ({ room_id: roomId, name })),
  levels: tenant.levels
    .slice(0, mostListed)
    .map(({ levelId, name }) => ({ room_level_id: levelId, name })),
  people: tenant.people.slice(0, mostListed).map(({ openId, unionId, userId, name }) => ({
    open_id: openId,
    union_id: unionId,
    user_id: userId,
    name,
  })),
  departments: tenant.departments
    .slice(0, mostListed)
    .map(({ departmentId, name }) => ({ open_department_id: departmentId, name })),
});

const tenantText = ({ name, levels, rooms, departments, people }: Tenant): Text =>
  serveTexts("counts", {
    name: printableLine(name),
    rooms: rooms.length,
    levels: levels.length,
    departments: departments.length,
    people: people.length,
  });

/** With the variables of the lines above. */
const firstChange = (
  { name, roomId }: { readonly name: string; readonly roomId: string },
  language: Language,
): string =>
  `${serveTexts("first-change", { name: printableLine(name) }).in(language)}
  token=$(curl -s $MOCKLARK_DOMAIN/open-apis/auth/v3/tenant_access_token/internal -d "{\\"app_id\\":\\"$MOCKLARK_APP_ID\\",\\"app_secret\\":\\"$MOCKLARK_APP_SECRET\\"}" | sed 's/.*"tenant_access_token":"\\([^"]*\\)".*/\\1/')
  curl -X PATCH $MOCKLARK_DOMAIN/open-apis/vc/v1/reserve_configs/${roomId} -H "Authorization: Bearer $token" -d '{"scope_type":"2","time_config":{"time_switch":1,"max_duration":3}}'
${serveTexts("ctrl-c").in(language)}
`;

/** Our own deliveries would have to trust the certificate. */
export function tellNoStandIn(
  { target, exec, longConnection }: ServeReceiverFlags,
  { simulator }: Pick<OpenServer, "simulator">,
  terminal: Terminal,
): void {
  const isNamed = target !== undefined || exec !== undefined || longConnection === true;
  if (isNamed || requestUrlOf(simulator) !== undefined) return;
  terminal.progress(`${serveTexts("no-stand-in").in(terminal.language)}\n`);
}

/** A delivery goes on at the URL it was meant for, and the stand-in is only where the port is the same. */
export function tellElsewhere(
  owed: readonly Pick<OwedDelivery, "target">[],
  { url }: Pick<OpenServer, "url">,
  terminal: Terminal,
): void {
  const lost = owed.filter(
    ({ target }) => target.endsWith(standInPath) && target !== `${url}${standInPath}`,
  );
  const [first] = lost;
  if (!first) return;
  const { target } = first;
  const { port } = new URL(target);
  const text = serveTexts("elsewhere", { count: lost.length, target, port });
  terminal.progress(`${text.in(terminal.language)}\n`);
}
