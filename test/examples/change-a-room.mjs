import { Client, EventDispatcher, WSClient } from "@larksuiteoapi/node-sdk";

const { MOCKLARK_DOMAIN, MOCKLARK_APP_ID, MOCKLARK_APP_SECRET, MOCKLARK_ROOM_ID } = process.env;
const app = { appId: MOCKLARK_APP_ID, appSecret: MOCKLARK_APP_SECRET, domain: MOCKLARK_DOMAIN };
const { reserveConfig } = new Client(app).vc;

const eventDispatcher = new EventDispatcher({}).register({
  "vc.reserve_config.updated_v1": async ({ scope_id, scope_type, time_config }) => {
    const params = { scope_id, scope_type: String(scope_type) };
    const { data } = await reserveConfig.reserveScope({ params });
    console.log(`event: ${time_config.max_duration} h, tenant: ${data.time_config.max_duration} h`);
  },
});
const data = { scope_type: "2", time_config: { time_switch: 1, max_duration: 3 } };
const onReady = () =>
  void reserveConfig.patch({ path: { reserve_config_id: MOCKLARK_ROOM_ID }, data });
await new WSClient({ ...app, onReady }).start({ eventDispatcher });
