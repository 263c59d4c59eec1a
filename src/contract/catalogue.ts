import type { Check } from "./check.js";
import { challengeEcho } from "./checks/challenge-echo.js";
import { eventAccepted } from "./checks/event-accepted.js";
import { idempotencyDuplicate } from "./checks/idempotency-duplicate.js";
import { securityBodySwapped } from "./checks/security-body-swapped.js";
import { securityForgedSignature } from "./checks/security-forged-signature.js";
import { securityForgedSignatureStatus } from "./checks/security-forged-signature-status.js";
import { securityMissingSignature } from "./checks/security-missing-signature.js";
import { securityOtherKey } from "./checks/security-other-key.js";
import { securityPlaintextDowngrade } from "./checks/security-plaintext-downgrade.js";
import { securityStaleTimestamp } from "./checks/security-stale-timestamp.js";
import { securityTamperedCiphertext } from "./checks/security-tampered-ciphertext.js";
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
  securityStaleTimestamp,
  idempotencyDuplicate,
];
