-- A part of points can be taken back, as of cash: before they take effect the reward becomes smaller, and after, as
-- much of their lot goes back as is there, then of what had expired. What is reserved or spent the world bears, until
-- it comes back.
--
-- points_lot.given_back  how much of the lot its campaign has back by reversals. What of it the lot itself has not
--                        given yet, which is the rest over taken_back, was covered: as soon as a reservation gives as
--                        much back, that goes too.

ALTER TABLE points_lot ADD COLUMN given_back bigint NOT NULL DEFAULT 0;
UPDATE points_lot SET given_back = minor WHERE reversed;
ALTER TABLE points_lot ADD CONSTRAINT points_given_back
  CHECK (given_back >= taken_back AND given_back <= minor AND reversed = (given_back = minor));

-- As before, but what is of points may be lowered and reversed in parts too.
DROP INDEX entry_once;
CREATE UNIQUE INDEX entry_once ON entry (campaign, reward, (
    CASE WHEN kind IN ('post', 'void', 'expire') THEN 'close' ELSE kind END
  )) WHERE reward IS NOT NULL
    AND NOT (kind IN ('lower', 'reverse', 'owe') AND asset ~ '^([A-Z]{3}|points)/');

CREATE OR REPLACE FUNCTION make_points_lots() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What is reversed in the same statement was taken back before there was a lot to take it from.
  INSERT INTO points_account (campaign, person, available)
  SELECT f.campaign, substr(f.destination, 8), sum(f.minor - coalesce(v.minor, 0))
  FROM fresh f
  LEFT JOIN (SELECT reward, sum(minor) AS minor FROM fresh WHERE kind = 'reverse' GROUP BY reward) v
    ON v.reward = f.reward
  WHERE f.kind = 'post' AND f.asset = 'points/0' GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (campaign, person)
    DO UPDATE SET available = points_account.available + EXCLUDED.available;
  INSERT INTO points_lot
    (reward, campaign, person, minor, at, expires_at, available, taken_back, given_back, reversed)
  SELECT f.reward, f.campaign, substr(f.destination, 8), f.minor, f.at,
    CASE r.expiry ->> 'kind'
      WHEN 'after' THEN f.at + (r.expiry ->> 'ms')::bigint
      WHEN 'at' THEN (r.expiry ->> 'at')::bigint
    END, f.minor - v.minor, v.minor, v.minor, v.minor = f.minor
  FROM fresh f JOIN reward r ON r.id = f.reward
  CROSS JOIN LATERAL (SELECT coalesce(sum(o.minor), 0)::bigint AS minor
    FROM fresh o WHERE o.reward = f.reward AND o.kind = 'reverse') v
  WHERE f.kind = 'post' AND f.asset = 'points/0';
  RETURN NULL;
END
$$;

-- As before, of so much as the entry says: first what is there, then what had expired.
CREATE OR REPLACE FUNCTION take_points_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lot points_lot;
  owner text := substr(NEW.source, 8);
  there bigint;
  lapsed bigint;
BEGIN
  PERFORM FROM points_account WHERE campaign = NEW.campaign AND person = owner FOR UPDATE;
  SELECT * INTO lot FROM points_lot WHERE reward = NEW.reward;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  there := least(lot.available, NEW.minor);
  lapsed := least(lot.expired, NEW.minor - there);
  INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, actor, about)
  SELECT NEW.campaign, 'cover', given.source, NEW.source, NEW.asset, given.minor, NEW.at, given.reason,
    NEW.actor, NEW.reward
  FROM (VALUES
    ('campaign:' || NEW.campaign || ':expired', lapsed, 'had expired'),
    ('world', NEW.minor - there - lapsed, 'are reserved or spent')
  ) given (source, minor, reason) WHERE given.minor > 0;
  UPDATE points_lot
  SET available = available - there, expired = expired - lapsed, taken_back = taken_back + there + lapsed,
    given_back = given_back + NEW.minor, reversed = given_back + NEW.minor = minor
  WHERE reward = NEW.reward;
  UPDATE points_account SET available = available - there
  WHERE campaign = NEW.campaign AND person = owner;
  -- After the entries that it stands on.
  NEW.id := nextval('entry_id_seq');
  RETURN NEW;
END
$$;

-- As before, with parts.
CREATE OR REPLACE VIEW violation_of_points AS
SELECT 'a person''s points are what their lots have' AS invariant,
  campaign || ' ' || person AS subject,
  format('%s and %s reserved by the account, %s and %s by its lots, %s by the ledger',
    a.available, a.reserved, l.available, l.reserved, coalesce(e.minor, 0)) AS detail
FROM points_account a
FULL JOIN (
  SELECT campaign, person, sum(available) AS available, sum(reserved) AS reserved
  FROM points_lot GROUP BY campaign, person
) l USING (campaign, person)
FULL JOIN (
  SELECT campaign, substr(leg.account, 8) AS person, sum(leg.minor) AS minor
  FROM entry CROSS JOIN LATERAL (VALUES (destination, minor), (source, -minor)) leg (account, minor)
  WHERE asset = 'points/0' AND starts_with(leg.account, 'person:')
  GROUP BY campaign, leg.account
) e USING (campaign, person)
WHERE coalesce(a.available, 0) <> coalesce(l.available, 0)
  OR coalesce(a.reserved, 0) <> coalesce(l.reserved, 0)
  OR coalesce(a.available, 0) <> coalesce(e.minor, 0)
UNION ALL
SELECT 'reserved and spent points are those of reservations', p.reward,
  format('%s reserved and %s spent, by reservations %s and %s', p.reserved, p.spent,
    coalesce(t.reserved, 0), coalesce(t.spent, 0))
FROM points_lot p
LEFT JOIN (
  SELECT part.lot, sum(part.minor) FILTER (WHERE r.state = 'open') AS reserved,
    sum(part.minor) FILTER (WHERE r.state = 'confirmed') AS spent
  FROM points_part part JOIN points_reservation r ON r.id = part.reservation GROUP BY part.lot
) t ON t.lot = p.reward
WHERE p.reserved <> coalesce(t.reserved, 0) OR p.spent <> coalesce(t.spent, 0)
UNION ALL
SELECT 'a reservation has the points that it took from lots', r.id::text,
  format('%s, %s from lots', r.minor, coalesce(sum(t.minor), 0))
FROM points_reservation r LEFT JOIN points_part t ON t.reservation = r.id
GROUP BY r.id HAVING r.minor <> coalesce(sum(t.minor), 0)
UNION ALL
SELECT 'points that are reserved, spent and expired are in their accounts',
  coalesce(l.account, b.account),
  format('%s by lots, %s by the ledger', coalesce(l.minor, 0), coalesce(b.minor, 0))
FROM (
  SELECT 'campaign:' || campaign || ':' || side.name AS account, sum(side.minor) AS minor
  FROM points_lot
  CROSS JOIN LATERAL (VALUES ('reserved', reserved), ('spent', spent), ('expired', expired))
    side (name, minor)
  GROUP BY campaign, side.name
) l
FULL JOIN (
  SELECT account, minor FROM account_balance
  WHERE asset = 'points/0' AND account ~ '^campaign:[^:]+:(reserved|spent|expired)$'
) b ON b.account = l.account
WHERE coalesce(l.minor, 0) <> coalesce(b.minor, 0)
UNION ALL
SELECT 'points in effect are a lot', coalesce(r.id, p.reward),
  format('%s of %s %s less %s, in its lot %s less %s', coalesce(r.state, 'no reward'), r.minor, r.asset,
    r.refunded, coalesce(p.minor, 0), coalesce(p.given_back, 0))
FROM (SELECT * FROM reward WHERE asset = 'points/0' AND state = 'paid') r
FULL JOIN (SELECT * FROM points_lot WHERE NOT reversed) p ON p.reward = r.id
WHERE r.minor IS DISTINCT FROM p.minor OR r.refunded IS DISTINCT FROM p.given_back
  OR r.beneficiary IS DISTINCT FROM p.person
UNION ALL
SELECT 'points that are to go back are nobody''s to spend', reward,
  format('%s there, of %s to go back %s did', available, given_back, taken_back)
FROM points_lot WHERE available > 0 AND given_back > taken_back;
