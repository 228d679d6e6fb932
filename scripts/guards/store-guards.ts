import type { Guard } from './guard.ts';

const races = 'test/store/races.test.ts';
const draws = 'test/store/draws.test.ts';
const ended = 'test/store/ended-counters.test.ts';
const tables = 'test/store/tables.test.ts';

/** Guards in the tables and in the statements that lock and write them. */
export const storeGuards: readonly Guard[] = [
  {
    name: 'operations are unique',
    keeps: 'One command is never written twice, whoever decided it.',
    take: {
      file: 'store/migrations/0002_operations.sql',
      text: 'CONSTRAINT operation_once UNIQUE (op_id, code, campaign)',
      instead: 'CONSTRAINT operation_once CHECK (op_id <> campaign)',
    },
    test: { file: tables, name: 'the tables refuse a second answer to an operation' },
    says: "command: 'INSERT'",
  },
  {
    name: 'live redemptions are unique',
    keeps: 'Two codes never both have the same person in one campaign.',
    take: {
      file: 'store/migrations/0016_corrections.sql',
      text: 'CREATE UNIQUE INDEX redemption_once',
      instead: 'CREATE INDEX redemption_once',
    },
    test: {
      file: races,
      name: 'two connections give one person one redemption, and decide again for the other',
    },
    says: 'to have a length of 1 but got',
  },
  {
    name: 'a packet has one reward',
    keeps: 'No packet of a draw is granted twice, whoever decided it.',
    take: {
      file: 'store/migrations/0019_draws.sql',
      text: 'CREATE UNIQUE INDEX reward_packet_once',
      instead: 'CREATE INDEX reward_packet_once',
    },
    test: { file: draws, name: 'the tables refuse a packet that is granted twice' },
    says: 'instead of rejecting',
  },
  {
    name: 'only counters that are over are deleted',
    keeps: 'A limit counts everything that was taken of it for as long as anything can be.',
    take: {
      file: 'store/sweep/forget-counters.ts',
      text: 'WHERE c.ends_at <= k.counters_gone_until LIMIT',
      instead: 'WHERE c.ends_at IS NOT NULL LIMIT',
    },
    test: {
      file: ended,
      name: 'counters of limits whose time is over are deleted page by page a week after it, and no others',
    },
    says: 'expected +0 to be 7',
  },
  {
    name: 'a counter that is gone gives nothing',
    keeps: 'Whoever comes too late does not get the whole of a limit once more.',
    take: {
      file: 'rules/decide/draft.ts',
      text: 'if (this.isGone(key)) return false;',
      instead: '',
    },
    test: {
      file: ended,
      name: 'counters of limits whose time is over give nothing to a commit that comes too late',
    },
    says: 'was not locked',
  },
  {
    name: 'a counter that is gone is given nothing',
    keeps: 'A reward of a limit that is over can be taken back.',
    take: {
      file: 'rules/decide/draft.ts',
      text: 'if (!this.isGone(key)) this.take(key, -amount);',
      instead: 'this.take(key, -amount);',
    },
    test: {
      file: ended,
      name: 'counters of limits whose time is over are given nothing back when a reward is taken back, or its redemption cancelled',
    },
    says: 'was not locked',
  },
  {
    name: 'small awards to many people are added up',
    keeps:
      'Nobody gives more a day without a second person than the campaign says, in whatever pieces.',
    take: {
      file: 'store/awards/give-award.ts',
      text: 'AND plain_name(given_by) = plain_name($5)),',
      instead: 'AND plain_name(given_by) = plain_name($5) AND beneficiary = $4),',
    },
    test: {
      file: 'test/store/awards-of-a-day.test.ts',
      name: 'awards below what wants approval are added up for whoever gives them, also at once and in small pieces to many people',
    },
    says: 'to deeply equal',
  },
  {
    name: 'draws are locked by a counter',
    keeps: 'Two commits at once never draw the same packet.',
    take: {
      file: 'rules/decide/grant.ts',
      text: 'if (grant.packet !== undefined) draft.take(grant.packet.draw, 1);',
      instead: '',
    },
    test: {
      file: draws,
      name: 'thirty commits at once draw each of twenty packets once, and exactly the total',
    },
    says: 'reward_packet_once',
  },
  {
    name: 'entries of a reward are unique',
    keeps: 'A reward is held once and closed once.',
    take: {
      file: 'store/migrations/0049_parts_of_points.sql',
      text: 'CREATE UNIQUE INDEX entry_once',
      instead: 'CREATE INDEX entry_once',
    },
    test: { file: 'test/store/ledger.test.ts', name: 'an entry closes a hold once' },
    says: "command: 'INSERT'",
  },
  {
    name: 'the ledger only grows',
    keeps: 'Nobody, not even the owner of the tables, changes or deletes an entry.',
    take: {
      file: 'store/migrations/0003_ledger.sql',
      text: 'CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry',
      instead: 'CREATE TRIGGER entry_append_only BEFORE UPDATE OR TRUNCATE ON entry',
    },
    test: {
      file: 'test/store/ledger.test.ts',
      name: 'an entry stays as it is, whoever says DELETE FROM entry',
    },
    says: "command: 'DELETE'",
  },
  {
    name: 'a counter is within its bounds',
    keeps: 'No statement, by whomever, takes a budget beyond what was funded or below nothing.',
    take: {
      file: 'store/migrations/0003_ledger.sql',
      text: 'CHECK (used >= 0 AND (max IS NULL OR used <= max))',
      instead: 'CHECK (used IS NOT NULL)',
    },
    test: { file: tables, name: 'the tables refuse a budget that is overspent' },
    says: "command: 'UPDATE'",
  },
  {
    name: 'counters are written on a condition',
    keeps:
      'What was decided on wrong figures is not written, also where the terms allow less than is stored.',
    take: {
      file: 'store/commit/write-parts.ts',
      text: 'AND (r.delta <= 0 OR c.used + r.delta <= least(c.max, r.max) OR least(c.max, r.max) IS NULL)',
      instead: '',
    },
    test: {
      file: races,
      name: 'the net under a decision refuses more than a cap in the terms allows',
    },
    says: 'instead of rejecting',
  },
  {
    name: 'counters are locked before they are read',
    keeps: 'Two commits never decide on the same last unit.',
    take: {
      file: 'store/commit/lock-counters.ts',
      text: 'ORDER BY c.key FOR UPDATE',
      instead: 'ORDER BY c.key',
    },
    test: {
      file: races,
      name: 'the last unit goes to no more than fits of fifty commits at once, three times in a row',
    },
    says: 'counter: stored 0 of 1 rows',
  },
  {
    name: 'a code is locked before it is decided on',
    keeps: 'Two batches of one code are decided one after the other.',
    take: {
      file: 'store/commit/lock-code.ts',
      text: 'WHERE c.id = $1 FOR UPDATE`',
      instead: 'WHERE c.id = $1`',
    },
    test: { file: races, name: 'two connections answer the same operation once' },
    says: 'a commit would break',
  },
  {
    name: 'a code is written at the revision that was read',
    keeps: 'Nothing is written over a newer state of a code.',
    take: {
      file: 'store/commit/write-parts.ts',
      text: 'AND c.revision = r.revision',
      instead: '',
    },
    test: {
      file: races,
      name: 'the net under a decision refuses to write over a newer revision, for inviter-0',
    },
    says: 'instead of rejecting',
  },
  {
    name: 'people are locked across campaigns that exclude each other',
    keeps: 'Two campaigns of one group never both have the same person.',
    take: {
      file: 'store/commit/gather-facts.ts',
      text: 'await lockComers(db, terms.exclusion.group, await comersOf(db, code, asked));',
      instead: 'await lockComers(db, terms.campaign, await comersOf(db, code, asked));',
    },
    test: {
      file: 'test/store/exclusion.test.ts',
      name: 'of two campaigns of one group, one gets each person, however they race',
    },
    says: "expected [ 'ok', 'ok', 'ok', 'ok' ]",
  },
  {
    name: 'a holder is locked while a code is issued',
    keeps: 'One person asking many times at once gets one code.',
    take: {
      file: 'store/codes/issue-code.ts',
      text: 'await lockHolder(db, issue.campaign, issue.holder);',
      instead: '',
    },
    test: {
      file: 'test/store/room.test.ts',
      name: 'one open code a person holds in twenty races of the two',
    },
    says: 'to be 20',
  },
  {
    name: 'payments are unique',
    keeps: 'One invoice is never paid in twice.',
    take: {
      file: 'store/migrations/0012_renewals.sql',
      text: 'CREATE UNIQUE INDEX entry_payment',
      instead: 'CREATE INDEX entry_payment',
    },
    test: { file: tables, name: 'the tables refuse a second booking of a payment' },
    says: "command: 'INSERT'",
  },
  {
    name: 'points of a person are locked',
    keeps: 'Two that spend the same points at once never both get them.',
    take: {
      file: 'store/points/lock-points.ts',
      text: 'ON CONFLICT (campaign, person) DO UPDATE SET available = points_account.available',
      instead: 'ON CONFLICT (campaign, person) DO NOTHING',
    },
    test: {
      file: 'test/store/points.test.ts',
      name: 'points of 200 reservations at once on the last ten go to exactly ten',
    },
    // The net of the table or the statement's own condition, whichever is met first.
    says: 'points',
  },
  {
    name: 'an operation about points is answered as before',
    keeps: 'The same operation, asked twice at once, reserves once.',
    take: {
      file: 'store/points/points-operation.ts',
      text: 'if (before !== undefined) {',
      instead: 'if (before !== undefined && before.bodyHash === opId) {',
    },
    test: {
      file: 'test/store/points.test.ts',
      name: 'an operation about points is answered once, however often and at once it is asked',
    },
    says: 'points_operation_once',
  },
  {
    name: 'points of an account are not below nothing',
    keeps: 'No statement, by whomever, spends points that a person does not have.',
    take: {
      file: 'store/migrations/0018_points.sql',
      text: 'CHECK (available >= 0 AND reserved >= 0)',
      instead: 'CHECK (available IS NOT NULL)',
    },
    test: {
      file: 'test/store/tables.test.ts',
      name: 'the tables refuse points that a person does not have',
    },
    says: "command: 'INSERT'",
  },
];
