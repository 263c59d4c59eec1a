import { expect, test } from "vitest";
import { createRoster } from "../../src/delivery/roster.js";

test.each([
  ["numbers that rise", ["8", "9", "10", "11"]],
  ["names", ["run-8", "a-9", "run-10", "__proto__"]],
])("a roster keeps items in the order they came, by %s", (_what, ids) => {
  const roster = createRoster<{ id: string }>();
  const items = ids.map((id) => ({ id }));
  const [first, second = { id: "" }] = items;
  for (const item of items) roster.add(item);
  expect(roster.values()).toEqual(items);
  expect(roster.get(ids[3] ?? "")).toBe(items[3]);
  roster.remove(second);
  roster.remove(second);
  expect(roster.get(second.id)).toBeUndefined();
  expect(roster.values()).toEqual([first, items[2], items[3]]);
  expect(roster.size).toBe(3);
});
