-- What waits for a minimum settles debts that arise meanwhile. A reward that a debt takes whole is paid, and its payout
-- stays where it is, as that of a reward which was taken back does: neither is ever sent.
--
-- As before but for that.
CREATE OR REPLACE VIEW violation_of_payout AS
SELECT 'a payout agrees with its reward' AS invariant, p.reward AS subject,
  format('payout %s, reward %s', coalesce(w.state, p.state), r.state) AS detail
FROM payout p LEFT JOIN payable r ON r.id = p.reward LEFT JOIN payout w ON w.key = p.part_of
WHERE p.reward IS NOT NULL AND (r.id IS NULL OR NOT CASE coalesce(w.state, p.state)
    WHEN 'paid' THEN r.state IN ('paid', 'reversed')
    WHEN 'failed' THEN r.state IN ('due', 'voided')
    WHEN 'reconciled' THEN r.state IN ('paid', 'reversed', 'voided')
    WHEN 'gathering' THEN r.state IN ('due', 'voided')
      OR (r.state IN ('paid', 'reversed') AND r.set_off = r.minor)
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
  AND NOT (p.state = 'gathering' AND r.set_off = r.minor)
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
