import { createRandom } from "../base/random.js";
import { tokenErrors } from "./api-error.js";
import type { Operation } from "./operation.js";

const text = { type: "string" } as const;

/**
 * Who the bot is: without it bot frameworks do not come online. An `activate_status` of 2 says that the tenant
 * uses the app. The avatar has a URL, or NoneBot does not start; it is ours, so that nobody who fetches it
 * leaves this machine.
 */
export const getBotInfo: Operation = {
  id: "getBotInfo",
  method: "get",
  path: "/open-apis/bot/v3/info",
  summary: "Who the app's bot is",
  page: "https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM",
  tokens: ["tenant"],
  scopes: [],
  isFlat: true,
  data: {
    type: "object",
    required: ["bot"],
    properties: {
      bot: {
        type: "object",
        required: ["activate_status", "app_name", "avatar_url", "ip_white_list", "open_id"],
        properties: {
          activate_status: { type: "integer", description: "2: the tenant uses the app." },
          app_name: text,
          avatar_url: text,
          ip_white_list: { type: "array", items: text },
          open_id: { type: "string", pattern: "^ou_[0-9a-f]{32}$" },
        },
      },
    },
  },
  errors: Object.values(tokenErrors),
  answer({ app, origin = "http://127.0.0.1" }) {
    const bot = {
      activate_status: 2,
      app_name: app.name,
      avatar_url: `${origin}/avatar.png`,
      ip_white_list: [],
      open_id: `ou_${createRandom(0).fork(`bot/${app.appId}`).hex(32)}`,
    };
    return { flat: { bot } };
  },
};
