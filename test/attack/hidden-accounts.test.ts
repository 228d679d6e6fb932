import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Account, Device } from '../../client/calls.ts';
import { start, wordOf } from '../../bench/attack/stage.ts';
import { createAttackStage } from './stage.ts';

let made: Awaited<ReturnType<typeof createAttackStage>>;
beforeAll(async () => {
  made = await createAttackStage('default');
});
afterAll(() => made.close());

interface Said {
  readonly account?: Account;
  readonly device?: Device;
}

/** Asks for the own code `times` more, each time with something else that is made up. */
async function askAgain(holder: string, times: number, madeUp: (n: number) => Said): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    made.stage.setNow(start + 1000 * (n + 1));
    await made.stage.issue({ holder, ...madeUp(n) });
  }
  made.stage.setNow(start + 60_000);
}

const device = (n: number): Said => ({ device: { id: `made-up-${String(n)}` } });
const payee = (n: number): Said => ({ account: { payee: `made-up-${String(n)}` } });

test.each([
  ['phone', 'devices', { phone: '+8613800000001' }, device],
  ['payee', 'devices', { payee: 'pay-1' }, device],
  ['payee', 'payees', { payee: 'pay-2' }, payee],
] as const)(
  'whoever refers themselves by %s does not hide it behind %s',
  async (by, behind, account, madeUp) => {
    const { stage } = made;
    stage.setNow(start);
    const holder = `${by}-behind-${behind}`;
    const { code } = await stage.issue({ holder, bound: true, account });
    await askAgain(holder, 25, madeUp);
    expect(wordOf(await stage.redeem({ code, invitee: `${holder}-2`, account }))).toBe(
      'RISK_REFUSED',
    );
  },
);

test('an account that was once seen with the payee of its inviter does not hide that either', async () => {
  const { stage } = made;
  stage.setNow(start);
  const account = { payee: 'pay-3' };
  const { code } = await stage.issue({ holder: 'first', bound: true, account });
  await stage.issue({ holder: 'second', account });
  await askAgain('first', 25, payee);
  await askAgain('second', 25, (n) => payee(n + 100));
  expect(wordOf(await stage.redeem({ code, invitee: 'second' }))).toBe('RISK_REFUSED');
});

test('nor do two hide it who share something else with a crowd each', async () => {
  const { stage } = made;
  stage.setNow(start);
  const account = { payee: 'pay-4' };
  const { code } = await stage.issue({ holder: 'one', bound: true, account });
  await stage.issue({ holder: 'two', account });
  for (const holder of ['one', 'two']) {
    const shared = { device: { id: `shared-by-${holder}` } };
    await stage.issue({ holder, ...shared });
    for (let n = 0; n < 70; n += 1)
      await stage.issue({ holder: `beside-${holder}-${n}`, ...shared });
    await askAgain(holder, 25, (n) => payee(n + (holder === 'one' ? 200 : 300)));
  }
  expect(wordOf(await stage.redeem({ code, invitee: 'two' }))).toBe('RISK_REFUSED');
});
