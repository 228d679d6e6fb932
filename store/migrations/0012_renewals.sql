-- Renewals: what operators pay in for them, what they are charged, and that it adds up.
ALTER TABLE event DROP CONSTRAINT event_kind_check;
ALTER TABLE event ADD CONSTRAINT event_kind_check CHECK (kind IN ('issued', 'woken', 'click',
  'share', 'redemption', 'reservation', 'milestone', 'reward', 'review', 'verification', 'reminder',
  'status', 'refresh', 'renewal', 'reset', 'wording', 'version'));

ALTER TABLE message DROP CONSTRAINT message_template_check;
ALTER TABLE message ADD CONSTRAINT message_template_check CHECK (template IN ('reminder', 'expired',
  'replaced', 'refreshed', 'renewed', 'renewal-refused'));

-- Names a payment into an account, so that saying it again pays nothing twice.
ALTER TABLE entry ADD COLUMN payment text COLLATE "C";
CREATE UNIQUE INDEX entry_payment ON entry (campaign, payment) WHERE payment IS NOT NULL;
ALTER TABLE entry DROP CONSTRAINT entry_kind_check, DROP CONSTRAINT entry_check1;
ALTER TABLE entry ADD CONSTRAINT entry_kind_check CHECK (kind IN ('fund', 'hold', 'post', 'void',
  'expire', 'reverse', 'charge'));
ALTER TABLE entry ADD CONSTRAINT entry_of_reward
  CHECK ((reward IS NULL) = (kind IN ('fund', 'charge')));

CREATE VIEW violation_of_operator AS
SELECT 'an operator''s account is what was paid in and charged' AS invariant,
  campaign || ' ' || key AS subject,
  format('%s of %s used, by the ledger %s of %s', used, coalesce(max::text, 'any'), charged, funded)
    AS detail
FROM (
  SELECT c.campaign, c.key, c.used, c.max, coalesce(l.charged, 0) AS charged,
    coalesce(l.funded, 0) AS funded
  FROM counter c
  LEFT JOIN (
    SELECT campaign, 'operator:' || asset AS key,
      sum(minor) FILTER (WHERE kind = 'charge') AS charged,
      sum(minor) FILTER (WHERE kind = 'fund') AS funded
    FROM entry WHERE kind = 'charge'
      OR (kind = 'fund' AND destination = 'campaign:' || campaign || ':operator')
    GROUP BY campaign, asset
  ) l ON l.campaign = c.campaign AND l.key = c.key
  WHERE starts_with(c.key, 'operator:')
) operator WHERE used <> charged OR max IS DISTINCT FROM funded;

-- As before, with budgets told from operators' accounts, and limits beside caps.
CREATE OR REPLACE VIEW violation_of_counter AS
SELECT 'a counter is within its bounds' AS invariant, campaign || ' ' || key AS subject,
  format('%s of %s', used, coalesce(max::text, 'any')) AS detail
FROM counter WHERE used < 0 OR used > max
UNION ALL
SELECT 'a budget has used what is held and paid', campaign || ' ' || key,
  format('%s used, %s by the ledger', used, ledger)
FROM (
  SELECT c.campaign, c.key, c.used, coalesce(l.minor, 0) AS ledger
  FROM counter c
  LEFT JOIN (
    SELECT campaign, 'budget:' || asset AS key,
      sum(CASE kind WHEN 'hold' THEN minor WHEN 'post' THEN 0 ELSE -minor END) AS minor
    FROM entry WHERE kind NOT IN ('fund', 'charge') GROUP BY campaign, asset
  ) l ON l.campaign = c.campaign AND l.key = c.key
  WHERE starts_with(c.key, 'budget:')
) budget WHERE used <> ledger
UNION ALL
SELECT 'a budget is what was funded', campaign || ' ' || key,
  format('maximum %s, funded %s', coalesce(max::text, 'none'), ledger)
FROM (
  SELECT c.campaign, c.key, c.max, coalesce(l.minor, 0) AS ledger
  FROM counter c
  LEFT JOIN (
    SELECT campaign, 'budget:' || asset AS key,
      sum(CASE source WHEN 'world' THEN minor ELSE -minor END) AS minor
    FROM entry
    WHERE kind = 'fund' AND destination <> 'campaign:' || campaign || ':operator'
    GROUP BY campaign, asset
  ) l ON l.campaign = c.campaign AND l.key = c.key
  WHERE starts_with(c.key, 'budget:')
) budget WHERE max IS DISTINCT FROM ledger
UNION ALL
SELECT 'a cap has used what its rewards took', campaign || ' ' || key,
  format('%s used, %s taken', used, taken)
FROM (
  SELECT campaign, key, coalesce(c.used, 0) AS used, coalesce(t.minor, 0) AS taken
  FROM (SELECT * FROM counter WHERE starts_with(key, 'cap:') OR starts_with(key, 'limit:')) c
  FULL JOIN (
    SELECT r.campaign, t.key, sum(t.value::bigint) AS minor
    FROM reward r, jsonb_each_text(r.took) t
    WHERE r.state NOT IN ('voided', 'reversed')
      AND (starts_with(t.key, 'cap:') OR starts_with(t.key, 'limit:'))
    GROUP BY r.campaign, t.key
  ) t USING (campaign, key)
) cap WHERE used <> taken
UNION ALL
SELECT 'live codes are counted', campaign || ' ' || key, format('%s counted, %s open', used, open)
FROM (
  SELECT c.campaign, c.key, c.used, (
      SELECT count(*) FROM code o
      WHERE o.campaign = c.campaign AND o.status IN ('dormant', 'pending', 'active', 'frozen')
    ) AS open
  FROM counter c WHERE c.key = 'live-codes'
) live WHERE used <> open;

CREATE OR REPLACE VIEW violation AS
SELECT * FROM violation_of_balance
UNION ALL SELECT * FROM violation_of_hold
UNION ALL SELECT * FROM violation_of_reward
UNION ALL SELECT * FROM violation_of_payout
UNION ALL SELECT * FROM violation_of_counter
UNION ALL SELECT * FROM violation_of_operator
UNION ALL SELECT * FROM violation_of_code;

GRANT SELECT ON violation_of_operator TO usher_app;
