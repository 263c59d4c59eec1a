import { createTexts } from "../base/text.js";

/** What is wrong with a ClientConfig that was asked for. */
export const clientConfigTexts = createTexts("gateway/client-config", {
  "no-such-preset": {
    en: ({ name }: { name: string }) =>
      `Failed to set the ClientConfig: there is none named "${name}".`,
    zh: ({ name }) => `无法设置 ClientConfig：没有名为「${name}」的配置。`,
  },
  presets: {
    en: ({ names }: { names: readonly string[] }) => `There are ${names.join(", ")}.`,
    zh: ({ names }) => `可选的配置：${names.join("、")}。`,
  },
  "no-such-setting": {
    en: ({ name }: { name: string }) =>
      `Failed to set the ClientConfig: "${name}" is not part of it.`,
    zh: ({ name }) => `无法设置 ClientConfig：其中没有「${name}」。`,
  },
  settings: {
    en: ({ names }: { names: readonly string[] }) => `Its settings are ${names.join(", ")}.`,
    zh: ({ names }) => `可设置 ${names.join("、")}。`,
  },
  "wrong-value": {
    en: ({ name, value }: { name: string; value: string }) =>
      `Failed to set the ClientConfig: ${name} is ${value}.`,
    zh: ({ name, value }) => `无法设置 ClientConfig：${name} 为 ${value}。`,
  },
  "whole-number": {
    en: ({ least }: { least: number }) =>
      `Give a whole number of at least ${least}: official clients break on anything else.`,
    zh: ({ least }) => `填写不小于 ${least} 的整数，否则官方客户端会出错。`,
  },
});
