import { createTexts } from "../../../base/text.js";

export const eventNullUserIdTexts = createTexts("event/null-user-id", {
  title: {
    en: "An event whose user_id values are null is accepted and acted on",
    zh: "",
  },
  clause: {
    en: "The field user_id needs the permission contact:user.employee_id:readonly; to an app without it Feishu sends null there, and open_id and union_id as ever.",
    zh: "",
  },
  why: {
    en: "An app that loses the permission, or never had it, would fail on every event that names a person.",
    zh: "",
  },
  fix: {
    en: "Allow null in user_id (string | null), and tell people apart by open_id or union_id.",
    zh: "",
  },
});
