import type { ApiError } from "../api-error.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { pageData, pageFields, pageParameters, readPageRequest, takePage } from "../pagination.js";

const invalidParam: ApiError = { httpStatus: 400, code: 1810001, msg: "param is invalid" };

/** Where events come from: the machine they are sent on, whichever network it is in. */
const addresses = ["127.0.0.1"];

/** The addresses that a receiver's firewall lets in. */
export const listOutboundIps: Operation = {
  id: "listOutboundIps",
  method: "get",
  path: "/open-apis/event/v1/outbound_ip",
  summary: "List the addresses that events come from",
  page: "https://open.feishu.cn/document/server-docs/event-subscription-guide/list",
  tokens: ["tenant"],
  scopes: ["event:ip_list"],
  parameters: { query: pageParameters(50) },
  data: objectSchema(
    { ...pageData, ip_list: listSchema({ type: "string" }) },
    { optional: ["page_token"] },
  ),
  errors: [invalidParam],
  answer({ query }) {
    const request = readPageRequest(query, 10);
    if (typeof request === "string") return invalidParam;
    const page = takePage(addresses, request);
    return { data: { ...pageFields(page), ip_list: page.items } };
  },
};
