import { createTexts, type Text } from "../../base/text.js";

const texts = createTexts("feishu-page", {
  at: {
    en: ({ path }: { path: string }) => `https://open.larksuite.com/document/${path}`,
    zh: ({ path }) => `https://open.feishu.cn/document/${path}`,
  },
});

const at = (path: string): Text => texts("at", { path });

const guide = "ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-";

/** The pages of Feishu's documentation the clauses of the checks are from; Lark's have the same paths. */
export const feishuPages = {
  /** The event itself. */
  event: at("server-docs/vc-v1/reserve_config/events/updated"),
  /** Delivery: 200 within 3 s, retries, duplicates. */
  delivery: at(`${guide}/choose-a-subscription-mode/send-notifications-to-developers-server`),
  /** Encryption and signature. */
  encryption: at(`${guide}/encrypt-key-encryption-configuration-case`),
  /** The url_verification request: on the page about delivery to a server of one's own. */
  requestUrl: at(`${guide}/choose-a-subscription-mode/send-notifications-to-developers-server`),
  /** The long connection; the page's address is older than what it is about now. */
  longConnection: at(`${guide}/request-url-configuration-case`),
  /** Trouble with events. */
  faq: at("uAjLw4CM/ukTMukTMukTM/event-subscription-guide/event-subscriptions/faq"),
} as const;
