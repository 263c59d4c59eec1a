import type { Check } from "./check.js";
import { challengeEcho } from "./checks/challenge-echo.js";
import { eventAccepted } from "./checks/event-accepted.js";
import { idempotencyDuplicate } from "./checks/idempotency-duplicate.js";
import { retryFirstAttemptLost } from "./checks/retry-first-attempt-lost.js";
import { retryFreshSignature } from "./checks/retry-fresh-signature.js";
import { retryLateRetry } from "./checks/retry-late-retry.js";
import { retryOriginalSignature } from "./checks/retry-original-signature.js";
import { securityBodySwapped } from "./checks/security-body-swapped.js";
import { securityForgedSignature } from "./checks/security-forged-signature.js";
import { securityForgedSignatureStatus } from "./checks/security-forged-signature-status.js";
import { securityMalformedRequests } from "./checks/security-malformed-requests.js";
import { securityMissingSignature } from "./checks/security-missing-signature.js";
import { securityNoInternalsInAnswers } from "./checks/security-no-internals-in-answers.js";
import { securityOtherKey } from "./checks/security-other-key.js";
import { securityPlaintextDowngrade } from "./checks/security-plaintext-downgrade.js";
import { securityStaleTimestamp } from "./checks/security-stale-timestamp.js";
import { securityTamperedCiphertext } from "./checks/security-tampered-ciphertext.js";
import { securityWrongFormula } from "./checks/security-wrong-formula.js";
import { securityWrongToken } from "./checks/security-wrong-token.js";

/** Every check, in the order reports list them. */
export const catalogue: readonly Check[] = [
  challengeEcho,
  eventAccepted,
  securityForgedSignature,
  securityForgedSignatureStatus,
  securityMissingSignature,
  securityBodySwapped,
  securityTamperedCiphertext,
  securityOtherKey,
  securityPlaintextDowngrade,
  securityWrongToken,
  securityWrongFormula,
  securityStaleTimestamp,
  securityMalformedRequests,
  securityNoInternalsInAnswers,
  idempotencyDuplicate,
  retryFirstAttemptLost,
  retryLateRetry,
  retryFreshSignature,
  retryOriginalSignature,
];
