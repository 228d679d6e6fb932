-- Redemptions that operations cancel, and may reopen: what they took is given back, and taken again.
--
-- `cancelled` has given its use and its person's place back; `spent` is cancelled and has kept both.
ALTER TABLE redemption DROP CONSTRAINT redemption_state_check;
ALTER TABLE redemption ADD CONSTRAINT redemption_state_check CHECK (state IN ('reserved', 'review',
  'redeemed', 'released', 'refused', 'cancelled', 'spent'));
-- Keys of the ladders in which it is counted: what it has to leave. Those of before are not known.
ALTER TABLE redemption ADD COLUMN counted text[] NOT NULL DEFAULT '{}';
-- By whom, when and why, which rewards were taken back, and as what it was reopened.
ALTER TABLE redemption ADD COLUMN cancelled jsonb;
ALTER TABLE redemption ADD CONSTRAINT redemption_cancelled
  CHECK ((cancelled IS NOT NULL) = (state IN ('cancelled', 'spent')));

DROP INDEX redemption_once, redemption_inviter;
CREATE UNIQUE INDEX redemption_once ON redemption (campaign, invitee)
  WHERE state IN ('reserved', 'review', 'redeemed', 'spent');
CREATE INDEX redemption_inviter ON redemption (campaign, inviter, at)
  WHERE state IN ('reserved', 'review', 'redeemed', 'spent');

-- The step that a reward is for: it falls when its ladder goes below it.
ALTER TABLE reward ADD COLUMN ladder jsonb;
CREATE INDEX reward_ladder ON reward (code) WHERE ladder IS NOT NULL;
-- A step of a ladder stands once for each side and month.
CREATE UNIQUE INDEX reward_step ON reward (campaign, (ladder ->> 'key'), (ladder ->> 'invitees'), side,
    (coalesce(split_part(id, '/', 4), '')))
  WHERE ladder IS NOT NULL AND state IN ('held', 'due', 'paid');

ALTER TABLE event DROP CONSTRAINT event_kind_check;
ALTER TABLE event ADD CONSTRAINT event_kind_check CHECK (kind IN ('issued', 'woken', 'click',
  'share', 'redemption', 'reservation', 'cancellation', 'reopening', 'milestone', 'reward', 'review',
  'verification', 'reminder', 'status', 'refresh', 'renewal', 'reset', 'wording', 'version'));

-- As before, with uses that were kept.
CREATE OR REPLACE VIEW violation_of_code AS
SELECT 'a code counts its redemptions and reviews' AS invariant, c.id::text AS subject,
  format('uses %s of %s, redemptions %s of %s, reviews %s of %s', c.state ->> 'uses',
    coalesce(d.uses, 0), c.state ->> 'redemptions', coalesce(d.redeemed, 0),
    c.state ->> 'reviewsOpen', coalesce(v.open, 0)) AS detail
FROM code c
LEFT JOIN (
  SELECT code, count(*) FILTER (WHERE state IN ('reserved', 'review', 'redeemed', 'spent')) AS uses,
    count(*) FILTER (WHERE state = 'redeemed') AS redeemed
  FROM redemption GROUP BY code
) d ON d.code = c.id
LEFT JOIN (SELECT code, count(*) AS open FROM review WHERE state = 'open' GROUP BY code) v
  ON v.code = c.id
WHERE (c.state ->> 'uses')::bigint <> coalesce(d.uses, 0)
  OR (c.state ->> 'redemptions')::bigint <> coalesce(d.redeemed, 0)
  OR (c.state ->> 'reviewsOpen')::bigint <> coalesce(v.open, 0)
UNION ALL
SELECT 'a person redeems once in a campaign', campaign || ' ' || invitee,
  format('%s live redemptions', count(*))
FROM redemption WHERE state IN ('reserved', 'review', 'redeemed', 'spent')
GROUP BY campaign, invitee HAVING count(*) > 1
UNION ALL
SELECT 'an operation is answered once', code::text || ' ' || op_id, format('%s answers', count(*))
FROM operation GROUP BY campaign, code, op_id HAVING count(*) > 1
UNION ALL
SELECT 'a successor and its predecessor know each other', c.id::text,
  format('successor %s, whose predecessor is %s', c.successor, coalesce(s.predecessor::text, 'none'))
FROM code c LEFT JOIN code s ON s.id = c.successor
WHERE c.successor IS NOT NULL AND s.predecessor IS DISTINCT FROM c.id
UNION ALL
SELECT 'a code has one current value', c.id::text, format('%s values', count(v.code))
FROM code c LEFT JOIN code_value v ON v.code = c.id AND v.current
GROUP BY c.id HAVING count(v.code) <> 1;

-- A ladder's counter is at or above the invitees that are counted in it: codes of former versions
-- noted none.
CREATE VIEW violation_of_correction AS
SELECT 'a ladder has counted its invitees' AS invariant, campaign || ' ' || key AS subject,
  format('%s counted, %s say so', coalesce(used, 0), said) AS detail
FROM (
  SELECT r.campaign, k.key, count(*) AS said
  FROM redemption r CROSS JOIN LATERAL unnest(r.counted) AS k (key)
  WHERE r.cancelled IS NULL GROUP BY r.campaign, k.key
) counted
LEFT JOIN counter c USING (campaign, key)
WHERE coalesce(used, 0) < said
UNION ALL
SELECT 'a step stands where its ladder has come', r.campaign || ' ' || r.id,
  format('for %s invitees, of which %s are counted', r.ladder ->> 'invitees', coalesce(c.used, 0))
FROM reward r
LEFT JOIN counter c ON c.campaign = r.campaign AND c.key = r.ladder ->> 'key'
WHERE r.ladder IS NOT NULL AND r.state IN ('held', 'due', 'paid')
  AND coalesce(c.used, 0) < (r.ladder ->> 'invitees')::bigint
UNION ALL
SELECT 'a cancelled redemption has no reward of its own', d.campaign || ' ' || d.id,
  format('%s is %s', r.id, r.state)
FROM redemption d JOIN reward r ON r.redemption = d.id AND r.campaign = d.campaign
WHERE d.cancelled IS NOT NULL AND r.state IN ('held', 'due', 'paid')
  AND NOT (r.ladder IS NOT NULL AND r.side = 'inviter');

CREATE OR REPLACE VIEW violation AS
SELECT * FROM violation_of_balance
UNION ALL SELECT * FROM violation_of_hold
UNION ALL SELECT * FROM violation_of_reward
UNION ALL SELECT * FROM violation_of_payout
UNION ALL SELECT * FROM violation_of_counter
UNION ALL SELECT * FROM violation_of_operator
UNION ALL SELECT * FROM violation_of_code
UNION ALL SELECT * FROM violation_of_batch
UNION ALL SELECT * FROM violation_of_month
UNION ALL SELECT * FROM violation_of_correction;

GRANT SELECT ON violation_of_correction TO usher_app;
