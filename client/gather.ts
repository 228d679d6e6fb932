interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions in one go, and how many goes at a time. */
const most = { questions: 500, atOnce: 4 };

/**
 * Makes one question of many: what is asked in the same turn, or while answers are awaited, is
 * asked together next. Nobody's question is sent before they ask it, so answers are never older
 * than the question.
 */
export function createGather<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let running = 0;

  const run = async (): Promise<void> => {
    await Promise.resolve();
    for (;;) {
      const batch = waiting.splice(0, most.questions);
      if (batch.length === 0) break;
      try {
        const answers = await ask(batch.map(({ question }) => question));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running -= 1;
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (running === most.atOnce) return;
      running += 1;
      void run();
    });
}
