import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

/** Why a JSON Schema cannot be used to make events. */
export const jsonSchemaTexts = createTexts("event-json-schema", {
  "make-type": { en: "make the event type", zh: "生成事件类型" },
  "the-schema": { en: "the schema", zh: "这个 Schema" },
  unusable: {
    en: ({ file, reason }: { file: string; reason: string }) =>
      `Failed to use ${file} as a JSON Schema: ${reason}.`,
    zh: ({ file, reason }) => zh`无法将${file}用作 JSON Schema：${reason}。`,
  },
  "give-schema": {
    en: "Give a JSON Schema of the event's content, or of a whole event.",
    zh: "提供 event 结构体或整个事件体的 JSON Schema。",
  },
  "no-object": {
    en: ({ seen }: { seen: string }) => `what it describes is no object, but for instance ${seen}`,
    zh: ({ seen }) => zh`它描述的不是对象，例如${seen}`,
  },
  nothing: { en: "nothing", zh: "空内容" },
  "no-content": {
    en: ({ reason }: { reason: string }) => `no content can be made from it: ${reason}`,
    zh: ({ reason }) => `无法据此生成内容：${reason}`,
  },
  "too-large": {
    en: ({ size, most }: { size: number; most: number }) =>
      `a content with every field would have at least ${size} characters or values, and an event may have ${most}`,
    zh: ({ size, most }) =>
      `包含全部字段的内容至少有 ${size} 个字符或值，而一个事件最多 ${most} 个`,
  },
  "lower-least": {
    en: "Lower what is least in it: minLength, minItems, minProperties, or a count in a pattern.",
    zh: "调小其中的下限：minLength、minItems、minProperties，或 pattern 中的次数。",
  },
  "none-fits": {
    en: ({ draws, why }: { draws: number; why: readonly string[] }) =>
      `none of ${draws} contents made from it is what it allows${why.map((one) => `: ${one.replace(/\.$/, "")}`).join("")}`,
    zh: ({ draws, why }) =>
      `据此生成了 ${draws} 份内容，没有一份符合 Schema${why.map((one) => `：${one.replace(/。$/, "")}`).join("")}`,
  },
  "say-more": {
    en: "Say more of what fits (enum, pattern, minimum), or give a sample of the event instead.",
    zh: "用 enum、pattern、minimum 等写明允许的值，或改为提供事件样例。",
  },
  "other-dialect": {
    en: ({ dialect }: { dialect: string }) => `it is written for ${dialect}`,
    zh: ({ dialect }) => `它使用的版本是 ${dialect}`,
  },
  "known-dialects": {
    en: "Write it for draft 2020-12, 2019-09 or draft-07.",
    zh: "改用 draft 2020-12、2019-09 或 draft-07。",
  },
  "refers-elsewhere": {
    en: ({ reference }: { reference: string }) => `it refers to "${reference}", which is not in it`,
    zh: ({ reference }) => `它引用了 "${reference}"，但其中没有这项定义`,
  },
  "refer-within": {
    en: 'Put that under "$defs" of the same file, and refer to "#/$defs/NAME": nothing is loaded from elsewhere.',
    zh: '将这项定义放到同一文件的 "$defs" 下，用 "#/$defs/NAME" 引用；mocklark 不会从别处加载。',
  },
  nameless: {
    en: "it does not say of which event type it is",
    zh: "其中未说明事件类型",
  },
  "name-type": {
    en: "Name the type: --event TYPE=FILE, TYPE: FILE under `events` in the config file, or `name` in a program.",
    zh: "指定事件类型：命令行用 --event TYPE=FILE，配置文件在 events 下写 TYPE: FILE，代码中用 name。",
  },
});
