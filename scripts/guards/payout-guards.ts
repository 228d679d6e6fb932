import type { Guard } from './guard.ts';

const faults = 'test/delivery/payout-faults.test.ts';
const debts = 'test/store/debts.test.ts';
const awards = 'test/store/awards.test.ts';
const fence = 'test/delivery/payout-fence.test.ts';

/** Guards between a due reward and the provider who pays it. */
export const payoutGuards: readonly Guard[] = [
  {
    name: "a payout's key is its reward",
    keeps: 'A provider is asked under one key for ever, and can tell a repetition.',
    take: {
      file: 'store/commit/write-parts.ts',
      text: 'key: id,',
      instead: 'key: `${id}-${String(Math.random())}`,',
    },
    test: {
      file: 'test/store/commit.test.ts',
      name: 'a commit stores outcome, redemption, reward, hold and payout, and counts revisions',
    },
    says: "to match object { state: 'due'",
  },
  {
    name: "payouts' keys are unique",
    keeps: 'Two rewards are never paid under one key.',
    take: {
      file: 'store/migrations/0003_ledger.sql',
      text: 'key             text COLLATE "C" NOT NULL UNIQUE,',
      instead: 'key             text COLLATE "C" NOT NULL,',
    },
    test: {
      file: 'test/store/tables.test.ts',
      name: 'the tables refuse a second payout under a key',
    },
    says: "command: 'UPDATE'",
  },
  {
    name: 'a minute has room for so many payouts',
    keeps: 'Workers that hand over payouts at once do not take the same room.',
    take: {
      file: 'store/migrations/0024_payout_bounds.sql',
      text: 'SELECT * INTO pace FROM payout_pace WHERE provider = named FOR UPDATE;',
      instead: 'SELECT * INTO pace FROM payout_pace WHERE provider = named;',
    },
    test: {
      file: 'test/delivery/minute-bounds.test.ts',
      name: 'of two that take the last room of a minute at once, the second finds it taken',
    },
    says: 'to deeply equal',
  },
  {
    name: 'of two that gather one reward, the second finds it gathered',
    keeps: 'No reward is in two payouts.',
    take: {
      file: 'store/payouts/gather-payouts.ts',
      text: 'ORDER BY r.id FOR UPDATE OF r, p`;',
      instead: 'ORDER BY r.id`;',
    },
    test: {
      file: 'test/delivery/minimum.test.ts',
      name: 'rewards of two codes that fall due at once are in one payout, and none in two, whoever gathers',
    },
    // Either both make the same payout, or one takes over the other's parts.
    says: ['payout_key_key', 'to deeply equal'],
  },
  {
    name: 'a full part waits until its person has come to the minimum',
    keeps: 'Nobody is sent less than the minimum because a provider takes little at once.',
    take: {
      file: 'store/payouts/gather-payouts.ts',
      text: '(CASE WHEN is_full THEN of_person ELSE minor END) >=',
      instead: 'is_full OR minor >=',
    },
    test: {
      file: 'test/delivery/minimum.test.ts',
      name: 'where the provider takes less than the minimum, no part goes out before the person has come to it',
    },
    says: 'to deeply equal',
  },
  {
    name: 'a part that is lowered breaks the payout that it was gathered into',
    keeps: 'A payout of several rewards is never sent with more than they are.',
    take: {
      file: 'store/commit/lower-payouts.ts',
      text: 'FROM ${loweredRows(parameter)} JOIN payout p ON p.reward = r.reward',
      instead: 'FROM ${loweredRows(parameter)} JOIN payout p ON false',
    },
    test: {
      file: 'test/store/parts-gathered.test.ts',
      name: 'a part of a reward in a payout of several that is claimed and not sent breaks that',
    },
    says: 'to be 160',
  },
  {
    name: 'a request is sent by the latest claim alone',
    keeps: 'A worker whose lease was taken over sends nothing any more.',
    take: {
      file: 'store/payouts/mark-sending.ts',
      text: "AND p.fence = $2 AND p.state IN ('intent', 'unknown')",
      instead: "AND $2::bigint >= 0 AND p.state IN ('intent', 'unknown')",
    },
    test: {
      file: fence,
      name: 'F14 a worker whose lease was taken over sends nothing any more, so that even a provider that ignores keys pays once',
    },
    says: 'to deeply equal',
  },
  {
    name: 'a result is written by the latest claim alone',
    keeps: 'A late "refused" does not stand over a payment.',
    take: {
      file: 'store/payouts/put-off-payout.ts',
      text: "AND fence = $2 AND state IN ('intent', 'sending', 'unknown')",
      instead: "AND $2::bigint >= 0 AND state IN ('intent', 'sending', 'unknown')",
    },
    test: {
      file: fence,
      name: 'F14 a worker whose lease was taken over cannot write its late result over that of its successor',
    },
    says: 'expected true to be false',
  },
  {
    name: 'the provider is asked before a payout is sent again',
    keeps: 'A payment whose answer was lost is found, and not made a second time.',
    take: {
      file: 'activities/deliver/deliver-payout.ts',
      text: 'const found = await delivery.provider.find(payout);',
      instead: "const found = { kind: 'not-found' } as const;",
    },
    test: {
      file: faults,
      name: "a payout is made once and booked once through 'a cut after paying at a provider that…'",
    },
    says: 'to deeply equal',
  },
  {
    name: 'a refusal after doubt is not believed',
    keeps: 'What may have been paid by an earlier request is not given up as refused.',
    take: {
      file: 'activities/deliver/deliver-payout.ts',
      text: "const wasInDoubt = payout.state === 'unknown';",
      instead: 'const wasInDoubt = payout.attempts > 1_000_000;',
    },
    test: {
      file: faults,
      name: 'what is not paid a refusal after a doubtful request is left to a person, since the first may have paid',
    },
    says: "to match object { reward: 'due'",
  },
  {
    name: 'a payment is booked against a reward that is due',
    keeps: 'A reward that was taken back is not posted, whatever a provider says.',
    take: {
      file: 'store/payouts/settle-payout.ts',
      text: "WHERE (p.key = $1 OR p.part_of = $1) AND r.state = 'due'",
      instead: 'WHERE (p.key = $1 OR p.part_of = $1)',
    },
    test: {
      file: faults,
      name: 'what is not paid a payment for which no reward is due is left to a person, and not posted',
    },
    says: "to match object { reward: 'voided'",
  },
  {
    name: 'a reward is locked before it is taken back',
    keeps: 'A reward is not voided in the moment in which its payment is booked.',
    take: {
      file: 'store/commit/facts-sql.ts',
      text: 'WHERE id IN (${ids}) ORDER BY id FOR UPDATE)',
      instead: 'WHERE id IN (${ids}) ORDER BY id)',
    },
    test: {
      file: 'test/store/races.test.ts',
      name: 'a reward that is paid while it is taken back is seen as paid once the payment is booked',
    },
    says: 'to match object',
  },
  {
    name: 'a payout that is lowered is claimed anew',
    keeps: 'A worker that had claimed the former amount does not send it.',
    take: {
      file: 'store/commit/lower-payouts.ts',
      text: "fence = p.fence + 1, changed_at = now(),\n       state = CASE p.state WHEN 'intent' THEN 'due' ELSE p.state END,",
      instead: 'changed_at = now(),',
    },
    test: {
      file: 'test/store/parts.test.ts',
      name: 'a part of a reward whose payout waits makes the payout smaller: a claim on the former amount sends nothing',
    },
    says: 'to be +0',
  },
  {
    name: 'a part is no more than what is left',
    keeps: 'Parts of a reward never come to more than the reward.',
    take: {
      file: 'rules/decide/part.ts',
      text: 'return part.amountMinor > left',
      instead: 'return part.amountMinor > left * 1_000',
    },
    test: {
      file: 'test/rules/part.test.ts',
      name: 'a part of a reward is no more than what is left, which the refusal names',
    },
    says: 'a part is less than what is left',
  },
  {
    name: 'caps get a part back',
    keeps: 'What was taken back of a reward can be earned by somebody else.',
    take: {
      file: 'rules/decide/part.ts',
      text: '    draft.giveBack(key, minor);\n',
      instead: '',
    },
    test: {
      file: 'test/rules/part.test.ts',
      name: 'a part of a reward gives back what counts amounts, and not what counts rewards',
    },
    says: 'to deeply equal',
  },
  {
    name: 'a debt that is settled is owed no more',
    keeps: 'No second reward of a person is kept back for what the first has settled.',
    take: {
      file: 'rules/decide/debt.ts',
      text: 'draft.take(key, -minor);\n  draft.entries.push(...setOffEntries(',
      instead: 'draft.entries.push(...setOffEntries(',
    },
    test: {
      file: debts,
      name: 'what was paid and is taken back is owed, and the next reward settles it without a payout',
    },
    says: 'to deeply equal',
  },
  {
    name: 'what has settled a debt is not sent',
    keeps: 'A person is not paid once more what they had kept.',
    take: {
      file: 'store/commit/write-parts.ts',
      text: 'minor: minor - setOff',
      instead: 'minor',
    },
    test: {
      file: debts,
      name: 'what was paid and is taken back makes a larger reward smaller: the rest of it is sent, compared and posted',
    },
    says: 'to deeply equal',
  },
  {
    name: 'an award is approved by a second person',
    keeps:
      'Nobody pays out money on their own word, by writing their name in other letters either.',
    take: {
      file: 'store/awards/decide-award.ts',
      text: "if (decision === 'approve' && isSamePerson(award.givenBy, actor)) {",
      instead: "if (decision === 'approve' && award.givenBy === `${actor}!`) {",
    },
    test: {
      file: awards,
      name: 'an award cannot be approved by who gave it, in whatever letters, who may refuse it',
    },
    says: "code: 'SECOND_PERSON_NEEDED'",
  },
  {
    name: 'an award is taken of what is left of the budget',
    keeps: 'Awards and redemptions at once spend no more than the budget.',
    take: {
      file: 'store/awards/book-award.ts',
      text: 'AND used + $3 <= max',
      instead: 'AND $3 > 0',
    },
    test: {
      file: awards,
      name: 'a budget gives its last unit to one of 50 awards',
    },
    says: 'counter_within',
  },
  {
    name: 'an award is locked before it is decided',
    keeps: 'Of an approval and a refusal at once, one stands.',
    take: {
      file: 'store/awards/award-row.ts',
      text: 'FROM award a WHERE id = $1 FOR UPDATE`',
      instead: 'FROM award a WHERE id = $1`',
    },
    test: {
      file: awards,
      name: 'decisions at once of which one approves and one refuses: one of them stands',
    },
    says: 'to deeply equal [ false, true ]',
  },
];
