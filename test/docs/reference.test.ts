import { beforeAll, describe, expect, it } from "vitest";
import { renderReference } from "../../docs/generate/reference.mjs";
import { pagesInOrder, readText } from "./pages.js";

const names = ["commands", "checks", "causes", "exit-codes", "schemas"];
const pages = ["docs/reference", "docs/zh/reference"].flatMap((folder) =>
  names.map((name) => `${folder}/${name}.md`),
);

describe("the reference", () => {
  let rendered: Readonly<Record<string, string>> = {};

  // Prints the help of every command, in both languages.
  beforeAll(async () => (rendered = await renderReference()), 120_000);

  it("is walked whole", () => {
    expect(pagesInOrder).toEqual(
      expect.arrayContaining(pages.filter((page) => !page.includes("/zh/"))),
    );
    expect(Object.keys(rendered).toSorted()).toEqual(pages.toSorted());
  });

  it.each(pages)("is what the code says, or `npm run generate` is due: %s", (page) => {
    expect(readText(page)).toBe(rendered[page]);
  });
});
