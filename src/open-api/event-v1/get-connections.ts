import { objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";

/** How many long connections of the app are open. Its `msg` is empty, as seen on the wire 2026-09. */
export const getConnections: Operation = {
  id: "getConnections",
  method: "get",
  path: "/open-apis/event/v1/connection",
  summary: "Count the app's open long connections",
  page: "https://open.feishu.cn/api-explorer?project=event&resource=connection&apiName=get&version=v1",
  tokens: ["tenant"],
  scopes: [],
  data: objectSchema({ online_instance_cnt: { type: "integer", minimum: 0 } }),
  errors: [],
  answer: ({ connections }) => ({ data: { online_instance_cnt: connections() }, msg: "" }),
};
