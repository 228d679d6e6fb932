-- Bounds of payouts: so much a minute, and not less than so much at once.
--
-- payout_pace  by provider: one row each, of the latest minute in which something was handed over under a
--              bound. Whoever hands something over holds the row, so that two never take the same room.
CREATE TABLE payout_pace (
  provider   text COLLATE "C" PRIMARY KEY,
  -- Epoch minutes.
  minute     bigint NOT NULL DEFAULT 0,
  payouts    bigint NOT NULL DEFAULT 0 CHECK (payouts >= 0),
  -- By asset, {"CNY/2": 300}.
  minor      jsonb NOT NULL DEFAULT '{}',
  -- Which bound did not let something in: 'payouts', or an asset; null while all had room.
  full_of    text COLLATE "C",
  full_bound bigint,
  CHECK ((full_of IS NULL) = (full_bound IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON payout_pace TO usher_app;

-- Takes room for one payout in this minute; null is no bound. False where there is none, which stands in
-- the row until the minute is over. The minute is read once the row is held, and never goes back.
CREATE FUNCTION take_payout_room(named text, of_asset text, amount bigint, most_payouts bigint,
  most_minor bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  pace payout_pace;
  this_minute bigint;
  so_far bigint;
BEGIN
  INSERT INTO payout_pace (provider) VALUES (named) ON CONFLICT DO NOTHING;
  SELECT * INTO pace FROM payout_pace WHERE provider = named FOR UPDATE;
  this_minute := floor(extract(epoch FROM clock_timestamp()) / 60);
  IF this_minute > pace.minute THEN
    pace.minute := this_minute;
    pace.payouts := 0;
    pace.minor := '{}';
  END IF;
  so_far := coalesce((pace.minor ->> of_asset)::bigint, 0);
  pace.full_of := CASE WHEN pace.payouts >= most_payouts THEN 'payouts'
    WHEN so_far + amount > most_minor THEN of_asset END;
  pace.full_bound := CASE pace.full_of WHEN 'payouts' THEN most_payouts ELSE most_minor END;
  IF pace.full_of IS NULL THEN
    pace.full_bound := NULL;
    pace.payouts := pace.payouts + 1;
    pace.minor := pace.minor || jsonb_build_object(of_asset, so_far + amount);
  END IF;
  UPDATE payout_pace SET minute = pace.minute, payouts = pace.payouts, minor = pace.minor,
    full_of = pace.full_of, full_bound = pace.full_bound
  WHERE provider = named;
  RETURN pace.full_of IS NULL;
END
$$;

-- When the next minute begins, where this one has no room left; null where it has.
CREATE FUNCTION payouts_full_until(named text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT to_timestamp((minute + 1) * 60) FROM payout_pace
  WHERE provider = named AND full_of IS NOT NULL AND now() < to_timestamp((minute + 1) * 60)
$$;

-- Payouts of several rewards. A reward whose campaign asks for a minimum is `gathering` until those of its
-- person reach it; then they are `gathered`, parts of one payout that is of no single reward. That one is
-- what the provider is asked for; its parts are never sent.
CREATE INDEX code_campaign_unsettled ON code (campaign) WHERE status <> 'settled';
ALTER TABLE payout DROP CONSTRAINT payout_pkey, DROP CONSTRAINT payout_state_check;
ALTER TABLE payout ALTER COLUMN reward DROP NOT NULL,
  ADD CONSTRAINT payout_reward_once UNIQUE (reward),
  -- Null, as rows from before this migration have them: the reward's.
  ADD COLUMN beneficiary text COLLATE "C",
  ADD COLUMN asset text COLLATE "C",
  -- The key of the payout that pays this one's reward.
  ADD COLUMN part_of text COLLATE "C",
  -- Who of operations has let it go out below the minimum.
  ADD COLUMN let_go_by text,
  ADD CONSTRAINT payout_state_check CHECK (state IN ('due', 'intent', 'sending', 'paid', 'failed',
    'unknown', 'reconciled', 'manual', 'gathering', 'gathered')),
  ADD CONSTRAINT payout_part CHECK ((state = 'gathered') = (part_of IS NOT NULL)),
  ADD CONSTRAINT payout_of_several CHECK (reward IS NOT NULL OR (beneficiary IS NOT NULL
    AND asset IS NOT NULL AND minor IS NOT NULL AND state NOT IN ('gathering', 'gathered')));
CREATE INDEX payout_gathering ON payout (provider, next_attempt_at) WHERE state = 'gathering';
CREATE INDEX payout_gathering_of ON payout (campaign, beneficiary, asset) WHERE state = 'gathering';
CREATE INDEX payout_parts ON payout (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX payout_unsent_of_several ON payout (provider)
  WHERE reward IS NULL AND state IN ('due', 'failed');

-- What a person's rewards of an asset must reach before anything of them is sent, by the version in force;
-- null where the campaign asks for nothing.
CREATE FUNCTION payout_minimum(named text, of_asset text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (line ->> 'minor')::bigint
  FROM campaign c JOIN campaign_version v ON v.digest = c.digest
  CROSS JOIN LATERAL jsonb_array_elements(v.terms -> 'payouts' -> 'minimum') line
  WHERE c.id = named AND line ->> 'asset' = of_asset
$$;

-- Whether a campaign is over to its last code, so that nobody's rewards grow any more. What is left is
-- then paid, unless its terms say that it stays.
CREATE FUNCTION gathering_over(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM campaign c JOIN campaign_version v ON v.digest = c.digest
    WHERE c.id = named
      AND v.ends_at <= (extract(epoch FROM now()) * 1000)::bigint + c.clock_offset_ms
  ) AND NOT EXISTS (SELECT FROM code WHERE campaign = named AND status <> 'settled')
  AND NOT EXISTS (SELECT FROM payout_batch WHERE campaign = named AND ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM reward WHERE campaign = named AND state = 'held'
    AND timing IN ('weekly', 'after-campaign'))
$$;

CREATE FUNCTION keeps_below_minimum(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(v.terms -> 'payouts' ->> 'atEnd' = 'keep', false)
  FROM campaign c JOIN campaign_version v ON v.digest = c.digest WHERE c.id = named
$$;

-- What each person's rewards have come to that wait for a minimum.
CREATE VIEW gathering AS
SELECT p.campaign, p.beneficiary, p.asset, count(*) AS rewards, sum(p.minor)::bigint AS minor,
  payout_minimum(p.campaign, p.asset) AS minimum
FROM payout p JOIN reward r ON r.id = p.reward
WHERE p.state = 'gathering' AND r.state = 'due' GROUP BY p.campaign, p.beneficiary, p.asset;
GRANT SELECT ON gathering TO usher_app;

-- As before, with payouts of awards and of several rewards. A reward that is lowered leaves its payout of several behind,
-- which is never sent.
CREATE OR REPLACE VIEW violation_of_payout AS
SELECT 'a payout agrees with its reward' AS invariant, p.reward AS subject,
  format('payout %s, reward %s', coalesce(w.state, p.state), r.state) AS detail
FROM payout p LEFT JOIN payable r ON r.id = p.reward LEFT JOIN payout w ON w.key = p.part_of
WHERE p.reward IS NOT NULL AND (r.id IS NULL OR NOT CASE coalesce(w.state, p.state)
    WHEN 'paid' THEN r.state IN ('paid', 'reversed')
    WHEN 'failed' THEN r.state IN ('due', 'voided')
    WHEN 'reconciled' THEN r.state IN ('paid', 'reversed', 'voided')
    WHEN 'gathering' THEN r.state IN ('due', 'voided')
    ELSE r.state = 'due' OR (r.state = 'voided' AND w.state IN ('due', 'intent'))
  END)
UNION ALL
SELECT 'a paid payout has one post', p.reward, format('%s posts', count(e.id))
FROM payout p LEFT JOIN payout w ON w.key = p.part_of
LEFT JOIN entry e ON e.campaign = p.campaign AND e.reward = p.reward AND e.kind = 'post'
WHERE coalesce(w.state, p.state) = 'paid' AND p.reward IS NOT NULL
GROUP BY p.reward HAVING count(e.id) <> 1
UNION ALL
SELECT 'a payout and what was set off are the reward', p.reward,
  format('%s sent and %s set off, of %s', coalesce(p.minor, r.minor), r.set_off, r.minor)
FROM payout p JOIN payable r ON r.id = p.reward
WHERE coalesce(p.minor, r.minor) + r.set_off <> r.minor
UNION ALL
SELECT 'cash that is due or paid has a payout', r.id, r.state
FROM payable r LEFT JOIN payout p ON p.reward = r.id
WHERE r.kind = 'cash' AND r.state IN ('due', 'paid', 'reversed') AND r.set_off < r.minor
  AND p.reward IS NULL
UNION ALL
SELECT 'a payout of several rewards is the sum of its parts', w.key,
  format('%s, its %s parts %s', w.minor, count(p.key), coalesce(sum(p.minor), 0))
FROM payout w LEFT JOIN payout p ON p.part_of = w.key
WHERE w.reward IS NULL AND w.state <> 'failed' GROUP BY w.key, w.minor
HAVING w.minor IS DISTINCT FROM sum(p.minor)
UNION ALL
SELECT 'a part is of its person''s payout', p.reward,
  format('%s to %s, in %s', p.asset, p.beneficiary, p.part_of) COLLATE "default"
FROM payout p LEFT JOIN payout w ON w.key = p.part_of LEFT JOIN reward r ON r.id = p.reward
WHERE p.part_of IS NOT NULL AND (w.campaign, w.beneficiary, w.asset, w.reward)
  IS DISTINCT FROM (r.campaign, r.beneficiary, r.asset, NULL::text)
UNION ALL
SELECT 'an award is sent by itself', p.reward, p.state
FROM payout p JOIN award a ON a.id = p.reward WHERE p.state IN ('gathering', 'gathered');
