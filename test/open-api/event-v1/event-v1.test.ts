import { describe, expect, it } from "vitest";
import { getConnections } from "../../../src/open-api/event-v1/get-connections.js";
import { listOutboundIps } from "../../../src/open-api/event-v1/list-outbound-ips.js";
import { callOperation, dataOf, failureOf } from "../call-operation.js";
import { companyTenant } from "../small-company.js";

describe("the addresses of events", () => {
  it("are this machine's, without a token of a page that there is not", async () => {
    const data = await dataOf(listOutboundIps, companyTenant());
    expect(data).toStrictEqual({ has_more: false, ip_list: ["127.0.0.1"] });
    expect(listOutboundIps.scopes).toEqual(["event:ip_list"]);
  });

  it.each([{ page_token: "x" }, { page_size: 0 }])("are refused with %j", async (query) => {
    const error = [400, 1810001, "param is invalid"];
    expect(await failureOf(listOutboundIps, companyTenant(), { query })).toEqual(error);
  });
});

describe("the long connections", () => {
  it("are counted, with an empty msg and without a permission", async () => {
    const answer = await callOperation(getConnections, companyTenant(), { connections: () => 3 });
    expect(answer).toStrictEqual({ data: { online_instance_cnt: 3 }, msg: "" });
    expect(getConnections.scopes).toEqual([]);
  });
});
