import type { Check } from "./suite/check.js";
import { challengeColdStart } from "./checks/challenge-cold-start.js";
import { challengeEcho } from "./checks/challenge-echo.js";
import { challengePlaintextRefused } from "./checks/challenge-plaintext-refused.js";
import { challengeWithin1s } from "./checks/challenge-within-1s.js";
import { challengeWrongTokenRefused } from "./checks/challenge-wrong-token-refused.js";
import { connectionAcksEvent } from "./checks/connection-acks-event.js";
import { connectionAfterRestart } from "./checks/connection-after-restart.js";
import { connectionBadFrame } from "./checks/connection-bad-frame.js";
import { connectionDuplicate } from "./checks/connection-duplicate.js";
import { connectionEmptyToken } from "./checks/connection-empty-token.js";
import { connectionEveryType } from "./checks/connection-every-type.js";
import { connectionHalfOpen } from "./checks/connection-half-open.js";
import { connectionLimit } from "./checks/connection-limit.js";
import { connectionOpens } from "./checks/connection-opens.js";
import { connectionOutage } from "./checks/connection-outage.js";
import { connectionPings } from "./checks/connection-pings.js";
import { connectionReconnectCount } from "./checks/connection-reconnect-count.js";
import { connectionReconnects } from "./checks/connection-reconnects.js";
import { connectionSilentEndpoint } from "./checks/connection-silent-endpoint.js";
import { connectionSplitPackets } from "./checks/connection-split-packets.js";
import { connectionUnknownType } from "./checks/connection-unknown-type.js";
import { eventAccepted } from "./checks/event-accepted.js";
import { eventBodyInPieces } from "./checks/event-body-in-pieces.js";
import { eventBoundaryValues } from "./checks/event-boundary-values.js";
import { eventConcurrent } from "./checks/event-concurrent.js";
import { eventEscapedCharacters } from "./checks/event-escaped-characters.js";
import { eventEveryType } from "./checks/event-every-type.js";
import { eventFiveHundredSubscribers } from "./checks/event-five-hundred-subscribers.js";
import { eventFlaky } from "./checks/event-flaky.js";
import { eventHeaderNamesAnyCase } from "./checks/event-header-names-any-case.js";
import { eventKeepAlive } from "./checks/event-keep-alive.js";
import { eventLevelScope } from "./checks/event-level-scope.js";
import { eventNullUserId } from "./checks/event-null-user-id.js";
import { eventOptionalBlocksAbsent } from "./checks/event-optional-blocks-absent.js";
import { eventStatus200 } from "./checks/event-status-200.js";
import { eventUnknownFields } from "./checks/event-unknown-fields.js";
import { eventUnknownType } from "./checks/event-unknown-type.js";
import { eventWithin3s } from "./checks/event-within-3s.js";
import { idempotencyAfterRestart } from "./checks/idempotency-after-restart.js";
import { idempotencyConcurrentDuplicates } from "./checks/idempotency-concurrent-duplicates.js";
import { idempotencyDuplicate } from "./checks/idempotency-duplicate.js";
import { idempotencyHorizon } from "./checks/idempotency-horizon.js";
import { idempotencyManyEvents } from "./checks/idempotency-many-events.js";
import { idempotencySameContentNewId } from "./checks/idempotency-same-content-new-id.js";
import { retryAfterKill } from "./checks/retry-after-kill.js";
import { retryFirstAttemptLost } from "./checks/retry-first-attempt-lost.js";
import { retryFreshSignature } from "./checks/retry-fresh-signature.js";
import { retryLateRetry } from "./checks/retry-late-retry.js";
import { retryOriginalSignature } from "./checks/retry-original-signature.js";
import { retryOwnFailure } from "./checks/retry-own-failure.js";
import { securityBodySwapped } from "./checks/security-body-swapped.js";
import { securityClockSkew } from "./checks/security-clock-skew.js";
import { securityForgedSignatureStatus } from "./checks/security-forged-signature-status.js";
import { securityForgedSignature } from "./checks/security-forged-signature.js";
import { securityForgeryKeepsId } from "./checks/security-forgery-keeps-id.js";
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
  challengeWithin1s,
  challengeColdStart,
  challengeWrongTokenRefused,
  challengePlaintextRefused,
  eventAccepted,
  eventWithin3s,
  eventStatus200,
  eventLevelScope,
  eventNullUserId,
  eventOptionalBlocksAbsent,
  eventBoundaryValues,
  eventFiveHundredSubscribers,
  eventUnknownFields,
  eventUnknownType,
  eventEveryType,
  eventHeaderNamesAnyCase,
  eventEscapedCharacters,
  eventBodyInPieces,
  eventKeepAlive,
  eventConcurrent,
  eventFlaky,
  securityForgedSignature,
  securityForgedSignatureStatus,
  securityMissingSignature,
  securityBodySwapped,
  securityTamperedCiphertext,
  securityOtherKey,
  securityPlaintextDowngrade,
  securityWrongToken,
  securityWrongFormula,
  securityForgeryKeepsId,
  securityStaleTimestamp,
  securityClockSkew,
  securityMalformedRequests,
  securityNoInternalsInAnswers,
  idempotencyDuplicate,
  idempotencyConcurrentDuplicates,
  idempotencySameContentNewId,
  idempotencyAfterRestart,
  idempotencyManyEvents,
  idempotencyHorizon,
  retryFirstAttemptLost,
  retryLateRetry,
  retryFreshSignature,
  retryOwnFailure,
  retryAfterKill,
  retryOriginalSignature,
  connectionOpens,
  connectionPings,
  connectionAcksEvent,
  connectionSplitPackets,
  connectionBadFrame,
  connectionEmptyToken,
  connectionUnknownType,
  connectionEveryType,
  connectionDuplicate,
  connectionAfterRestart,
  connectionReconnects,
  connectionHalfOpen,
  connectionSilentEndpoint,
  connectionOutage,
  connectionReconnectCount,
  connectionLimit,
];
