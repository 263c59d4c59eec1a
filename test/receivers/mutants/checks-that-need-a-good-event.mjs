/** Checks that cannot hold for a receiver that answers no good event with 200. */
const checksThatNeedAGoodEvent = [
  "event/accepted",
  "event/within-3s",
  "event/status-200",
  "event/level-scope",
  "event/null-user-id",
  "event/optional-blocks-absent",
  "event/boundary-values",
  "event/five-hundred-subscribers",
  "event/unknown-fields",
  "event/unknown-type",
  "event/header-names-any-case",
  "event/escaped-characters",
  "event/body-in-pieces",
  "event/keep-alive",
  "event/concurrent",
  "security/wrong-formula",
  "idempotency/duplicate",
  "idempotency/concurrent-duplicates",
  "idempotency/same-content-new-id",
  "idempotency/after-restart",
  "retry/first-attempt-lost",
  "retry/late-retry",
  "retry/fresh-signature",
  "retry/original-signature",
];

/** Those checks but `caughtBy`, each with the reason. */
export const everyOtherGoodEvent = (/** @type {string} */ caughtBy, /** @type {string} */ reason) =>
  Object.fromEntries(
    checksThatNeedAGoodEvent.filter((id) => id !== caughtBy).map((id) => [id, reason]),
  );
