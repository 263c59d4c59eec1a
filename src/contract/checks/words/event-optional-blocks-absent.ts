import { createTexts } from "../../../base/text.js";

export const eventOptionalBlocksAbsentTexts = createTexts("event/optional-blocks-absent", {
  title: {
    en: "An event with nothing but scope_id and scope_type is accepted",
    zh: "",
  },
  clause: {
    en: "All below scope_id and scope_type is optional: approve_config, reserve_scope_config and time_config may be missing.",
    zh: "",
  },
  why: {
    en: "Code that reads event.time_config.max_duration without looking first breaks on the first change of another kind.",
    zh: "",
  },
  fix: {
    en: "Treat each block, and each field in it, as optional.",
    zh: "",
  },
});
