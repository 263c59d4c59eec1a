import { describe, expect, it } from "vitest";
import { wordingAt } from "../../../src/receiver/witness/wording.js";

const [first, second] = ["5e3702a84e847582be8db7fb73283c02", "0123456789abcdef0123456789abcdef"];

function wordingOf(line: string): number {
  const id = line.includes(first) ? first : second;
  const start = line.indexOf(id);
  return wordingAt(line, start, start + id.length);
}

describe("the wording of a line about an event", () => {
  it.each([
    ["but for the id", `handled ${first}`, `handled ${second}`],
    [
      "but for times and numbers",
      `12:00:01.123 [17] ${first} 5 ms`,
      `9:59:59.1 [4] ${second} 31 ms`,
    ],
    ["but for colours", `\u001B[32m'${first}'\u001B[39m,`, `'${second}',`],
    [
      "but for the token, whatever its form",
      `{"event_id":"${first}","token":"a-token","create_time":"1"}`,
      `{"event_id":"${second}","token":"vgIJMT7TzkbK4NVLmAbbO3dVxbL1zbJX","create_time":"1"}`,
    ],
    [
      "with a token and without one",
      `{"event_id":"${first}","token":"a-token","create_time":"1"}`,
      `{"event_id":"${second}","create_time":"1"}`,
    ],
    [
      "with a token and with null, as Python prints it",
      `{'event_id': '${first}', 'token': 'a-token', 'create_time': '1'}`,
      `{'event_id': '${second}', 'token': None, 'create_time': '1'}`,
    ],
    [
      "but for the event's type",
      `got vc.reserve_config.updated_v1 ${first}`,
      `got vc.reserve_config.unknown_v1 ${second}`,
    ],
    [
      "but for the type of any event",
      `got im.message.receive_v1 ${first}`,
      `got im.message.unknown_v1 ${second}`,
    ],
    ["for a room and a level", `scope omm_${first} of`, `scope omb_${second} of`],
    [
      "but for what is far away",
      `${first} ${" a".repeat(40)} Alice`,
      `${second} ${" a".repeat(40)} Bob`,
    ],
  ])("is the same %s", (_what, one, other) => {
    expect(wordingOf(one)).toBe(wordingOf(other));
  });

  it.each([
    ["before the id", `handled ${first}`, `duplicate ${second}`],
    ["behind it", `event ${first} handled`, `event ${second} ignored`],
    [
      "in a member of JSON",
      `{"event_id":"${first}","msg":"handled"}`,
      `{"event_id":"${second}","msg":"refused"}`,
    ],
  ])("differs by a word %s", (_where, one, other) => {
    expect(wordingOf(one)).not.toBe(wordingOf(other));
  });
});
