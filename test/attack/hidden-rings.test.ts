import { afterAll, beforeAll, expect, test } from 'vitest';

import { start, wordOf } from '../../bench/attack/stage.ts';
import type { Account, Device } from '../../client/calls.ts';
import { createAttackStage } from './stage.ts';

const day = 86_400_000;
let made: Awaited<ReturnType<typeof createAttackStage>>;
beforeAll(async () => {
  made = await createAttackStage('strict');
});
afterAll(() => made.close());

type MadeUp = (name: string) => { readonly account?: Account; readonly device?: Device };

/**
 * Twelve friends of one inviter who hang together by payees and devices in turn; each of them asks for a code of their
 * own `times` more, with something else that is made up. Returns what the friends were answered.
 */
async function star(name: string, times: number, madeUp: MadeUp): Promise<readonly string[]> {
  const { stage } = made;
  let at = start;
  const tick = (ms = 1000): void => {
    at += ms;
    stage.setNow(at);
  };
  tick();
  const account = { payee: `${name}-hub` };
  const { code } = await stage.issue({ holder: `${name}-hub`, bound: true, account });
  const words: string[] = [];
  for (let n = 1; n <= 12; n += 1) {
    const invitee = `${name}-${String(n)}`;
    const payee = `${name}-pair-${String(Math.floor(n / 2))}`;
    const device = { id: `${name}-pair-${String(Math.ceil(n / 2))}` };
    // Five friends a day are everybody's bound.
    tick(n % 5 === 0 ? day : 1000);
    words.push(wordOf(await stage.redeem({ code, invitee, account: { payee }, device })));
    for (let m = 0; m < times; m += 1) {
      tick();
      await stage.issue({ holder: invitee, ...madeUp(`${invitee}-${String(m)}`) });
    }
  }
  return words;
}

test('a ring hides behind no number of devices and payees that its members make up', async () => {
  const device: MadeUp = (id) => ({ device: { id } });
  const payee: MadeUp = (id) => ({ account: { payee: id } });
  const open = await star('open', 0, device);
  expect(open).toContain('review');
  expect(await star('behind-devices', 21, device)).toEqual(open);
  expect(await star('behind-payees', 21, payee)).toEqual(open);
});
