import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rejections, type RejectionCode } from '../../domain/code/rejection.ts';
import type { Step } from './acts.ts';
import { campaigns, shops } from './campaigns.ts';
import { Frequencies } from './frequencies.ts';
import type { Meaning } from './meaning.ts';
import { regressions } from './regressions.ts';
import { play } from './run.ts';
import { sequences, shopping } from './steps.ts';

const runs = 10_000;
/** New sequences every time; give the seed of a failure to see it again. */
const seed = Number(process.env['USHER_MODEL_SEED'] ?? Date.now() % 2 ** 31);

/** Codes that no command on an existing code can be answered with, and who gives them. */
const givenElsewhere: Partial<Record<RejectionCode, string>> = {
  CODE_UNKNOWN: 'the client and the commit, which look the code up',
  CODE_MISTYPED: 'the client, which looks the code up',
  NO_CODE_FOUND: 'reading texts and pictures',
  SEVERAL_CODES: 'reading texts and pictures',
  LINK_FOREIGN: 'reading texts and pictures',
  PICTURE_REFUSED: 'reading texts and pictures',
  READING_OFF: 'reading texts and pictures',
  INVALID_COMMAND: 'the client and the commit, which parse commands first',
  EXCLUDED_BY_CAMPAIGN: 'a code of another campaign, of which the model has none',
  RELATION_BOUND: 'a scenario that the model has not; see test/store/relations',
  RELATION_CYCLE: 'a scenario that the model has not; see test/store/relations',
  RELATION_HEAD: 'a scenario that the model has not; see test/store/relations',
  REPORTS_FULL: 'more reports of one person than a sequence has steps; see test/rules',
  PARTY_BANNED: 'a policy that bans; see test/rules and test/store/parties',
  INVITER_SUSPENDED: 'a sanction by hand; see test/store/kept-out-inviters',
  INTERNAL: 'the commit, for a bug of ours; the simulator throws it',
  INVITER_PHONE_REQUIRED: 'a scenario that the model has not; see test/rules and test/client',
  INVITER_PHONE_WRONG: 'a scenario that the model has not; see test/rules and test/client',
  INVITER_PHONE_TRIES_USED: "the client, which compares inviters' phones",
  PASSWORD_REQUIRED: 'a scenario that the model has not; see test/rules and test/client',
  PASSWORD_WRONG: 'the client, which compares passwords',
  PASSWORD_EXPIRED: 'the client, which compares passwords',
  PASSWORD_TRIES_USED: 'the client, which compares passwords',
  PASSWORD_USED: 'a proof that two operations name; see test/rules and test/client',
  PASSWORD_NOT_YET: 'sending passwords',
  PASSWORD_NOT_SENT: 'sending passwords',
  PASSWORD_NOT_WANTED: 'sending passwords',
  REGION_REQUIRED: 'a scenario that the model has not; see test/rules and test/client/consents',
  REGION_REFUSED: 'a scenario that the model has not; see test/rules and test/client/consents',
  CONSENT_REQUIRED: 'a scenario that the model has not; see test/rules and test/client/consents',
  CONSENT_OUTDATED: 'a scenario that the model has not; see test/client/consents',
  CONSENT_NOT_WANTED: 'the client, which records consents',
  PARAMETER_REQUIRED: 'issuing, for a streamer',
  STREAM_NOT_OPEN: 'a scenario that the model has not; see test/store/streams',
  STREAM_ALREADY_OPEN: 'the client, which opens streams',
  STREAM_UNKNOWN: 'the client, which closes streams',
  STREAM_NOT_WANTED: 'the client, which opens streams',
  STREAM_ID_USED: 'the client, which opens streams',
  STREAM_MINUTE_FULL: 'a scenario that the model has not; see test/store/streams',
  EVENT_TIME_NOT_WANTED: 'a time that the model never gives; see test/store/streams',
  DYNAMIC_CODE_REQUIRED: 'a scenario that the model has not; see test/client',
  DYNAMIC_CODE_WRONG: 'the client, which compares dynamic codes',
  DYNAMIC_CODE_USED: 'the client, which compares dynamic codes',
  DYNAMIC_CODE_LATE: 'a scenario that the model has not',
  DYNAMIC_CODE_NEXT_TOO: 'the client, which compares dynamic codes',
  DYNAMIC_CODE_TRIES_USED: 'the client, which compares dynamic codes',
  DYNAMIC_CODE_NOT_WANTED: 'the client, which compares dynamic codes',
  USER_CODE_UNKNOWN: 'the client, which keeps what devices ask for',
  LOGIN_POLLED_TOO_SOON: 'the client, which keeps what devices ask for',
  LOGIN_DENIED: 'the client, which keeps what devices ask for',
  LOGIN_EXPIRED: 'the client, which keeps what devices ask for',
  LOGIN_UNKNOWN: 'the client, which keeps what devices ask for',
  NOT_THE_HOLDER: 'giving secrets of authenticators',
  CAMPAIGN_UNKNOWN: 'the store, which looks the campaign up',
  VERSION_UNKNOWN: 'the store, which looks the version up',
  POLICY_UNKNOWN: 'publishing',
  PROGRAMME_NEEDED: 'publishing',
  SANDBOX_FIXED: 'publishing',
  BUDGET_BELOW_COMMITTED: 'publishing',
  LIVE_CODES_EXHAUSTED: 'issuing',
  VALUE_NOT_ALLOWED: 'issuing',
  VALUE_MALFORMED: 'issuing',
  VALUE_TAKEN: 'issuing',
  PARAMETER_UNKNOWN: 'issuing',
  BATCH_UNKNOWN: 'deciding about payout batches',
  BATCH_CLOSED: 'deciding about payout batches',
  SECOND_PERSON_NEEDED: 'deciding about payout batches',
  PAYOUT_NOT_WAITING: 'settling payouts by hand',
  AWARD_UNKNOWN: 'giving awards',
  AWARD_CLOSED: 'giving awards',
  AWARD_IN_FLIGHT: 'giving awards',
  BUDGET_NOT_ENOUGH: 'giving awards',
  NO_RENEWAL: 'paying in',
  PAYMENT_REUSED: 'paying in',
  NOT_OWED: 'forgiving a debt',
  MONTH_NOT_OVER: 'closing a month',
  MONTH_OUT_OF_ORDER: 'closing a month',
  MONTH_UNSETTLED: 'closing a month',
  POINTS_NOT_ENOUGH: 'spending points',
  POINTS_CAP_REACHED: 'spending points',
  PRICE_NEEDED: 'spending points',
  POINTS_RESERVATION_UNKNOWN: 'spending points',
  POINTS_RESERVATION_CLOSED: 'spending points',
};

/** Plays random sequences, on which model and system agree, and returns what they have reached. */
async function agreed(
  meant: fc.Arbitrary<Meaning>,
  played: fc.Arbitrary<readonly Step[]>,
): Promise<Frequencies> {
  const frequencies = new Frequencies();
  const { note } = frequencies;
  let steps = 0;
  const agree = fc.asyncProperty(meant, played, async (campaign, sequence) => {
    steps += sequence.length;
    await play(campaign, sequence, { note });
  });
  console.log(`seed ${seed}`);
  await fc.assert(agree, {
    numRuns: runs,
    seed,
    interruptAfterTimeLimit: 540_000,
    markInterruptAsFailure: true,
  });
  console.log(`${runs} sequences of ${(steps / runs).toFixed(1)} steps\n${frequencies.table()}`);
  return frequencies;
}

describe('an independent model', () => {
  it(`predicts every outcome of ${runs} sequences, which reach them all`, async () => {
    const frequencies = await agreed(campaigns, sequences);
    const expected = Object.keys(rejections).filter((code) => !(code in givenElsewhere));
    expect([...frequencies.reached('code')].sort()).toEqual([...expected, 'ok'].sort());
    expect([...frequencies.reached('reward')].sort()).toEqual([
      'BUDGET_EXHAUSTED',
      'CAP_REACHED',
      'CONDITION_NOT_MET',
      'granted due',
      'granted held',
      'granted paid',
    ]);
    expect([...frequencies.reached('redemption')].sort()).toEqual([
      'cancelled',
      'redeemed',
      'refused',
      'released',
      'reserved',
      'review',
      'spent',
    ]);
  }, 600_000);

  it(`predicts what ${runs} sequences of purchases and refunds come to`, async () => {
    const frequencies = await agreed(shops, shopping);
    expect([...frequencies.reached('earned')].sort()).toEqual([
      'by a number of invitees',
      'by a purchase',
      'by a sum of purchases',
      'otherwise',
    ]);
    expect(frequencies.reached('refunded')).toEqual(expect.arrayContaining(['0', '1', '2', '3']));
  }, 600_000);

  it.each(regressions)('agrees that never again $found', async ({ campaign, steps }) => {
    await play(campaign, steps);
  });
});
