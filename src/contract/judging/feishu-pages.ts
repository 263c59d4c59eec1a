const guide =
  "https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-";

/** The pages of Feishu's documentation the clauses of the checks are from. */
export const feishuPages = {
  /** The event itself. */
  event: "https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated",
  /** Delivery: 200 within 3 s, retries, duplicates. */
  delivery: `${guide}/choose-a-subscription-mode/send-notifications-to-developers-server`,
  /** Encryption and signature. */
  encryption: `${guide}/encrypt-key-encryption-configuration-case`,
  /** The url_verification request: on the page about delivery to a server of one's own. */
  requestUrl: `${guide}/choose-a-subscription-mode/send-notifications-to-developers-server`,
  /** The long connection; the page's address is older than what it is about now. */
  longConnection: `${guide}/request-url-configuration-case`,
  /** Trouble with events. */
  faq: "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/event-subscription-guide/event-subscriptions/faq",
} as const;
