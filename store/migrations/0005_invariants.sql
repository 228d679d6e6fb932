-- What must be true of the books at every moment, as views that show each breach as a row:
-- invariant, subject, detail. `violation` has them all. No tables, so nothing to partition; each
-- reads whole tables and is meant for checks, not for requests.

CREATE VIEW account_balance AS
SELECT account, asset, sum(minor)::bigint AS minor
FROM (
  SELECT destination AS account, asset, minor FROM entry
  UNION ALL
  SELECT source, asset, -minor FROM entry
) leg
GROUP BY account, asset;

CREATE VIEW violation_of_balance AS
SELECT 'asset sums to zero' AS invariant, asset AS subject,
  format('all accounts together have %s', sum(minor)) AS detail
FROM account_balance GROUP BY asset HAVING sum(minor) <> 0
UNION ALL
SELECT 'no account below zero', account, format('%s of %s', minor, asset)
FROM account_balance WHERE minor < 0 AND account <> 'world';

CREATE VIEW violation_of_hold AS
SELECT 'a hold is made, closed and reversed at most once' AS invariant, reward AS subject,
  format('%s entries of kind %s', count(*), min(kind)) AS detail
FROM entry WHERE reward IS NOT NULL
GROUP BY reward, CASE WHEN kind IN ('post', 'void', 'expire') THEN 'closing' ELSE kind END
HAVING count(*) > 1
UNION ALL
SELECT 'a closing has the amount and accounts of its hold', c.reward,
  format('%s of %s %s from %s to %s', c.kind, c.minor, c.asset, c.source, c.destination)
FROM entry c
LEFT JOIN entry h ON h.reward = c.reward AND h.kind = 'hold' AND h.campaign = c.campaign
LEFT JOIN reward r ON r.id = c.reward
WHERE c.kind IN ('post', 'void', 'expire')
  AND (h.id IS NULL OR c.minor <> h.minor OR c.asset <> h.asset OR c.source <> h.destination
    OR c.destination <> CASE c.kind WHEN 'post' THEN 'person:' || r.beneficiary ELSE h.source END)
UNION ALL
SELECT 'a reversal undoes its post', v.reward,
  format('%s %s from %s to %s', v.minor, v.asset, v.source, v.destination)
FROM entry v
LEFT JOIN entry p ON p.reward = v.reward AND p.kind = 'post' AND p.campaign = v.campaign
LEFT JOIN entry h ON h.reward = v.reward AND h.kind = 'hold' AND h.campaign = v.campaign
WHERE v.kind = 'reverse'
  AND (p.id IS NULL OR v.minor <> p.minor OR v.asset <> p.asset OR v.source <> p.destination
    OR v.destination <> h.source);

CREATE VIEW violation_of_reward AS
SELECT 'a reward agrees with its entries' AS invariant, r.id AS subject,
  format('%s of %s %s, with entries: %s', r.state, r.minor, r.asset, coalesce(e.kinds, 'none'))
    AS detail
FROM reward r
LEFT JOIN (
  SELECT reward, string_agg(kind, ', ' ORDER BY kind) AS kinds,
    min(minor) FILTER (WHERE kind = 'hold') AS minor, min(asset) AS asset
  FROM entry WHERE reward IS NOT NULL GROUP BY reward
) e ON e.reward = r.id
WHERE e.minor IS DISTINCT FROM r.minor OR e.asset IS DISTINCT FROM r.asset
  OR NOT CASE r.state
    WHEN 'paid' THEN e.kinds = 'hold, post'
    WHEN 'voided' THEN e.kinds IN ('hold, void', 'expire, hold')
    WHEN 'reversed' THEN e.kinds = 'hold, post, reverse'
    ELSE e.kinds = 'hold'
  END
UNION ALL
SELECT 'an entry has its reward', e.reward, format('%s of %s %s', e.kind, e.minor, e.asset)
FROM entry e LEFT JOIN reward r ON r.id = e.reward
WHERE e.reward IS NOT NULL AND r.id IS NULL
UNION ALL
SELECT 'a reward has its redemption', r.id, format('redemption %s', r.redemption)
FROM reward r LEFT JOIN redemption d ON d.campaign = r.campaign AND d.id = r.redemption
WHERE d.id IS NULL;

CREATE VIEW violation_of_payout AS
SELECT 'a payout agrees with its reward' AS invariant, p.reward AS subject,
  format('payout %s, reward %s', p.state, r.state) AS detail
FROM payout p LEFT JOIN reward r ON r.id = p.reward
WHERE r.id IS NULL OR NOT CASE p.state
    WHEN 'paid' THEN r.state IN ('paid', 'reversed')
    WHEN 'failed' THEN r.state IN ('due', 'voided')
    WHEN 'reconciled' THEN r.state IN ('paid', 'reversed', 'voided')
    ELSE r.state = 'due'
  END
UNION ALL
SELECT 'a paid payout has one post', p.reward, format('%s posts', count(e.id))
FROM payout p
LEFT JOIN entry e ON e.campaign = p.campaign AND e.reward = p.reward AND e.kind = 'post'
WHERE p.state = 'paid' GROUP BY p.reward HAVING count(e.id) <> 1
UNION ALL
SELECT 'cash that is due or paid has a payout', r.id, r.state
FROM reward r LEFT JOIN payout p ON p.reward = r.id
WHERE r.kind = 'cash' AND r.state IN ('due', 'paid', 'reversed') AND p.reward IS NULL;

CREATE VIEW violation_of_counter AS
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
    FROM entry WHERE kind <> 'fund' GROUP BY campaign, asset
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
    FROM entry WHERE kind = 'fund' GROUP BY campaign, asset
  ) l ON l.campaign = c.campaign AND l.key = c.key
  WHERE starts_with(c.key, 'budget:')
) budget WHERE max IS DISTINCT FROM ledger
UNION ALL
SELECT 'a cap has used what its rewards took', campaign || ' ' || key,
  format('%s used, %s taken', used, taken)
FROM (
  SELECT campaign, key, coalesce(c.used, 0) AS used, coalesce(t.minor, 0) AS taken
  FROM (SELECT * FROM counter WHERE starts_with(key, 'cap:')) c
  FULL JOIN (
    SELECT r.campaign, t.key, sum(t.value::bigint) AS minor
    FROM reward r, jsonb_each_text(r.took) t
    WHERE r.state NOT IN ('voided', 'reversed') AND starts_with(t.key, 'cap:')
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

CREATE VIEW violation_of_code AS
SELECT 'a code counts its redemptions and reviews' AS invariant, c.id::text AS subject,
  format('uses %s of %s, redemptions %s of %s, reviews %s of %s', c.state ->> 'uses',
    coalesce(d.uses, 0), c.state ->> 'redemptions', coalesce(d.redeemed, 0),
    c.state ->> 'reviewsOpen', coalesce(v.open, 0)) AS detail
FROM code c
LEFT JOIN (
  SELECT code, count(*) FILTER (WHERE state IN ('reserved', 'review', 'redeemed')) AS uses,
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
FROM redemption WHERE state IN ('reserved', 'review', 'redeemed')
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

CREATE VIEW violation AS
SELECT * FROM violation_of_balance
UNION ALL SELECT * FROM violation_of_hold
UNION ALL SELECT * FROM violation_of_reward
UNION ALL SELECT * FROM violation_of_payout
UNION ALL SELECT * FROM violation_of_counter
UNION ALL SELECT * FROM violation_of_code;

GRANT SELECT ON account_balance, violation_of_balance, violation_of_hold, violation_of_reward,
  violation_of_payout, violation_of_counter, violation_of_code, violation TO usher_app;
