-- Rewards, payouts, counters and the double-entry ledger.
--
-- reward   by id, which begins with its code's uuid; partition by hash of id.
-- payout   by reward: one delivery of one due reward; partition as reward.
-- counter  by (campaign, key): caps, budgets and ladders; a row is locked only by commits of its
--          campaign, so campaigns never wait for each other.
-- entry    by (campaign, id): a campaign's budget is funded, held and given back within one
--          partition, and the index that says that a hold is closed once stays whole.
--          A person's account runs over partitions; nothing keeps a running balance.

CREATE TABLE reward (
  id          text COLLATE "C" PRIMARY KEY,
  campaign    text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  lineage     uuid NOT NULL,
  redemption  text COLLATE "C" NOT NULL,
  reward      text COLLATE "C" NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('cash', 'points', 'privilege', 'virtual-item')),
  side        text NOT NULL CHECK (side IN ('inviter', 'invitee')),
  beneficiary text COLLATE "C" NOT NULL,
  asset       text COLLATE "C" NOT NULL,
  minor       bigint NOT NULL CHECK (minor > 0),
  state       text NOT NULL CHECK (state IN ('held', 'due', 'paid', 'voided', 'reversed')),
  timing      text NOT NULL CHECK (timing IN ('instant', 'automatic', 'weekly', 'after-campaign')),
  granted_at  bigint NOT NULL,
  due_at      bigint NOT NULL,
  -- What it took of which counter: {"cap:…": 100}.
  took        jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);
CREATE INDEX reward_code ON reward (code, id);
CREATE INDEX reward_redemption ON reward (redemption);
CREATE INDEX reward_beneficiary ON reward (beneficiary, campaign);
-- Held rewards that the code's own timer turns due.
CREATE INDEX reward_timer ON reward (code, due_at, id)
  WHERE state = 'held' AND timing IN ('instant', 'automatic');
-- Held rewards that a payout batch turns due.
CREATE INDEX reward_batch ON reward (campaign, timing, due_at, id)
  WHERE state = 'held' AND timing IN ('weekly', 'after-campaign');

CREATE TABLE payout (
  reward          text COLLATE "C" PRIMARY KEY REFERENCES reward (id),
  campaign        text COLLATE "C" NOT NULL,
  -- Fixed for ever in the transaction that made the reward due; the provider de-duplicates by it.
  key             text COLLATE "C" NOT NULL UNIQUE,
  provider        text COLLATE "C" NOT NULL,
  state           text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'intent', 'sending', 'paid',
                    'failed', 'unknown', 'reconciled', 'manual')),
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  lease_until     timestamptz,
  leased_by       text,
  -- Grows with each lease; a late writer with a smaller one is refused.
  fence           bigint NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  first_sent_at   timestamptz,
  provider_ref    text,
  last_error      text,
  due_at          bigint NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  changed_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);
CREATE INDEX payout_queue ON payout (provider, next_attempt_at, reward)
  WHERE state IN ('due', 'intent', 'sending', 'unknown');
CREATE INDEX payout_campaign ON payout (campaign, state);

CREATE TABLE counter (
  campaign    text COLLATE "C" NOT NULL,
  key         text COLLATE "C" NOT NULL,
  used        bigint NOT NULL DEFAULT 0,
  -- Null only counts.
  max         bigint,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, key),
  CONSTRAINT counter_within CHECK (used >= 0 AND (max IS NULL OR used <= max))
) WITH (fillfactor = 50);

CREATE TABLE entry (
  campaign    text COLLATE "C" NOT NULL,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  kind        text NOT NULL CHECK (kind IN ('fund', 'hold', 'post', 'void', 'expire', 'reverse')),
  reward      text COLLATE "C",
  source      text COLLATE "C" NOT NULL,
  destination text COLLATE "C" NOT NULL,
  asset       text COLLATE "C" NOT NULL,
  minor       bigint NOT NULL CHECK (minor > 0),
  at          bigint NOT NULL,
  reason      text NOT NULL,
  actor       text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, id),
  CHECK (source <> destination),
  CHECK ((reward IS NULL) = (kind = 'fund'))
);
-- A reward is held once, and its hold closed once, by whichever of three kinds; reversed once.
CREATE UNIQUE INDEX entry_once ON entry (campaign, reward, (
    CASE WHEN kind IN ('post', 'void', 'expire') THEN 'close' ELSE kind END
  )) WHERE reward IS NOT NULL;
CREATE INDEX entry_source ON entry (source, asset, id);
CREATE INDEX entry_destination ON entry (destination, asset, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % only takes new rows; correct with a reversing entry', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE ON reward, payout, counter TO usher_app;
GRANT SELECT, INSERT ON entry TO usher_app;
