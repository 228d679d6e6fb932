import { plantedLadders } from './planted-ladders.ts';
import { plantedPayouts } from './planted-payouts.ts';
import { plantedPoints } from './planted-points.ts';

/** What is put into a transaction of the owner's, and which invariants must then be broken. */
export const planted: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a balance below zero',
    `INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason)
     VALUES ('cash', 'fund', 'campaign:cash:held', 'world', 'CNY/2', 9000, 1, 'planted')`,
    ['a budget is what was funded', 'no account below zero'],
  ],
  [
    'an award that its giver has approved, too late',
    `UPDATE award SET decided_by = ' OLGA', decided_at = decide_by WHERE decision = 'approved'`,
    ['an award is approved by a second person', 'an award is approved before its deadline'],
  ],
  [
    'an award that was paid without being approved',
    `ALTER TABLE award DROP CONSTRAINT award_state;
     UPDATE award SET state = 'due', due_at = 1 WHERE state = 'held'`,
    [
      'an award is sent once it is approved, where it needs that',
      'cash that is due or paid has a payout',
    ],
  ],
  [
    'an award of another amount',
    `UPDATE award SET minor = minor + 1`,
    ['a reward agrees with its entries'],
  ],
  [
    'a relation whose line is not that of its inviter',
    `INSERT INTO relation (campaign, invitee, inviter, ancestors, depth, bound_at, code, redemption)
     SELECT 'cash', 'planted', 'anna', '{anna,bert}', 2, 1, id, 'planted' FROM code LIMIT 1`,
    ["a line of relations continues its inviter's", 'a counter of heads is how many stand there'],
  ],
  [
    'an event that was lost',
    `ALTER TABLE event DISABLE TRIGGER ALL;
     DELETE FROM event WHERE id = (SELECT id FROM event WHERE kind <> 'click' ORDER BY id DESC LIMIT 1)`,
    ['rows of a code are numbered without gaps'],
  ],
  [
    'a redemption outside of every stream',
    `UPDATE redemption SET stream = 'planted' WHERE invitee = 'held-1'`,
    ['a redemption lies in its stream'],
  ],
  [
    'a stream that has counted somebody who never came',
    `INSERT INTO stream (campaign, id, streamer, opened_at, closed_at, settled_at, invitees)
     VALUES ('cash', 'planted', 'luna', 1, 2, 40000, 1)`,
    ['a settled stream has counted everybody who redeemed in it'],
  ],
  [
    'a streamer who is live twice',
    `INSERT INTO stream (campaign, id, streamer, opened_at, closed_at)
     VALUES ('cash', 'one', 'luna', 1, 9), ('cash', 'other', 'luna', 5, 7)`,
    ['streams of a streamer do not overlap'],
  ],
  [
    'a reward that was paid while its stream was open',
    `INSERT INTO stream (campaign, id, streamer, opened_at) VALUES ('cash', 'planted', 'luna', 1);
     UPDATE reward SET timing = 'after-stream', stream = 'planted' WHERE state = 'paid'`,
    ['what waits for a stream is paid after its end'],
  ],
  [
    'a month that was closed with something else',
    `INSERT INTO closed_month
       (campaign, month, starts_at, ends_at, entries, digest, closed_at, closed_by)
     VALUES ('cash', '2026-01', 0, 9000000000000, 1, 'planted', 1, 'planted')`,
    [
      'a closed month has the balances that it was closed with',
      'a closed month has the entries that it was closed with',
    ],
  ],
  [
    'a second closing of a hold',
    `DROP INDEX entry_once;
     INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
     SELECT campaign, 'void', reward, source, 'campaign:points:budget', asset, minor, 1, 'planted'
     FROM entry WHERE kind = 'post' AND reward LIKE '%inviter' LIMIT 1`,
    ['a hold is made and closed at most once'],
  ],
  [
    'a closing of another amount',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only;
     UPDATE entry SET minor = 99 WHERE kind = 'void'`,
    ['a closing has the amount and accounts of its hold'],
  ],
  [
    'a closing to another person',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only;
     UPDATE entry SET destination = 'person:thief' WHERE kind = 'post'`,
    ['a closing has the amount and accounts of its hold', 'a reversal undoes its post'],
  ],
  [
    'a reversal from another person',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only;
     UPDATE entry SET source = 'person:victim' WHERE kind = 'reverse'`,
    ['a reversal undoes its post', 'no account below zero'],
  ],
  [
    'a part that was taken off and is promised all the same',
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason, actor)
     SELECT campaign, 'lower', reward, destination, source, asset, 1, 1, 'planted', 'olga'
     FROM entry WHERE kind = 'hold' AND campaign = 'cash' LIMIT 1`,
    ['a reward agrees with its entries', 'a budget has used what is held and paid'],
  ],
  [
    'a part that went to somebody',
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason, actor)
     SELECT campaign, 'lower', reward, destination, 'person:thief', asset, 1, 1, 'planted', 'olga'
     FROM entry WHERE kind = 'hold' AND campaign = 'cash' LIMIT 1`,
    ['what lowers a hold goes back to the budget', 'a reward agrees with its entries'],
  ],
  [
    'a part that was reversed once more',
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason, actor)
     SELECT campaign, kind, reward, source, destination, asset, minor, at, reason, actor
     FROM entry WHERE kind = 'reverse' AND reward IN (SELECT id FROM reward WHERE refunded > 0)`,
    ['a reward agrees with its entries', 'a budget has used what is held and paid'],
  ],
  [
    'more reversed than was paid',
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason, actor)
     SELECT campaign, kind, reward, source, destination, asset, 1000, at, reason, actor
     FROM entry WHERE kind = 'reverse' AND reward IN (SELECT id FROM reward WHERE refunded > 0)`,
    ['a reversal undoes its post', 'a reward agrees with its entries'],
  ],
  [
    'a part that nobody owes',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only;
     UPDATE entry SET minor = minor + 1 WHERE kind = 'owe'
       AND reward IN (SELECT id FROM reward WHERE refunded > 0)`,
    ['nobody owes more of a reward than was taken back of it', 'a debt is what its account has'],
  ],
  [
    'a part whose cap did not get it back',
    `UPDATE reward SET took = took || '{"cap:red-packet:amount:inviter:person:anna": 99}'
     WHERE id = (SELECT min(id) FROM reward WHERE campaign = 'cash' AND state = 'due')`,
    ['a cap has used what its rewards took'],
  ],
  [
    'a debt that nobody counts',
    `UPDATE counter SET used = used + 1 WHERE starts_with(key, 'debt:')`,
    ['a debt is what its account has'],
  ],
  [
    'a debt that a reward has settled, and still stands',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only; DELETE FROM entry WHERE kind = 'repay'`,
    ['what is set off is repaid', 'a debt is what its account has'],
  ],
  [
    'more owed than was taken back',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only; UPDATE entry SET minor = 9 + minor WHERE kind = 'owe'`,
    ['nobody owes more of a reward than was taken back of it', 'a debt is what its account has'],
  ],
  [
    'a debt of somebody else',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only;
     UPDATE entry SET destination = 'campaign:own-1:debt:victim' WHERE kind = 'owe'`,
    ["a debt is the beneficiary's", 'a debt is what its account has'],
  ],
  [
    'a hold that is gone',
    `ALTER TABLE entry DISABLE TRIGGER entry_append_only;
     DELETE FROM entry WHERE kind = 'hold' AND campaign = 'cash'`,
    ['a budget has used what is held and paid', 'a reward agrees with its entries'],
  ],
  [
    'an entry of no reward',
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
     VALUES ('cash', 'hold', 'nobody', 'campaign:cash:budget', 'campaign:cash:held', 'CNY/2', 1, 1, 'planted')`,
    ['an entry has its reward', 'a budget has used what is held and paid'],
  ],
  [
    'a reward in a state that the ledger does not know of',
    `UPDATE reward SET state = 'voided' WHERE state = 'held'`,
    ['a reward agrees with its entries', 'a cap has used what its rewards took'],
  ],
  [
    'a reward of another amount',
    `UPDATE reward SET minor = 101 WHERE state = 'held'`,
    ['a reward agrees with its entries'],
  ],
  [
    'a reward without its redemption',
    `DELETE FROM redemption WHERE campaign = 'points'`,
    ['a reward has its redemption', 'a code counts its redemptions and reviews'],
  ],
  [
    'a counter over its maximum',
    `ALTER TABLE counter DROP CONSTRAINT counter_within;
     UPDATE counter SET used = max + 1 WHERE campaign = 'points' AND key LIKE 'cap:%'`,
    ['a counter is within its bounds', 'a cap has used what its rewards took'],
  ],
  [
    'a counter below zero',
    `ALTER TABLE counter DROP CONSTRAINT counter_within;
     UPDATE counter SET used = -1 WHERE campaign = 'cash' AND key = 'live-codes'`,
    ['a counter is within its bounds', 'live codes are counted'],
  ],
  [
    'a packet that was drawn by nobody',
    `INSERT INTO counter (campaign, key, used) VALUES ('cash', 'packets:x', 1)`,
    ["a draw's counter is how many packets rewards have"],
  ],
  [
    'a packet of no draw',
    `UPDATE reward SET draw = 'packets:x', packet = 1
     WHERE id = (SELECT min(id) FROM reward WHERE campaign = 'points')`,
    [
      'a packet is of a draw that was committed to',
      "a draw's counter is how many packets rewards have",
    ],
  ],
  [
    'a budget that was overspent unseen',
    `UPDATE counter SET used = 0 WHERE key LIKE 'budget:%'`,
    ['a budget has used what is held and paid'],
  ],
  [
    'a budget out of nothing',
    `UPDATE counter SET max = max + 1 WHERE key LIKE 'budget:%'`,
    ['a budget is what was funded'],
  ],
  [
    'a cap that forgot',
    `DELETE FROM counter WHERE key LIKE 'cap:%'`,
    ['a cap has used what its rewards took'],
  ],
  [
    'a limit that forgot before its week was over',
    `UPDATE campaign SET counters_gone_until = counter_ends_at('limit:x:count:campaign:hour:7200000') - 1;
     UPDATE reward SET took = took || '{"limit:x:count:campaign:hour:7200000": 1}' WHERE state = 'held'`,
    ['a cap has used what its rewards took'],
  ],
  [
    'an open code that is not counted',
    `UPDATE counter SET used = used - 1 WHERE campaign = 'cash' AND key = 'live-codes'`,
    ['live codes are counted'],
  ],
  [
    'uses that are no redemptions',
    `UPDATE code SET state = jsonb_set(state, '{uses}', '7') WHERE holder = 'bert'`,
    ['a code counts its redemptions and reviews'],
  ],
  [
    'a second redemption of one person',
    `DROP INDEX redemption_once;
     INSERT INTO redemption (campaign, id, code, inviter, invitee, state, at)
     SELECT campaign, id || '9', code, inviter, invitee, state, at
     FROM redemption WHERE invitee = 'held-1'`,
    [
      'a person redeems once in a campaign',
      'a code counts its redemptions and reviews',
      'rows of a code are numbered without gaps',
    ],
  ],
  [
    'a cancelled redemption that goes on earning',
    `UPDATE redemption SET state = 'cancelled', cancelled = '{}'
     WHERE id = (SELECT redemption FROM reward WHERE state = 'held' LIMIT 1)`,
    [
      'a cancelled redemption has no reward of its own',
      'a code counts its redemptions and reviews',
    ],
  ],
  ...plantedLadders,
  ...plantedPoints,
  [
    'a second answer',
    `ALTER TABLE operation DROP CONSTRAINT operation_once;
     INSERT INTO operation SELECT * FROM operation LIMIT 1`,
    ['an operation is answered once'],
  ],
  [
    'a successor of somebody else',
    `UPDATE code SET predecessor = NULL WHERE predecessor IS NOT NULL`,
    ['a successor and its predecessor know each other'],
  ],
  [
    'a code that nobody can type',
    `UPDATE code_value SET current = false, former_until = 1`,
    ['a code has one current value'],
  ],
  ...plantedPayouts,
];
