import { createTexts } from "../../../base/text.js";

export const connectionSplitPacketsTexts = createTexts("connection/split-packets", {
  title: {
    en: "An event in three frames out of order is acknowledged once and acted on once",
    zh: "",
  },
  clause: {
    en: "A large event comes in several frames with the same message_id; sum says how many, seq, from 0, which one.",
    zh: "",
  },
  why: {
    en: "Large events would be lost, such as those with many people in them, and only those.",
    zh: "",
  },
  fix: {
    en: "Collect frames by message_id until sum of them are there, join their payloads in the order of seq, then handle and acknowledge the event once.",
    zh: "",
  },
});
