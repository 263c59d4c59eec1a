import { describe, expect, it } from "vitest";
import { makeEvent, startGateway, startOfficialClient } from "./gateway-fixture.js";

describe("a gateway with the official Node client", () => {
  it("delivers an event and gets it acknowledged", async () => {
    const fixture = await startGateway();
    const { seen } = await startOfficialClient(fixture);
    const outcome = await fixture.push(makeEvent(fixture.app));
    expect(outcome).toMatchObject({ kind: "acknowledged", code: 200, body: '{"code":200}' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ scope_id: makeEvent(fixture.app).event.scope_id, token: "" });
  });
});
