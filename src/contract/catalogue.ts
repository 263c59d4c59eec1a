import type { Check } from "./check.js";
import { challengeEcho } from "./checks/challenge-echo.js";
import { connectionAcksEvent } from "./checks/connection-acks-event.js";
import { connectionDuplicate } from "./checks/connection-duplicate.js";
import { connectionEmptyToken } from "./checks/connection-empty-token.js";
import { connectionHalfOpen } from "./checks/connection-half-open.js";
import { connectionLimit } from "./checks/connection-limit.js";
import { connectionOpens } from "./checks/connection-opens.js";
import { connectionPings } from "./checks/connection-pings.js";
import { connectionReconnects } from "./checks/connection-reconnects.js";
import { connectionSplitPackets } from "./checks/connection-split-packets.js";
import { connectionUnknownType } from "./checks/connection-unknown-type.js";
import { eventAccepted } from "./checks/event-accepted.js";
import { idempotencyDuplicate } from "./checks/idempotency-duplicate.js";
import { retryFirstAttemptLost } from "./checks/retry-first-attempt-lost.js";
import { retryFreshSignature } from "./checks/retry-fresh-signature.js";
import { retryLateRetry } from "./checks/retry-late-retry.js";
import { retryOriginalSignature } from "./checks/retry-original-signature.js";
import { securityBodySwapped } from "./checks/security-body-swapped.js";
import { securityForgedSignatureStatus } from "./checks/security-forged-signature-status.js";
import { securityForgedSignature } from "./checks/security-forged-signature.js";
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
  connectionOpens,
  connectionPings,
  connectionAcksEvent,
  connectionSplitPackets,
  connectionEmptyToken,
  connectionUnknownType,
  connectionReconnects,
  connectionHalfOpen,
  connectionDuplicate,
  connectionLimit,
];
