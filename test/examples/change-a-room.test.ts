import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bin, startProcess } from "../cli/start-process.js";

const example = fileURLToPath(new URL("change-a-room.mjs", import.meta.url));

it("shows the loop: a change by the official client, its event, and the change read back", async () => {
  const serve = startProcess([bin, "serve", "--port", "0", "--seed", "1"]);
  const printed = await serve.holds(/^MOCKLARK_ROOM_ID=.*\n/m);
  const settings = [...printed.matchAll(/^(MOCKLARK_\w+)=(.*)$/gm)].map(
    ([, name = "", value = ""]) => [name, value] as const,
  );
  const client = startProcess([example], Object.fromEntries(settings));
  expect(await client.holds("event: 3 h, tenant: 3 h")).not.toContain("[error]");
});
