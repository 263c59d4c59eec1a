import { expect, it } from "vitest";
import type { MocklarkError } from "../../src/base/errors.js";
import { createSimulator } from "../../src/simulator/simulator.js";

it.each([
  [
    { seed: -1 },
    "无法创建模拟器：seed 的值无效（-1）。",
    "传入不小于 0 的整数。",
    "Failed to create the simulator: seed is -1.",
  ],
  [
    { journal: {} },
    "无法创建模拟器：journal 的值无效（一个对象）。",
    "传入 await openJournal 返回的对象。",
    "Failed to create the simulator: journal is an object.",
  ],
])("a simulator with %o is refused in both languages", (options, text, remedy, message) => {
  let thrown: unknown;
  try {
    createSimulator(options as never);
  } catch (error) {
    thrown = error;
  }
  const error = thrown as MocklarkError;
  expect([error.message, error.text.in("zh"), error.remedyText?.in("zh")]).toEqual([
    message,
    text,
    remedy,
  ]);
});
