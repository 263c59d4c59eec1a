/** Runs one question after the other, and takes the answer of the last alone. */
export interface Latest {
  /** @param afterMs waits so long first, in case another question follows */
  readonly ask: <Answer>(
    question: () => Promise<Answer>,
    take: (answer: Answer) => void,
    afterMs?: number,
  ) => void;
  /** No answer is taken any more. */
  readonly drop: () => void;
}

/** @param failed told why the last question has no answer */
export function createLatest(failed: (error: unknown) => void): Latest {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask(question, take, afterMs = 0) {
      const asked = ++last;
      clearTimeout(timer);
      const run = async (): Promise<void> => {
        try {
          const answer = await question();
          if (asked === last) take(answer);
        } catch (error) {
          if (asked === last) failed(error);
        }
      };
      if (afterMs === 0) void run();
      else timer = setTimeout(() => void run(), afterMs);
    },
    drop() {
      last++;
      clearTimeout(timer);
    },
  };
}
