import { createTexts } from "../../../base/text.js";

export const eventBoundaryValuesTexts = createTexts("event/boundary-values", {
  title: {
    en: "The smallest and the largest documented values are accepted and acted on",
    zh: "",
  },
  clause: {
    en: "Documented are days_in_advance 1 to 730, max_duration 1 to 99 hours, times of 0 to 86400 s, meeting_duration 0.1 to 99 hours with fractions, and lists that may be empty.",
    zh: "",
  },
  why: {
    en: "An administrator may choose any of them; an integer column or a tighter range makes the receiver refuse a legal change.",
    zh: "",
  },
  fix: {
    en: "Store meeting_duration as a decimal number, take 86400 (the end of the day) for a time, and take empty lists.",
    zh: "",
  },
});
