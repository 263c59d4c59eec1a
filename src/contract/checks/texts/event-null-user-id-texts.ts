import { createTexts } from "../../../base/text.js";

export const eventNullUserIdTexts = createTexts("event/null-user-id", {
  title: {
    en: "An event whose user_id values are null is accepted and acted on",
    zh: "user_id 为 null 的事件正常处理",
  },
  clause: {
    en: "The field user_id needs the permission contact:user.employee_id:readonly; to an app without it Feishu sends null there, and open_id and union_id as ever.",
    zh: "user_id 字段要求 contact:user.employee_id:readonly 权限。应用没有该权限时 user_id 为 null，open_id 和 union_id 照常推送。",
  },
  why: {
    en: "An app that loses the permission, or never had it, would fail on every event that names a person.",
    zh: "应用失去或从未开通该权限时，凡是带有用户的事件都会出错。",
  },
  fix: {
    en: "Allow null in user_id (string | null), and tell people apart by open_id or union_id.",
    zh: "允许 user_id 为 null（string | null），用 open_id 或 union_id 区分用户。",
  },
  "null-user-id": {
    en: "an event whose user_id values are null",
    zh: "user_id 为 null 的事件",
  },
});
