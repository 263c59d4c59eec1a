import { describe, expect, it } from "vitest";
import { readText } from "../docs/pages.js";
import { inChinese } from "../interop/pages-in-chinese.js";

describe("the pages about receivers on SDKs and libraries", () => {
  it.each(["sdk-matrix.md", "third-party-matrix.md"])(
    "say in Chinese what they say in English, or `--update` writes it: %s",
    async (page) => {
      const chinese = await inChinese(readText(`docs/${page}`));
      await expect(chinese).toMatchFileSnapshot(`../../docs/zh/${page}`);
    },
  );

  it("have no line without words in Chinese", async () => {
    await expect(inChinese("Nobody has said this yet.\n")).rejects.toThrow(/does not say this/);
  });
});
