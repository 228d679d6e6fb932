import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import { localDirectory } from '../../stack/local-directory.ts';
import { workflowId } from '../../workflows/messages.ts';
import type { CrashStack } from '../support/killable-stack.ts';
import type { Crowd } from './crowd.ts';
import type { Strikes } from './strikes.ts';

/** Longer than any strike, and than what everybody needs to find each other again after it. */
const stillMs = 180_000;
/** Longer than any one operation takes where it is only slow. */
const patienceSeconds = 300;
const lookEveryMs = 1_000;

interface Scene {
  readonly stack: Pick<CrashStack, 'client'>;
  readonly crowd: Pick<Crowd, 'acknowledged' | 'campaign' | 'unanswered'>;
  readonly strikes: Pick<Strikes, 'under' | 'deaths' | 'words'>;
}

/**
 * Waits for `work`, unless nobody is given an answer for three minutes, or somebody none for five: then it throws, with what strikes,
 * which workers have ended, what is unanswered, where the histories of those codes are kept, and what the
 * workers wrote last.
 */
export async function unlessStill(
  work: Promise<void>,
  { stack, crowd, strikes }: Scene,
): Promise<void> {
  const over = new AbortController();
  const still = untilStill(crowd, over.signal);
  const first = await Promise.race([work.then(() => 'over'), still]).finally(() => over.abort());
  if (first === 'over') return;
  throw new Error(
    [
      `it stands still after ${String(crowd.acknowledged.length)} answers; ${strikes.under() ?? 'nothing strikes'}`,
      ...strikes.deaths,
      ...crowd
        .unanswered()
        .map(
          ({ name, code, seconds }) => `unanswered: ${name} of ${code} for ${String(seconds)} s`,
        ),
      ...(await keepHistories(stack, crowd)),
      ...(await strikes.words()),
    ].join('\n'),
  );
}

async function untilStill(
  { acknowledged, unanswered }: Scene['crowd'],
  signal: AbortSignal,
): Promise<'still' | 'over'> {
  let answered = acknowledged.length;
  let since = Date.now();
  while (Date.now() - since < stillMs) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return 'over';
    if (unanswered().some(({ seconds }) => seconds > patienceSeconds)) return 'still';
    if (acknowledged.length === answered) continue;
    answered = acknowledged.length;
    since = Date.now();
  }
  return 'still';
}

/** Writes out the histories of codes that do not answer, and says where, or why not. */
async function keepHistories(
  { client }: Scene['stack'],
  { campaign, unanswered }: Scene['crowd'],
): Promise<readonly string[]> {
  const codes = [...new Set(unanswered().map(({ code }) => code))];
  return Promise.all(
    codes.map(async (code) => {
      const file = join(localDirectory(), 'crash', `${code}.json`);
      try {
        const history = await client.workflow.getHandle(workflowId(campaign, code)).fetchHistory();
        await writeFile(file, JSON.stringify(historyToJSON(history), null, 1));
        return `the history of ${code} is in ${file}`;
      } catch (error) {
        return `there is no history of ${code}: ${String(error)}`;
      }
    }),
  );
}
