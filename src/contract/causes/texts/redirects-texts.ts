import { createTexts } from "../../../base/text.js";

interface SeenRedirect {
  readonly status: number;
  readonly location: string;
}

export const redirectsTexts = createTexts("cause/redirects", {
  sentence: {
    en: ({ status, location }: SeenRedirect) =>
      `It answers with status ${status} and Location: ${location}, a redirect, which Feishu does not follow.`,
    zh: ({ status, location }) =>
      `接收端返回重定向（状态码 ${status}，Location: ${location}），飞书不会跟随重定向。`,
  },
  fix: {
    en: ({ path, addsSlash }: { path: string; addsSlash: boolean }) =>
      `Give the URL with ${path}${addsSlash ? " (with the slash at its end)" : ""}, where it works, or serve this one without a redirect.`,
    zh: ({ path, addsSlash }) =>
      `将请求地址的路径改为可用的 ${path}${addsSlash ? "（末尾带斜杠）" : ""}，或让当前路径不再重定向。`,
  },
  "fix-elsewhere": {
    en: ({ url }: { url: string }) =>
      `Give Feishu the URL it redirects to, ${url}, or answer here.`,
    zh: ({ url }) => `将请求地址改为重定向的目标 ${url}，或在当前地址直接响应。`,
  },
  "fix-unserved": {
    en: ({ path }: { path: string }) =>
      `Serve this URL itself: at ${path} it is not served either.`,
    zh: ({ path }) => `在当前地址直接响应：重定向到的 ${path} 同样不可用。`,
  },
  "fix-login": {
    en: ({ path }: { path: string }) =>
      `Serve this URL itself, and exempt it from the login it redirects to: at ${path} it is not served either.`,
    zh: ({ path }) => `在当前地址直接响应，并免去登录：重定向到的 ${path} 同样不可用。`,
  },
  "seen-at": {
    en: ({ path, status, location }: SeenRedirect & { path: string }) =>
      `at ${path}: status ${status} and Location: ${location}`,
    zh: ({ path, status, location }) => `${path}：状态码 ${status}，Location: ${location}`,
  },
});
