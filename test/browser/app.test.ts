import { expect } from "vitest";
import { test } from "./browser-test.js";
import { callConsole } from "./console-call.js";
import { readWhole } from "./console-state.js";
import { keyArgs, receiverPath } from "./receiver.js";
import { startNode } from "./child-process.js";
import { locales, wordsOf } from "./words-of.js";

test.for(locales)(
  "a request URL is saved only when it is verified, in the developer console's words (%s)",
  async (locale, { open, serve, startReceiver }) => {
    const w = wordsOf(locale).app;
    const receiver = await startReceiver();
    const { url } = await serve(keyArgs);
    const page = await open(`${url}/#/app`, { locale });
    const field = page.getByRole("textbox", { name: w.requestUrl });
    // Nothing listens there: the receiver of this port is gone.
    const gone = await startReceiver();
    await gone.process.stop("SIGKILL");
    await field.fill(gone.url);
    await page.getByRole("button", { name: w.verifyAndSave }).click();
    await page.getByText("请填写有效的 HTTP/HTTPS URL").waitFor();
    expect((await readWhole(url)).state.apps[0]?.requestUrl).not.toBe(gone.url);
    // It answers, and with no challenge.
    await field.fill(`${url}/nowhere`);
    await page.getByRole("button", { name: w.verifyAndSave }).click();
    await page
      .getByText("Challenge code没有返回")
      .or(page.getByText("返回数据不是合法的JSON格式"))
      .waitFor();
    await field.fill(receiver.url);
    await page.getByRole("button", { name: w.verifyAndSave }).click();
    await page.getByText(w.saved).waitFor();
    expect((await readWhole(url)).state.apps[0]?.requestUrl).toBe(receiver.url);
  },
);

test("a receiver refuses what is sent with a key it does not know yet", async ({
  open,
  serve,
  startReceiver,
}) => {
  const w = wordsOf("en-US").app;
  const receiver = await startReceiver();
  const { url } = await serve(["--target", receiver.url, ...keyArgs]);
  const page = await open(`${url}/#/app`);
  await page
    .getByRole("textbox", { name: w.newValue("Encrypt Key") })
    .fill("TheNextKeyOfTheBrowserTests");
  await page.getByRole("button", { name: w.rotate("Encrypt Key") }).click();
  await page.getByText(w.rotated).waitFor();
  await callConsole(url, "/deliveries");
  await expect
    .poll(async () => (await readWhole(url)).deliveries[0])
    .toMatchObject({ status: "pending", last: { status: 401 } });
  expect(receiver.acted()).toEqual([]);
  expect(await page.content()).not.toContain("TheNextKeyOfTheBrowserTests");
});

test("a client of the long connection is seen online, slowed, kicked, and back by itself", async ({
  after,
  open,
  serve,
}) => {
  const w = wordsOf("en-US").app;
  const { url, app_id: appId, app_secret: appSecret } = await serve(["--quick"]);
  const page = await open(`${url}/#/app`);
  const client = startNode([receiverPath("long-connection.mjs")], {
    MOCKLARK_DOMAIN: url,
    MOCKLARK_APP_ID: appId,
    MOCKLARK_APP_SECRET: appSecret,
  });
  after(() => client.stop());
  const online = page.getByRole("article").filter({ hasText: w.connectionState.online });
  await online.waitFor();
  const first = await online.getAttribute("aria-label");
  await online.getByRole("button", { name: w.does(w.slow, first ?? "") }).click();
  await online.getByText(w.slowed(500)).waitFor();
  await page.reload();
  await online.getByText(w.slowed(500)).waitFor();
  await online.getByRole("button", { name: w.does(w.kick, first ?? "") }).click();
  await expect
    .poll(async () => {
      const { connections } = (await readWhole(url)).state;
      return connections.find(({ state, id }) => state === "online" && id !== first)?.id;
    })
    .toBeDefined();
  await page.getByRole("article").filter({ hasText: w.connectionState.online }).waitFor();
  await expect
    .poll(() => page.getByRole("article", { name: first ?? "", exact: true }).count())
    .toBe(0);
});
