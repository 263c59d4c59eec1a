import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from "vitest/node";

/** Begins with the files that take longest, as these patterns rank them: begun last, one would run alone. */
export const slowFirst = (slowest: readonly RegExp[]): TestSequencerConstructor =>
  class extends BaseSequencer {
    override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rankOf = ({ moduleId }: TestSpecification): number =>
        [...slowest, /./].findIndex((pattern) => pattern.test(moduleId));
      return Promise.resolve(files.toSorted((left, right) => rankOf(left) - rankOf(right)));
    }
  };
