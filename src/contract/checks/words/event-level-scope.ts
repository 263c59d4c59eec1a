import { createTexts } from "../../../base/text.js";

export const eventLevelScopeTexts = createTexts("event/level-scope", {
  title: {
    en: "An event about a level (scope_type 1, an omb_ id) is accepted and acted on",
    zh: "",
  },
  clause: {
    en: "The settings of a level change as well as those of a room: scope_type 1 with the id of a level (omb_), scope_type 2 with the id of a room (omm_).",
    zh: "",
  },
  why: {
    en: "Changes made to a whole building or floor would be lost, or retried in vain.",
    zh: "",
  },
  fix: {
    en: "Take both values of scope_type, and do not demand that scope_id begins with omm_.",
    zh: "",
  },
});
