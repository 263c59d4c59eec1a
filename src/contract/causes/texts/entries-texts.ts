import { createTexts } from "../../../base/text.js";

interface FoundWords {
  readonly reason: string;
  readonly fix: string;
}

const withoutStop = (sentence: string): string => sentence.replace(/[.。]$/, "");

/** What stands under "Start with this" where no experiment found out more. */
export const entryTexts = createTexts("cause/entry", {
  found: {
    en: ({ reason, fix }: FoundWords) => `${withoutStop(reason)}. ${fix}`,
    zh: ({ reason, fix }) => `${withoutStop(reason)}。${fix}`,
  },
  "found-with": {
    en: ({ reason, seen, fix }: FoundWords & { seen: readonly string[] }) =>
      `${withoutStop(reason)} (${seen.join("; ")}). ${fix}`,
    zh: ({ reason, seen, fix }) => `${withoutStop(reason)}（${seen.join("；")}）。${fix}`,
  },
  "size-fix": {
    en: "A limit on the body's size is too low: Feishu's events may be 100 kB long.",
    zh: "调高请求体的大小上限：飞书的事件可达 100 KB。",
  },
  "dies-again": {
    en: ({ more }: { more: number }) => `The same ${more === 1 ? "once" : `${more} times`} more.`,
    zh: ({ more }) => `同样的情况还有 ${more} 次。`,
  },
});
