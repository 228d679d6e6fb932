-- Awards: what operations give a person by hand, out of a campaign's budget, after a second person has
-- approved it.
--
-- award    by id, `award.<uuid>`; partition by hash of id. Its states are those of a reward: `held` is what
--          waits for a decision, or is void by one.
-- payable  what is promised to a person and stands in the ledger and in payouts under its id, in the column
--          that is named for rewards: rewards and awards.

CREATE TABLE award (
  id             text COLLATE "C" PRIMARY KEY CHECK (starts_with(id, 'award.')),
  campaign       text COLLATE "C" NOT NULL REFERENCES campaign (id),
  -- Names the asking, so that asking again gives nothing twice.
  op_id          text COLLATE "C" NOT NULL,
  body_hash      text COLLATE "C" NOT NULL,
  beneficiary    text COLLATE "C" NOT NULL,
  asset          text COLLATE "C" NOT NULL,
  minor          bigint NOT NULL CHECK (minor > 0),
  set_off        bigint NOT NULL DEFAULT 0 CHECK (set_off >= 0 AND set_off <= minor),
  state          text NOT NULL CHECK (state IN ('held', 'due', 'paid', 'voided', 'reversed')),
  note           text NOT NULL,
  given_by       text NOT NULL,
  -- By the campaign's clock, as all that follows.
  given_at       bigint NOT NULL,
  -- Exclusive. Null: the terms in force asked for no approval of so much.
  decide_by      bigint,
  -- `lapsed`: nobody decided in time, and nobody is named.
  decision       text CHECK (decision IN ('approved', 'refused', 'lapsed')),
  decided_by     text,
  decided_reason text,
  decided_at     bigint,
  due_at         bigint,
  taken_back     jsonb,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT award_once UNIQUE (campaign, op_id),
  CONSTRAINT award_decided CHECK ((decision IS NULL) = (decided_at IS NULL)
    AND (decided_by IS NOT NULL) = coalesce(decision IN ('approved', 'refused'), false)),
  CONSTRAINT award_state CHECK (CASE state
    WHEN 'held' THEN decision IS NULL AND decide_by IS NOT NULL
    WHEN 'voided' THEN coalesce(decision, '') IN ('refused', 'lapsed') OR taken_back IS NOT NULL
    WHEN 'reversed' THEN due_at IS NOT NULL AND taken_back IS NOT NULL
    ELSE due_at IS NOT NULL AND taken_back IS NULL
  END)
) WITH (fillfactor = 70);
CREATE INDEX award_campaign ON award (campaign, given_at, id);
CREATE INDEX award_waiting ON award (campaign, decide_by) WHERE state = 'held';

CREATE VIEW payable AS
SELECT id, campaign, code, kind, beneficiary, asset, minor, refunded, set_off, state, due_at
FROM reward
UNION ALL
SELECT id, campaign, NULL::uuid, 'cash'::text, beneficiary, asset, minor, 0::bigint, set_off, state,
  due_at
FROM award;

-- A payout is of a reward or of an award, which no foreign key can say; an invariant does.
ALTER TABLE payout DROP CONSTRAINT payout_reward_fkey;

-- Two names are one person's as people read them.
CREATE FUNCTION is_same_person(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT lower(btrim(normalize(one, NFKC))) = lower(btrim(normalize(other, NFKC))) $$;

-- How an account's statement tells an award: its note, who gave it and who approved it.
CREATE FUNCTION award_in_words(a award) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('; award by %s%s: %s', a.given_by,
    CASE WHEN a.decision = 'approved' THEN ', approved by ' || a.decided_by ELSE '' END, a.note)
$$;

CREATE VIEW violation_of_award AS
SELECT 'an award is approved by a second person' AS invariant, id AS subject,
  format('given and approved by %s', decided_by) AS detail
FROM award WHERE decision = 'approved' AND is_same_person(given_by, decided_by)
UNION ALL
SELECT 'an award is sent once it is approved, where it needs that', id,
  format('%s, %s', state, coalesce(decision, 'not decided'))
FROM award
WHERE decide_by IS NOT NULL AND due_at IS NOT NULL AND decision IS DISTINCT FROM 'approved'
UNION ALL
SELECT 'an award is approved before its deadline', id,
  format('approved %s ms after its deadline', decided_at - decide_by)
FROM award WHERE decision = 'approved' AND decided_at >= decide_by;

-- As before, of rewards and awards; a hold may be lowered, and reversed in parts, and what is reversed may be
-- a part of what was set off. Of payouts the next migration has it.
CREATE OR REPLACE VIEW violation_of_hold AS
SELECT 'a hold is made and closed at most once' AS invariant, reward AS subject,
  format('%s entries of kind %s', count(*), min(kind)) AS detail
FROM entry WHERE reward IS NOT NULL AND kind NOT IN ('lower', 'reverse', 'owe')
GROUP BY reward, CASE WHEN kind IN ('post', 'void', 'expire') THEN 'closing' ELSE kind END
HAVING count(*) > 1
UNION ALL
SELECT 'a closing has the amount and accounts of its hold', c.reward,
  format('%s of %s %s from %s to %s', c.kind, c.minor, c.asset, c.source, c.destination)
FROM entry c
LEFT JOIN entry h ON h.reward = c.reward AND h.kind = 'hold' AND h.campaign = c.campaign
LEFT JOIN payable r ON r.id = c.reward
LEFT JOIN reward_booking b ON b.reward = c.reward AND b.campaign = c.campaign
WHERE c.kind IN ('post', 'void', 'expire', 'set-off')
  AND (h.id IS NULL OR c.asset <> h.asset OR c.source <> h.destination
    OR c.minor <> CASE c.kind WHEN 'set-off' THEN r.set_off ELSE h.minor - b.lowered - r.set_off END
    OR c.destination <> CASE WHEN c.kind IN ('post', 'set-off') THEN 'person:' || r.beneficiary
      ELSE h.source END)
UNION ALL
SELECT 'a reversal undoes its post', v.reward,
  format('%s %s from %s to %s', v.minor, v.asset, v.source, v.destination)
FROM entry v
LEFT JOIN payable r ON r.id = v.reward
LEFT JOIN reward_booking b ON b.reward = v.reward AND b.campaign = v.campaign
LEFT JOIN entry p ON p.reward = v.reward AND p.kind = 'post' AND p.campaign = v.campaign
WHERE v.kind = 'reverse'
  AND (b.reversed > b.posted + b.set_off OR v.asset <> r.asset
    OR v.source <> 'person:' || r.beneficiary OR v.source <> p.destination
    OR v.destination <> 'campaign:' || v.campaign || ':budget')
UNION ALL
SELECT 'what lowers a hold goes back to the budget', l.reward,
  format('%s %s from %s to %s', l.minor, l.asset, l.source, l.destination)
FROM entry l
LEFT JOIN entry h ON h.reward = l.reward AND h.kind = 'hold' AND h.campaign = l.campaign
WHERE l.kind = 'lower'
  AND (h.id IS NULL OR l.asset <> h.asset OR l.source <> h.destination OR l.destination <> h.source
    OR l.actor IS NULL);

CREATE OR REPLACE VIEW violation_of_reward AS
SELECT 'a reward agrees with its entries' AS invariant, r.id AS subject,
  format('%s of %s %s, with entries: %s', r.state, r.minor, r.asset, coalesce(b.kinds, 'none'))
    AS detail
FROM payable r
LEFT JOIN reward_booking b ON b.campaign = r.campaign AND b.reward = r.id
WHERE b.held IS DISTINCT FROM r.minor + b.lowered OR b.asset IS DISTINCT FROM r.asset
  OR b.set_off IS DISTINCT FROM r.set_off
  OR (b.posted, b.voided, b.reversed) IS DISTINCT FROM CASE r.state
    WHEN 'paid' THEN (r.minor - r.set_off, 0::bigint, r.refunded)
    WHEN 'voided' THEN (0::bigint, r.minor - r.set_off, r.set_off)
    WHEN 'reversed' THEN (r.minor - r.set_off, 0::bigint, r.minor)
    ELSE (0::bigint, 0::bigint, 0::bigint)
  END
UNION ALL
SELECT 'an entry has its reward', e.reward, format('%s of %s %s', e.kind, e.minor, e.asset)
FROM entry e LEFT JOIN payable r ON r.id = e.reward
WHERE e.reward IS NOT NULL AND r.id IS NULL
UNION ALL
SELECT 'a reward has its redemption', r.id, format('redemption %s', r.redemption)
FROM reward r LEFT JOIN redemption d ON d.campaign = r.campaign AND d.id = r.redemption
WHERE d.id IS NULL;

CREATE OR REPLACE VIEW violation_of_debt AS
SELECT 'a debt is what its account has' AS invariant, campaign || ' ' || key AS subject,
  format('%s counted, %s by the ledger', used, ledger) AS detail
FROM (
  SELECT campaign, key, coalesce(c.used, 0) AS used, coalesce(l.minor, 0) AS ledger
  FROM (SELECT * FROM counter WHERE starts_with(key, 'debt:')) c
  FULL JOIN (
    SELECT campaign, 'debt:' || asset || ':' || person AS key, sum(minor) AS minor
    FROM (
      SELECT campaign, asset, minor, substr(destination, length('campaign:' || campaign || ':debt:') + 1)
        AS person
      FROM entry WHERE starts_with(destination, 'campaign:' || campaign || ':debt:')
      UNION ALL
      SELECT campaign, asset, -minor, substr(source, length('campaign:' || campaign || ':debt:') + 1)
      FROM entry WHERE starts_with(source, 'campaign:' || campaign || ':debt:')
    ) leg
    GROUP BY campaign, asset, person
  ) l USING (campaign, key)
) debt WHERE used <> ledger
UNION ALL
SELECT 'what is set off is repaid', reward,
  format('%s set off, %s repaid', set_off, repaid)
FROM reward_booking WHERE set_off <> repaid
UNION ALL
SELECT 'nobody owes more of a reward than was taken back of it', reward,
  format('%s owed, %s taken back, %s of it set off', owed, reversed, set_off)
FROM reward_booking
WHERE owed > reversed OR owed < least(reversed, set_off)
UNION ALL
SELECT 'a debt is the beneficiary''s', e.reward, format('%s from %s to %s', e.kind, e.source, e.destination)
FROM entry e JOIN payable r ON r.id = e.reward
WHERE (e.kind = 'owe' AND (e.source <> 'world'
    OR e.destination <> 'campaign:' || e.campaign || ':debt:' || r.beneficiary))
  OR (e.kind = 'repay' AND (e.destination <> 'world'
    OR e.source <> 'campaign:' || e.campaign || ':debt:' || r.beneficiary));

-- All views that look for something, whichever there are.
DO $$
BEGIN
  EXECUTE (
    SELECT 'CREATE OR REPLACE VIEW violation AS '
      || string_agg('SELECT * FROM ' || viewname, ' UNION ALL ' ORDER BY viewname)
    FROM pg_views WHERE schemaname = current_schema() AND starts_with(viewname, 'violation_of_')
  );
END
$$;

GRANT SELECT, INSERT, UPDATE ON award TO usher_app;
GRANT SELECT ON payable, violation_of_award TO usher_app;
