import { appEn } from "./app-words.js";
import { contractEn } from "./contract-words.js";
import { deliveriesEn } from "./deliveries-words.js";
import { roomsEn } from "./rooms-words.js";
import type { Words } from "./words.js";

export const en: Words = {
  skipToContent: "Skip to the content",
  pages: "Pages",
  page: { rooms: "Rooms", deliveries: "Deliveries", app: "App", contract: "Contract" },
  language: "Language",
  connecting: "Connecting to mocklark …",
  notConnected: "mocklark is not running, or cannot be reached. What you see is what it said last.",
  unreachable: "mocklark could not be reached. Start it again, then try once more.",
  rooms: roomsEn,
  deliveries: deliveriesEn,
  app: appEn,
  contract: contractEn,
};
