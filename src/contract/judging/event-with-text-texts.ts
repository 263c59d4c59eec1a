import { createTexts } from "../../base/text.js";

export const eventWithTextTexts = createTexts("event-with-text", {
  plain: { en: "the same with a plain text", zh: "换成普通文本的同一事件" },
  "refuses-any": {
    en: "An event with another text in it is refused whatever that says, so this says nothing about characters: see event/unknown-fields.",
    zh: "事件中只要换了文本，无论内容是什么都会被拒绝，与字符无关，见 event/unknown-fields。",
  },
});
