-- Payout batches as rows: what each is to pay is fixed before anything is paid, some wait for a second
-- person, and operations may pause those of a campaign.
--
-- payout_batch         by (campaign, number): one row a batch, a few a week.
-- payout_batch_reward  by reward: in which batch it is; partition as reward. A row of a batch that was
--                      refused passes to the next one that takes the reward.

CREATE TABLE payout_batch (
  campaign     text COLLATE "C" NOT NULL REFERENCES campaign (id),
  number       integer NOT NULL CHECK (number >= 1),
  timing       text NOT NULL CHECK (timing IN ('weekly', 'after-campaign')),
  as_of        bigint NOT NULL,
  state        text NOT NULL DEFAULT 'gathering'
                 CHECK (state IN ('gathering', 'waiting', 'paying', 'done', 'refused')),
  workflow     text COLLATE "C" NOT NULL,
  -- Of the workflow's first run: a batch that is begun again is the same.
  run          text COLLATE "C" NOT NULL UNIQUE,
  -- Who published the version in force when it began, and who began it; null is its schedule.
  published_by text NOT NULL,
  started_by   text,
  -- What that version says of batches; null is nothing.
  terms        jsonb,
  -- By asset, {"CNY/2": {"rewards": 3, "minor": 300}}: what it is to pay, and what it does not take.
  gathered     jsonb NOT NULL DEFAULT '{}',
  left_over    jsonb NOT NULL DEFAULT '{}',
  -- How far gathering, and after it paying, has come.
  past_due_at  bigint NOT NULL DEFAULT -1,
  past_reward  text COLLATE "C" NOT NULL DEFAULT '',
  due          bigint NOT NULL DEFAULT 0,
  paid         bigint NOT NULL DEFAULT 0,
  taken_back   bigint NOT NULL DEFAULT 0,
  -- While it waits, and after: until when. Nobody decided where decided_at is there and decided_by is not.
  decide_by    timestamptz,
  decided_at   timestamptz,
  decided_by   text,
  reason       text,
  opened_at    timestamptz NOT NULL DEFAULT now(),
  ended_at     timestamptz,
  PRIMARY KEY (campaign, number),
  CHECK (state <> 'waiting' OR decide_by IS NOT NULL),
  CHECK ((ended_at IS NULL) = (state IN ('gathering', 'waiting', 'paying')))
) WITH (fillfactor = 50);
CREATE INDEX payout_batch_open ON payout_batch (campaign, number) WHERE ended_at IS NULL;

CREATE TABLE payout_batch_reward (
  reward   text COLLATE "C" PRIMARY KEY REFERENCES reward (id),
  campaign text COLLATE "C" NOT NULL,
  number   integer NOT NULL,
  due_at   bigint NOT NULL,
  asset    text COLLATE "C" NOT NULL,
  minor    bigint NOT NULL,
  FOREIGN KEY (campaign, number) REFERENCES payout_batch (campaign, number)
);
CREATE INDEX payout_batch_reward_page ON payout_batch_reward (campaign, number, due_at, reward);

-- Whether operations have paused the batches of a campaign; every page looks.
ALTER TABLE campaign ADD COLUMN batches_paused_at timestamptz, ADD COLUMN batches_paused_by text,
  ADD COLUMN batches_paused_reason text;

-- Whether a reward is in a batch that is not over.
CREATE FUNCTION in_open_batch(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM payout_batch_reward i
    JOIN payout_batch b ON b.campaign = i.campaign AND b.number = i.number
    WHERE i.reward = named AND b.ended_at IS NULL
  )
$$;

CREATE VIEW violation_of_batch AS
SELECT 'a batch takes on what it has gathered' AS invariant, campaign || '.' || number AS subject,
  format('%s by its row, %s by its rewards', gathered, taken) AS detail
FROM (
  SELECT b.campaign, b.number, b.gathered, coalesce((
      SELECT jsonb_object_agg(asset, jsonb_build_object('rewards', rewards, 'minor', minor))
      FROM (
        SELECT asset, count(*) AS rewards, sum(minor) AS minor FROM payout_batch_reward i
        WHERE i.campaign = b.campaign AND i.number = b.number GROUP BY asset
      ) one
    ), '{}') AS taken
  FROM payout_batch b WHERE b.state <> 'refused'
) batch WHERE gathered <> taken
UNION ALL
SELECT 'a batch is over when all it took on is sent, posted or taken back',
  campaign || '.' || number, format('%s rewards, %s settled', rewards, settled)
FROM (
  SELECT campaign, number, due + paid + taken_back AS settled, coalesce((
      SELECT sum((value ->> 'rewards')::bigint) FROM jsonb_each(gathered)
    ), 0) AS rewards
  FROM payout_batch WHERE state = 'done'
) batch WHERE rewards <> settled
UNION ALL
SELECT 'a batch stays within what its terms allow', b.campaign || '.' || b.number || ' ' || g.key,
  format('%s of %s', g.value ->> 'minor', m.value ->> 'minor')
FROM payout_batch b
CROSS JOIN LATERAL jsonb_each(b.gathered) g
CROSS JOIN LATERAL jsonb_array_elements(b.terms -> 'max') m
WHERE m.value ->> 'asset' = g.key AND (g.value ->> 'minor')::bigint > (m.value ->> 'minor')::bigint;

CREATE OR REPLACE VIEW violation AS
SELECT * FROM violation_of_balance
UNION ALL SELECT * FROM violation_of_hold
UNION ALL SELECT * FROM violation_of_reward
UNION ALL SELECT * FROM violation_of_payout
UNION ALL SELECT * FROM violation_of_counter
UNION ALL SELECT * FROM violation_of_operator
UNION ALL SELECT * FROM violation_of_code
UNION ALL SELECT * FROM violation_of_batch;

GRANT SELECT, INSERT, UPDATE ON payout_batch, payout_batch_reward TO usher_app;
GRANT SELECT ON violation_of_batch TO usher_app;
