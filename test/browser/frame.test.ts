import { expect } from "vitest";
import { test } from "./browser-test.js";

test("the page opens in the browser's language, and remembers another choice", async ({
  open,
  serve,
}) => {
  const { url } = await serve();
  const page = await open(url, { locale: "zh-CN" });
  await page.getByRole("link", { name: "会议室", exact: true }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: "Deliveries", exact: true }).waitFor();
  await page.reload();
  await page.getByRole("link", { name: "Deliveries", exact: true }).click();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await expect
    .poll(() =>
      page.getByRole("link", { name: "Deliveries", exact: true }).getAttribute("aria-current"),
    )
    .toBe("page");
});
