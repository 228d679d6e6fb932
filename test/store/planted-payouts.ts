/** As all breaches are planted: of payouts and their batches. */
export const plantedPayouts: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a payout of what nobody has promised',
    `INSERT INTO payout (reward, campaign, key, provider, due_at, minor)
     VALUES ('award.none', 'cash', 'award.none', 'planted', 1, 1)`,
    ['a payout agrees with its reward'],
  ],
  [
    'a payout of all that was set off',
    `INSERT INTO payout (reward, campaign, key, provider, due_at, minor)
     SELECT id, campaign, id, 'planted', due_at, minor FROM reward WHERE set_off > 0`,
    ['a payout and what was set off are the reward'],
  ],
  [
    'a payout that is paid without a post',
    `UPDATE payout SET state = 'paid'`,
    ['a paid payout has one post', 'a payout agrees with its reward'],
  ],
  [
    'a payout of several rewards that has no parts',
    `INSERT INTO payout (campaign, key, provider, due_at, minor, beneficiary, asset)
     VALUES ('cash', 'planted+1', 'planted', 1, 100, 'nobody', 'CNY/2')`,
    ['a payout of several rewards is the sum of its parts'],
  ],
  [
    "a part of nobody's payout",
    `UPDATE payout SET state = 'gathered', part_of = 'nobody'`,
    ["a part is of its person's payout"],
  ],
  ['cash that nobody will pay', 'DELETE FROM payout', ['cash that is due or paid has a payout']],
  [
    'a batch that paid what it never took on, and more than it may',
    `INSERT INTO payout_batch (campaign, number, timing, as_of, state, workflow, run, published_by,
       terms, gathered, ended_at)
     VALUES ('cash', 99, 'weekly', 1, 'done', 'w', 'r', 'olga',
       '{"max": [{"asset": "CNY/2", "minor": 100}]}',
       '{"CNY/2": {"rewards": 3, "minor": 300}}', now())`,
    [
      'a batch takes on what it has gathered',
      'a batch is over when all it took on is sent, posted or taken back',
      'a batch stays within what its terms allow',
    ],
  ],
  [
    'more that came back than was owed',
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
     SELECT campaign, 'clear', reward, destination, source, asset, minor + 1, at, 'planted'
     FROM entry WHERE id = (SELECT max(id) FROM entry WHERE kind = 'owe')`,
    ['what came back clears no more than was sent and owed', 'a debt is what its account has'],
  ],
  [
    'an award that gathers',
    `UPDATE payout SET state = 'gathering' WHERE starts_with(reward, 'award.')`,
    ['an award is sent by itself'],
  ],
];
