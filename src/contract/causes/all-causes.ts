import { actsOnNextRequest } from "./acts-on-next-request.js";
import { answersLate } from "./answers-late.js";
import { answersNothing } from "./answers-nothing.js";
import { bodyInBase64 } from "./body-in-base64.js";
import type { Cause } from "./cause.js";
import { challengeInAnotherForm } from "./challenge-in-another-form.js";
import { challengeToken } from "./challenge-token.js";
import { encryptNeverOpened } from "./encrypt-never-opened.js";
import { eventMembersBeforeChallenge } from "./event-members-before-challenge.js";
import { eventToken } from "./event-token.js";
import { firstSchemaOnly } from "./first-schema-only.js";
import { paddingLengthMatters } from "./padding-length-matters.js";
import { redirects } from "./redirects.js";
import { refusesContent } from "./refuses-content.js";
import { refusesUserAgent } from "./refuses-user-agent.js";
import { servesNoSuchPath } from "./serves-no-such-path.js";
import { setsNoAnswer } from "./sets-no-answer.js";
import { signatureBeforeChallenge } from "./signature-before-challenge.js";
import { strayMembers } from "./stray-members.js";
import { wantsContentType } from "./wants-content-type.js";
import { wantsHeaderCase } from "./wants-header-case.js";
import { wrongClock } from "./wrong-clock.js";
import { wrongDecryption } from "./wrong-decryption.js";
import { wrongFormula } from "./wrong-formula.js";
import { wrongPath } from "./wrong-path.js";
import { wrongStatus } from "./wrong-status.js";

/**
 * What may be behind a report, in the order in which it meets what Feishu sends; where two cannot
 * both be true, what is quickly tried comes first.
 */
export const allCauses: readonly Cause[] = [
  redirects,
  wrongPath,
  answersNothing,
  answersLate,
  wrongStatus,
  setsNoAnswer,
  wantsContentType,
  refusesUserAgent,
  bodyInBase64,
  challengeInAnotherForm,
  signatureBeforeChallenge,
  eventMembersBeforeChallenge,
  challengeToken,
  wrongDecryption,
  paddingLengthMatters,
  actsOnNextRequest,
  firstSchemaOnly,
  strayMembers,
  wrongClock,
  wrongFormula,
  encryptNeverOpened,
  refusesContent,
  eventToken,
  wantsHeaderCase,
  servesNoSuchPath,
];
