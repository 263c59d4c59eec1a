import { join } from "node:path";
import { expect } from "vitest";
import { test } from "./browser-test.js";
import { readWhole } from "./console-state.js";
import { keyArgs } from "./receiver.js";
import { locales, wordsOf } from "./words-of.js";

test.for(locales)(
  "a limit changed in the form reaches the receiver, which acts once (%s)",
  async (locale, { folder, open, serve, startReceiver }) => {
    const { rooms: w, deliveries } = wordsOf(locale);
    const log = join(folder, "receiver.log");
    const receiver = await startReceiver({ log });
    const { url, rooms } = await serve([
      "--target",
      receiver.url,
      "--witness",
      `log:${log}`,
      ...keyArgs,
    ]);
    const room = rooms[0]?.room_id ?? "no such rule";
    const page = await open(`${url}/#/rooms/${room}`, { locale });
    const form = page.getByRole("form", { name: w.change });
    await form.getByRole("switch", { name: w.timeSwitch }).check();
    await form.getByRole("textbox", { name: w.startTime }).fill("18:00");
    await form.getByRole("textbox", { name: w.endTime }).fill("09:00");
    await form.getByText(w.rules["time/end-after-start"] ?? "no such rule").waitFor();
    await form.getByText(w.wouldBeRefused).waitFor();
    await form.getByRole("textbox", { name: w.endTime }).fill("20:30");
    await page
      .getByText(/"end_time": "73800"/)
      .first()
      .waitFor();
    await form.getByRole("button", { name: w.save }).click();
    const saved = page.getByRole("status").filter({ hasText: w.saved });
    await saved.getByText(w.status["succeeded"] ?? "no such status").waitFor();
    await saved.getByRole("link").first().click();
    const chosen = page.getByRole("region", { name: deliveries.view.label });
    await chosen
      .getByRole("heading", { level: 3 })
      .getByText(deliveries.effects.counted(1), { exact: true })
      .waitFor();
    const [delivery] = (await readWhole(url)).deliveries;
    expect(delivery).toMatchObject({ scope: { id: room }, status: "succeeded" });
    expect(receiver.acted()).toEqual([delivery?.eventId]);
    await page.goto(`${url}/#/rooms/${room}`);
    await page.reload();
    await expect
      .poll(() => form.getByRole("textbox", { name: w.startTime }).inputValue())
      .toBe("18:00");
  },
);
