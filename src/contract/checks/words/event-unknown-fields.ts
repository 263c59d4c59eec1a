import { createTexts } from "../../../base/text.js";

export const eventUnknownFieldsTexts = createTexts("event/unknown-fields", {
  title: {
    en: "An event with unknown fields at every level is accepted",
    zh: "",
  },
  clause: {
    en: "Feishu adds fields to its events without a new version of them; what a receiver does not know it has to leave alone.",
    zh: "",
  },
  why: {
    en: "On the day a field is added every event would be refused.",
    zh: "",
  },
  fix: {
    en: "Do not validate with additionalProperties: false or a strict object schema; read the fields you need.",
    zh: "",
  },
});
