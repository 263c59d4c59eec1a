import { describe, expect, it } from "vitest";
import { pageFields, readPageRequest, takePage } from "../../src/open-api/pagination.js";

describe("a page", () => {
  it.each([
    ["nothing", {}, { offset: 0, size: 10 }],
    ["a size", { page_size: 3 }, { offset: 0, size: 3 }],
    ["a token", { page_token: "20" }, { offset: 20, size: 10 }],
    ["the token of the documented sample", { page_token: "0" }, { offset: 0, size: 10 }],
    ["an empty token", { page_token: "" }, { offset: 0, size: 10 }],
  ])("is asked for with %s", (_, query, request) => {
    expect(readPageRequest(query, 10)).toEqual(request);
  });

  it.each([
    ["page-size", { page_size: 0 }],
    ["page-size", { page_size: -1 }],
    ["page-token", { page_token: "AQD9/Rn9eij9Pm39ED40" }],
    ["page-token", { page_token: "-10" }],
    ["page-token", { page_token: "1.5" }],
    ["page-token", { page_token: "99999999999999999999" }],
  ])("is refused for its %s: %j", (mistake, query) => {
    expect(readPageRequest(query, 10)).toBe(mistake);
  });

  it.each([
    ["the first", 0, ["a", "b"], { has_more: true, page_token: "2" }],
    ["a last that is full", 2, ["c", "d"], { has_more: false }],
    ["one past the end", 8, [], { has_more: false }],
  ])("is %s of a list or of an iteration alike", (_, offset, items, fields) => {
    const list = ["a", "b", "c", "d"];
    for (const source of [list, list.values()]) {
      const page = takePage(source, { offset, size: 2 });
      expect(page.items).toEqual(items);
      expect(pageFields(page)).toStrictEqual(fields);
    }
  });

  it("asks an iteration for one item more than it has, and for no other", () => {
    let made = 0;
    function* numbers(): Generator<number> {
      for (;;) yield (made += 1);
    }
    expect(takePage(numbers(), { offset: 5, size: 2 }).items).toEqual([6, 7]);
    expect(made).toBe(8);
  });
});
