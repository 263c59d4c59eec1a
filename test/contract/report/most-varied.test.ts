import { expect, it } from "vitest";
import { mostVaried } from "../../../src/contract/report/most-varied.js";

const answers = ["a 200", "b 200", "c 200", "d 500", "e 200", "f refused"];
const statusOf = (answer: string): string => answer.slice(2);

it.each([
  [6, answers],
  [4, ["a 200", "b 200", "d 500", "f refused"]],
  [3, ["a 200", "d 500", "f refused"]],
  [2, ["a 200", "d 500"]],
  [0, []],
])("of six answers the %i that differ most are kept, in their order", (most, kept) => {
  expect(mostVaried(answers, most, statusOf)).toEqual(kept);
});
