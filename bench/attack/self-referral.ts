import type { Account, Device } from '../../client/calls.ts';
import { inLanes, start, wordOf, type AttackStage } from './stage.ts';

/** What became of planted attempts, and of honest people beside them. */
export interface Planted {
  readonly planted: number;
  readonly stopped: number;
  readonly honest: number;
  readonly honestHurt: number;
}

interface Self {
  readonly account?: Account;
  readonly device?: Device;
}

/** Where a number may be as it is dialled. */
const campaign = 'attacked-registration';

/** How the second account of one person gives itself away, given with what the first one came. */
const ways: readonly ((own: { phone: string; payee: string; device: string }) => Self)[] = [
  // As people write their number: with spaces, or with the country code in front in another form.
  ({ phone }) => ({ account: { phone: phone.replace('+86', '0086 '), payee: `new-${phone}` } }),
  ({ phone }) => ({ account: { phone: phone.replace('+86', ''), payee: `dialled-${phone}` } }),
  ({ payee }) => ({ account: { payee: ` ${payee} ` }, device: { id: `new-${payee}` } }),
  ({ device }) => ({ account: { phone: `+87${device.slice(-9)}` }, device: { id: device } }),
];

/**
 * `people` inviters, each of whom redeems the own code under four further accounts: by the same phone in two
 * forms, by the same payee and on the same device. Beside each a stranger redeems the same code.
 */
export async function referSelves(
  stage: AttackStage,
  { seed, people }: { readonly seed: number; readonly people: number },
): Promise<Planted> {
  stage.setNow(start);
  let stopped = 0;
  let honestHurt = 0;
  await inLanes(people, async (n) => {
    const name = `s${String(seed)}-${String(n)}`;
    const number = String(seed * 1_000_000 + n).padStart(9, '0');
    const own = { phone: `+8613${number}`, payee: `pay-${name}`, device: `phone-${number}` };
    const { code } = await stage.issue({
      ...{ campaign, holder: name, bound: true },
      ...{ account: { phone: own.phone, payee: own.payee }, device: { id: own.device } },
    });
    for (const [way, selfBy] of ways.entries()) {
      const invitee = `${name}-${String(way)}`;
      const self = await stage.redeem({ code, invitee, ...selfBy(own) });
      stopped += Number(wordOf(self) !== 'ok');
    }
    const stranger = { account: { payee: `pay-${name}-friend` }, device: { id: `of-${name}` } };
    const answer = await stage.redeem({ code, invitee: `${name}-friend`, ...stranger });
    honestHurt += Number(wordOf(answer) !== 'ok');
  });
  return { planted: ways.length * people, stopped, honest: people, honestHurt };
}
