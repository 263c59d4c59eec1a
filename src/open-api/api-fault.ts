import { MocklarkError } from "../base/errors.js";
import {
  createOptionCheck,
  numberFrom,
  type OptionTable,
  text,
  wholeNumberFrom,
} from "../base/option-check.js";
import { suggestion } from "../base/suggestions.js";
import {
  credentialErrors,
  gatewayErrors,
  rareErrors,
  reserveConfigErrors,
  sideBlockErrors,
  tokenErrors,
  type ApiError,
  type GatewayError,
} from "./api-error.js";
import type { OpenApiRules } from "./open-api-rules.js";
import { openApiTexts } from "./open-api-texts.js";
import type { Operation } from "./operation.js";
import { overRate } from "./rate-limiter.js";

/** What goes wrong at the next calls. */
export interface ApiFault {
  /** The code to answer, 99991400 for instance; its status, words and headers follow from it. */
  readonly code: number;
  /** Default: what belongs to the code. */
  readonly httpStatus?: number;
  readonly msg?: string;
  /** Real milliseconds the answer is held back; with code 0 it is only slow. */
  readonly delayMs?: number;
  /**
   * The operation's id, "patchReserveConfig"; default: whichever is called next, those that give tokens not
   * counted.
   */
  readonly operation?: string;
  /** How many calls; default 1. */
  readonly times?: number;
}

export const faultOptions: OptionTable<ApiFault> = {
  code: wholeNumberFrom(0),
  httpStatus: (status) =>
    Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599
      ? undefined
      : openApiTexts("give-a-status"),
  msg: text,
  delayMs: numberFrom(0),
  operation: text,
  times: wholeNumberFrom(1),
};

const checkFault = createOptionCheck<ApiFault>(openApiTexts("plan-failure"), faultOptions);

export interface ApiFaults {
  /** @throws MocklarkError USAGE for options that make no sense, or an operation that does not exist */
  plan(fault: ApiFault): void;
  /** Nothing that is planned happens any more. */
  end(): void;
  /** The fault that this call meets, if any, which counts as one of its times. */
  take(operation: string): ApiFault | undefined;
}

/**
 * @param operations ids of all that can fail
 * @param unasked ids of those that fail only when the fault names them
 */
export function createApiFaults(
  operations: readonly string[],
  unasked: readonly string[],
): ApiFaults {
  const planned: { readonly fault: ApiFault; left: number }[] = [];
  const meets = ({ operation }: ApiFault, called: string): boolean =>
    operation === undefined ? !unasked.includes(called) : operation === called;
  return {
    plan(fault) {
      checkFault(fault);
      if (fault.code === undefined) throw withoutCode();
      const { operation, times = 1 } = fault;
      if (operation !== undefined && !operations.includes(operation)) {
        throw unknownOperation(operation, operations);
      }
      planned.push({ fault, left: times });
    },
    end: () => void planned.splice(0),
    take(called) {
      const index = planned.findIndex(({ fault }) => meets(fault, called));
      const found = planned[index];
      if (!found) return undefined;
      if (--found.left <= 0) planned.splice(index, 1);
      return found.fault;
    },
  };
}

const withoutCode = (): MocklarkError =>
  new MocklarkError("USAGE", openApiTexts("no-code"), { remedy: openApiTexts("give-a-code") });

function unknownOperation(operation: string, known: readonly string[]): MocklarkError {
  const written = JSON.stringify(operation.slice(0, 100));
  return new MocklarkError("USAGE", openApiTexts("no-operation", { written }), {
    remedy: suggestion(operation, known) ?? openApiTexts("known", { names: known }),
  });
}

const knownErrors: readonly ApiError[] = [
  tokenErrors,
  gatewayErrors,
  rareErrors,
  credentialErrors,
  reserveConfigErrors,
  sideBlockErrors,
].flatMap((errors): ApiError[] => Object.values(errors));

/** The answer of a call that meets the fault; its own operation's words for the code come first. */
export function faultError(
  { code, httpStatus, msg }: ApiFault,
  { errors, rate }: Pick<Operation, "errors" | "rate">,
  rules: OpenApiRules,
): GatewayError {
  const known = [...errors, ...knownErrors].find((each) => each.code === code);
  const status = httpStatus ?? known?.httpStatus ?? 400;
  const base =
    code === gatewayErrors.overRate.code ? overRate(rules, rate?.perMinute ?? 100, 60) : known;
  return {
    ...base,
    code,
    httpStatus: httpStatus ?? base?.httpStatus ?? status,
    msg: msg ?? base?.msg ?? (status >= 500 ? "internal error" : "failed on demand"),
  };
}
