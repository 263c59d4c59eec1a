// The whole loop with the official Node SDK: change a room's reserve limits, receive the event that this
// fires, look up whom it names, and read everything back. Of the SDK's client only the domain is changed.
// With PORT the event comes by webhook, else by long connection. Prints one line of JSON.
import { once } from "node:events";
import * as http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import * as lark from "@larksuiteoapi/node-sdk";

const env = process.env;
const roomId = env.MOCKLARK_ROOM_ID;
const idsIn = (list) => list.split(",");
const app = {
  appId: env.MOCKLARK_APP_ID,
  appSecret: env.MOCKLARK_APP_SECRET,
  domain: env.MOCKLARK_DOMAIN,
  loggerLevel: lark.LoggerLevel.fatal,
};
const client = new lark.Client(app);

const limits = {
  scope_type: "2",
  approval_config: {
    approval_switch: 1,
    approval_condition: 1,
    meeting_duration: 1.256,
    approvers: idsIn(env.APPROVER_IDS).map((user_id) => ({ user_id })),
  },
  time_config: {
    time_switch: 1,
    days_in_advance: 30,
    opening_hour: "27029",
    start_time: "28830",
    end_time: "72000",
    max_duration: 4,
  },
  reserve_scope_config: {
    allow_all_users: 0,
    allow_users: idsIn(env.USER_IDS).map((user_id) => ({ user_id })),
    allow_depts: idsIn(env.DEPARTMENT_IDS).map((department_id) => ({ department_id })),
  },
};

/** What went wrong, by what was tried. */
const refused = {};

/** Anything but 2xx is thrown by the SDK, as an AxiosError with the answer in it. */
function shown({ name, response }) {
  const { status, headers, data } = response;
  return {
    as: name,
    status,
    code: data.code,
    log_id: headers["x-tt-logid"],
    log_id_in_body: data.error?.log_id,
    limit: headers["x-ogw-ratelimit-limit"],
    reset: headers["x-ogw-ratelimit-reset"],
    scopes: data.error?.permission_violations?.map(({ subject }) => subject),
  };
}

/** The `data` of a good answer. A bad one is noted; then the call is made again, if it may be. */
async function meet(name, tries, call) {
  refused[name] = [];
  while (refused[name].length < tries) {
    try {
      return (await call()).data;
    } catch (error) {
      if (!error.response) throw error;
      refused[name].push(shown(error));
    }
  }
  return undefined;
}

/** Begins to receive; the event of our room comes as the SDK's dispatcher hands it over. */
async function receive() {
  const event = createEvent();
  const eventDispatcher = new lark.EventDispatcher({
    encryptKey: env.MOCKLARK_ENCRYPT_KEY,
    verificationToken: env.MOCKLARK_VERIFICATION_TOKEN,
    loggerLevel: lark.LoggerLevel.fatal,
  }).register({
    "vc.reserve_config.updated_v1": (data) => {
      if (data.scope_id === roomId) event.came(data);
    },
  });
  if (env.PORT) await listen(eventDispatcher);
  else await connect(eventDispatcher);
  return event;
}

function createEvent() {
  let came;
  const promise = new Promise((resolve) => (came = resolve));
  return { came, promise };
}

async function listen(eventDispatcher) {
  const answer = lark.adaptDefault("/webhook/event", eventDispatcher, { autoChallenge: true });
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(Number(env.PORT), "127.0.0.1");
  await once(server, "listening");
  console.log(`listening on http://127.0.0.1:${server.address().port}/webhook/event`);
}

/** Until Feishu knows of it: an event fired before would wait for its next attempt. */
async function connect(eventDispatcher) {
  await new lark.WSClient(app).start({ eventDispatcher });
  while ((await client.event.connection.get()).data.online_instance_cnt === 0) await sleep(50);
}

const roomPath = { reserve_config_id: roomId };
const byOpenId = { user_id_type: "open_id" };
const readLimits = (scope_id, from = client, ...options) =>
  from.vc.reserveConfig.reserveScope(
    { params: { scope_id, scope_type: "2", ...byOpenId } },
    ...options,
  );

async function listRooms() {
  const ids = [];
  const pages = await client.vc.room.listWithIterator({ params: { page_size: 3 } });
  for await (const page of pages) ids.push(...page.rooms.map(({ room_id }) => room_id));
  return ids;
}

async function lookUp(event) {
  const users = [];
  const approvers = event.approve_config.approvers.map(({ user_id }) => user_id.open_id);
  for (const user_id of approvers) {
    users.push((await client.contact.user.get({ path: { user_id }, params: byOpenId })).data.user);
  }
  const allowed = event.reserve_scope_config.allow_users.map(({ user_id }) => user_id.open_id);
  const params = { user_ids: [...approvers, ...allowed], ...byOpenId };
  const batch = (await client.contact.user.batch({ params })).data.items;
  const departments = [];
  for (const { department_id } of event.reserve_scope_config.allow_depts) {
    const answer = await client.contact.department.get({ path: { department_id } });
    departments.push(answer.data.department);
  }
  return { users, batch, departments };
}

/** What a real tenant refuses, too. */
async function meetRefusals() {
  const withoutCache = new lark.Client({ ...app, disableTokenCache: true });
  const unknown = lark.withTenantToken(`t-${"0".repeat(40)}`);
  await meet("unknown_token", 1, () => readLimits(roomId, withoutCache, unknown));
  // The app has every permission but this call's, event:ip_list.
  await meet("no_permission", 1, () => client.event.outboundIp.list());
  await meet("unknown_room", 1, () => readLimits(`omm_${"0".repeat(32)}`));
  // Feishu has this path, the mock has not: it answers as Feishu does for paths it does not have.
  await meet("unknown_path", 1, () => client.vc.meeting.get({ path: { meeting_id: "1" } }));
}

const received = await receive();
await meet("patch", 2, () =>
  client.vc.reserveConfig.patch({ path: roomPath, params: byOpenId, data: limits }),
);
const event = await received.promise;
const config = await meet("read_back", 2, () => readLimits(roomId));
const named = await lookUp(event);
const rooms = await listRooms();
const { room } = (await client.vc.room.get({ path: { room_id: roomId } })).data;
const level = await client.vc.roomLevel.get({ path: { room_level_id: room.room_level_id } });
await meetRefusals();

const { event_id, event_type, app_id, tenant_key, scope_id, scope_type } = event;
const { approve_config, time_config, reserve_scope_config } = event;
const loop = {
  header: { event_id, event_type, app_id, tenant_key },
  event: { scope_id, scope_type, approve_config, time_config, reserve_scope_config },
  config,
  ...named,
  rooms,
  room,
  level: level.data.room_level,
  refused,
};
// Written out before the process ends, which nothing else would: it listens.
process.stdout.write(`${JSON.stringify({ loop })}\n`, () => process.exit());
