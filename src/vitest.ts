/** The contract suite and the simulator's matchers for Vitest: `import { describeReceiver } from "mocklark/vitest"`. */
import { beforeAll, describe, expect, test, type TestContext } from "vitest";
import { createOptionCheck, wholeNumberFrom } from "./base/option-check.js";
import type { Language } from "./base/text.js";
import { catalogue } from "./contract/catalogue.js";
import type { CheckId } from "./contract/report/check-id.js";
import { filterChecks } from "./contract/suite/check-filter.js";
import { checkReceiver } from "./contract/check-receiver.js";
import {
  checkReceiverOptions,
  type CheckReceiverOptions,
} from "./contract/check-receiver-options.js";
import { checkFailureText } from "./contract/reporters/failure-text.js";
import type { CheckResult, Report } from "./contract/report/report.js";
import { matchers, type ReceiverAssertions } from "./matchers.js";
import type { Receiver } from "./simulator/receiver-target.js";
import { vitestTexts } from "./vitest-texts.js";

expect.extend(matchers);

declare global {
  // Vitest's assertions take these in. Its own module is found from where this file is: with a package that is a
  // link, beside the link's target, and the user's Vitest is another one.
  namespace jest {
    // oxlint-disable-next-line typescript/no-empty-object-type -- must repeat Vitest's own declaration
    interface Matchers<R, T = {}> extends ReceiverAssertions<R> {}
  }
}

export interface DescribeReceiverOptions extends Omit<CheckReceiverOptions, "target"> {
  /**
   * The receiver: URL, server or Express app; or a function that gives it, called once before the tests,
   * for a receiver that is only started in a `beforeAll`. May be left out with `exec`.
   */
  readonly target?: Receiver | LazyReceiver;
  /** How long the whole suite may take, milliseconds; default 180,000. */
  readonly timeoutMs?: number;
}

const checkOptions = createOptionCheck<DescribeReceiverOptions>(vitestTexts("describe-receiver"), {
  ...checkReceiverOptions,
  timeoutMs: wholeNumberFrom(1),
});

export interface LazyReceiver {
  readonly start: () => Receiver | Promise<Receiver>;
}

/**
 * A `describe` with one test per contract check; the suite runs once, before the first of them.
 *
 * - A `must` that does not hold fails its test with everything needed to mend it; so does our own fault.
 * - A `should` that does not hold passes with a warning, and fails under `strict`.
 * - What does not apply, and a failure the baseline knows, is skipped with the reason.
 * - What could not be decided is skipped with what to add, and fails under `strict`: it is never green.
 * - Titles and messages are in the language of the options.
 * - One more test fails when the receiver died on the way or the baseline is out of date.
 */
export function describeReceiver(name: string, settings: DescribeReceiverOptions): void {
  checkOptions(settings);
  const { target, timeoutMs = 180_000, ...options } = settings;
  const { strict = false, language = "en", checks = catalogue } = options;
  const transport = options.longConnection ? "long-connection" : "webhook";
  const applicable = checks.filter(({ appliesTo }) => appliesTo === transport);
  // oxlint-disable-next-line vitest/valid-title -- the title is the caller's
  describe(name, () => {
    let report: Report | undefined;

    beforeAll(async () => {
      const receiver = isLazy(target) ? await target.start() : target;
      report = await checkReceiver({
        ...options,
        ...(receiver === undefined ? {} : { target: receiver }),
      });
    }, timeoutMs);

    for (const { id, texts } of filterChecks(applicable, options)) {
      test(`${id}: ${texts("title").in(language)}`, async (context) => {
        const result = resultOf(report, id);
        await settle(result, { strict, language, context });
        expect(result).toKeepTheContract({ language });
      });
    }

    // oxlint-disable-next-line vitest/valid-title -- the title is a text in the language that was chosen
    test(vitestTexts("lives").in(language), () => {
      expect(report?.findings.map(({ message }) => message)).toEqual([]);
    });
  });
}

const isLazy = (target: DescribeReceiverOptions["target"]): target is LazyReceiver =>
  typeof target === "object" && "start" in target;

function resultOf(report: Report | undefined, id: CheckId): CheckResult {
  const result = report?.checks.find((check) => check.id === id);
  if (result) return result;
  throw new Error(`The suite gave no verdict on ${id}.`);
}

/** Skips a test that can be neither green nor red, and shows advice that was not followed. */
async function settle(result: CheckResult, { strict, language, context }: Settling): Promise<void> {
  const { verdict, known, reason } = result;
  const failure = () => checkFailureText(result, language);
  if (verdict === "skip") context.skip(reason);
  if (known) context.skip(vitestTexts("known", known).in(language));
  if (verdict === "inconclusive") {
    const undecided = (text: string) => vitestTexts("inconclusive", { text }).in(language);
    if (strict) throw new Error(undecided(failure()));
    context.skip(undecided(reason));
  }
  if (verdict === "warn") {
    // An annotation reaches the reports; the default reporter shows only what is printed.
    await context.annotate(failure(), "warning");
    console.warn(failure());
  }
}

interface Settling {
  readonly strict: boolean;
  readonly language: Language;
  readonly context: TestContext;
}
