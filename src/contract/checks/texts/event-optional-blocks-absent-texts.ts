import { createTexts } from "../../../base/text.js";

export const eventOptionalBlocksAbsentTexts = createTexts("event/optional-blocks-absent", {
  title: {
    en: "An event with nothing but scope_id and scope_type is accepted",
    zh: "只含 scope_id 和 scope_type 的事件推送成功",
  },
  clause: {
    en: "All below scope_id and scope_type is optional: approve_config, reserve_scope_config and time_config may be missing.",
    zh: "除 scope_id 和 scope_type 外都是可选内容：approve_config、reserve_scope_config 和 time_config 可能没有。",
  },
  why: {
    en: "Code that reads event.time_config.max_duration without looking first breaks on the first change of another kind.",
    zh: "不加判断就读取 event.time_config.max_duration 的代码，一遇到其他设置的变更就会出错。",
  },
  fix: {
    en: "Treat each block, and each field in it, as optional.",
    zh: "将每个结构体及其中的每个字段都按可选处理。",
  },
  minimal: {
    en: "an event with nothing but scope_id and scope_type",
    zh: "只含 scope_id 和 scope_type 的事件",
  },
});
