-- Points that people have: as lots, each with its own end, from which they are spent.
--
-- points_account      by (campaign, person): locked by whoever changes any of that person's points.
-- points_lot          by reward, which it was: where each of its points is now; partition as reward.
-- points_reservation  by id, a uuid v7: points that are kept for a purchase until it is confirmed.
-- points_part         by (reservation, lot): what a reservation has taken from which lot.
-- points_operation    by (campaign, op_id): how an operation about points was answered.

-- Until when points can be spent, as their reward's terms said when it was granted.
ALTER TABLE reward ADD COLUMN expiry jsonb;

-- The reservation, or the lot, that an entry about somebody's points is about.
ALTER TABLE entry ADD COLUMN about text COLLATE "C";
ALTER TABLE entry DROP CONSTRAINT entry_kind_check, DROP CONSTRAINT entry_of_reward;
ALTER TABLE entry ADD CONSTRAINT entry_kind_check CHECK (kind IN ('fund', 'hold', 'post', 'void',
  'expire', 'reverse', 'charge', 'owe', 'set-off', 'repay', 'forgive', 'reserve', 'spend', 'release',
  'lapse', 'cover', 'recover'));
ALTER TABLE entry ADD CONSTRAINT entry_of_reward
  CHECK ((reward IS NULL) = (kind NOT IN ('hold', 'post', 'void', 'expire', 'reverse',
    'owe', 'set-off', 'repay')));
ALTER TABLE entry ADD CONSTRAINT entry_of_points CHECK ((about IS NOT NULL) =
  (kind IN ('reserve', 'spend', 'release', 'lapse', 'cover', 'recover')));
-- A reservation is booked once, and closed once, by whichever of two kinds.
CREATE UNIQUE INDEX entry_of_reservation ON entry (campaign, about, (
    CASE WHEN kind = 'reserve' THEN 'reserve' ELSE 'close' END
  )) WHERE kind IN ('reserve', 'spend', 'release');

CREATE TABLE points_account (
  campaign  text COLLATE "C" NOT NULL,
  person    text COLLATE "C" NOT NULL,
  available bigint NOT NULL DEFAULT 0,
  reserved  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (campaign, person),
  CONSTRAINT points_of_account CHECK (available >= 0 AND reserved >= 0)
) WITH (fillfactor = 50);

CREATE TABLE points_lot (
  reward     text COLLATE "C" PRIMARY KEY,
  campaign   text COLLATE "C" NOT NULL,
  person     text COLLATE "C" NOT NULL,
  minor      bigint NOT NULL CHECK (minor > 0),
  -- When they took effect.
  at         bigint NOT NULL,
  -- Exclusive; null is never.
  expires_at bigint,
  available  bigint NOT NULL,
  reserved   bigint NOT NULL DEFAULT 0,
  spent      bigint NOT NULL DEFAULT 0,
  expired    bigint NOT NULL DEFAULT 0,
  taken_back bigint NOT NULL DEFAULT 0,
  -- Whether its reward was reversed: what comes back to it is taken back too.
  reversed   boolean NOT NULL DEFAULT false,
  -- When a reservation last gave points back.
  freed_at   bigint,
  FOREIGN KEY (campaign, person) REFERENCES points_account (campaign, person),
  CONSTRAINT points_of_lot CHECK (least(available, reserved, spent, expired, taken_back) >= 0
    AND available + reserved + spent + expired + taken_back = minor)
) WITH (fillfactor = 70);
CREATE INDEX points_lot_person ON points_lot (campaign, person);
CREATE INDEX points_lot_expiry ON points_lot (campaign, expires_at)
  WHERE available > 0 AND expires_at IS NOT NULL;

CREATE TABLE points_reservation (
  id        uuid PRIMARY KEY,
  campaign  text COLLATE "C" NOT NULL,
  person    text COLLATE "C" NOT NULL,
  minor     bigint NOT NULL CHECK (minor > 0),
  purpose   text NOT NULL,
  state     text NOT NULL CHECK (state IN ('open', 'confirmed', 'released', 'over')),
  at        bigint NOT NULL,
  -- Exclusive.
  until_at  bigint NOT NULL,
  closed_at bigint,
  FOREIGN KEY (campaign, person) REFERENCES points_account (campaign, person),
  CHECK ((closed_at IS NULL) = (state = 'open'))
) WITH (fillfactor = 85);
CREATE INDEX points_reservation_person ON points_reservation (campaign, person, at);
CREATE INDEX points_reservation_open ON points_reservation (campaign, until_at) WHERE state = 'open';

CREATE TABLE points_part (
  reservation uuid NOT NULL REFERENCES points_reservation (id),
  lot         text COLLATE "C" NOT NULL REFERENCES points_lot (reward),
  minor       bigint NOT NULL CHECK (minor > 0),
  PRIMARY KEY (reservation, lot)
);

CREATE TABLE points_operation (
  campaign    text COLLATE "C" NOT NULL,
  op_id       text COLLATE "C" NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('reservePoints', 'confirmPoints', 'releasePoints')),
  body_hash   text COLLATE "C" NOT NULL,
  outcome     jsonb NOT NULL,
  at          bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT points_operation_once PRIMARY KEY (campaign, op_id)
);

-- Points that took effect before there were lots; none of them has an end.
INSERT INTO points_account (campaign, person, available)
SELECT r.campaign, r.beneficiary, sum(r.minor) FILTER (WHERE r.state = 'paid')
FROM reward r WHERE r.asset = 'points/0' AND r.state IN ('paid', 'reversed')
GROUP BY r.campaign, r.beneficiary HAVING bool_or(r.state = 'paid');
INSERT INTO points_lot (reward, campaign, person, minor, at, available)
SELECT r.id, r.campaign, r.beneficiary, r.minor, e.at, r.minor
FROM reward r JOIN entry e ON e.campaign = r.campaign AND e.reward = r.id AND e.kind = 'post'
WHERE r.asset = 'points/0' AND r.state = 'paid';

-- Lots are made, and taken back, where entries are booked: whoever books them, a worker of an older
-- build too, cannot leave them out.
CREATE FUNCTION make_points_lots() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What is reversed in the same statement was taken back before there was a lot to take it from.
  INSERT INTO points_account (campaign, person, available)
  SELECT f.campaign, substr(f.destination, 8), sum(CASE WHEN v.id IS NULL THEN f.minor ELSE 0 END)
  FROM fresh f LEFT JOIN fresh v ON v.reward = f.reward AND v.kind = 'reverse'
  WHERE f.kind = 'post' AND f.asset = 'points/0' GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (campaign, person)
    DO UPDATE SET available = points_account.available + EXCLUDED.available;
  INSERT INTO points_lot
    (reward, campaign, person, minor, at, expires_at, available, taken_back, reversed)
  SELECT f.reward, f.campaign, substr(f.destination, 8), f.minor, f.at,
    CASE r.expiry ->> 'kind'
      WHEN 'after' THEN f.at + (r.expiry ->> 'ms')::bigint
      WHEN 'at' THEN (r.expiry ->> 'at')::bigint
    END, CASE WHEN v.id IS NULL THEN f.minor ELSE 0 END,
    CASE WHEN v.id IS NULL THEN 0 ELSE f.minor END, v.id IS NOT NULL
  FROM fresh f JOIN reward r ON r.id = f.reward
  LEFT JOIN fresh v ON v.reward = f.reward AND v.kind = 'reverse'
  WHERE f.kind = 'post' AND f.asset = 'points/0';
  RETURN NULL;
END
$$;
CREATE TRIGGER entry_makes_points AFTER INSERT ON entry REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION make_points_lots();

-- A person has what they are to give back before it is taken: what of it expired comes from there,
-- and what they have reserved or spent from the world, which bears it.
CREATE FUNCTION take_points_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lot points_lot;
  owner text := substr(NEW.source, 8);
BEGIN
  PERFORM FROM points_account WHERE campaign = NEW.campaign AND person = owner FOR UPDATE;
  SELECT * INTO lot FROM points_lot WHERE reward = NEW.reward;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, actor, about)
  SELECT NEW.campaign, 'cover', given.source, NEW.source, NEW.asset, given.minor, NEW.at, given.reason,
    NEW.actor, NEW.reward
  FROM (VALUES
    ('campaign:' || NEW.campaign || ':expired', lot.expired, 'had expired'),
    ('world', lot.reserved + lot.spent, 'are reserved or spent')
  ) given (source, minor, reason) WHERE given.minor > 0;
  UPDATE points_lot
  SET available = 0, expired = 0, taken_back = taken_back + available + expired, reversed = true
  WHERE reward = NEW.reward;
  UPDATE points_account SET available = available - lot.available
  WHERE campaign = NEW.campaign AND person = owner;
  -- After the entries that it stands on.
  NEW.id := nextval('entry_id_seq');
  RETURN NEW;
END
$$;
CREATE TRIGGER entry_takes_points_back BEFORE INSERT ON entry FOR EACH ROW
  WHEN (NEW.kind = 'reverse' AND NEW.asset = 'points/0') EXECUTE FUNCTION take_points_back();

-- As before; entries about points have what they are about at the end.
CREATE OR REPLACE FUNCTION entries_digest(of_campaign text, from_at bigint, to_at bigint)
RETURNS TABLE (entries bigint, digest text) LANGUAGE sql STABLE AS $$
  SELECT count(*), encode(sha256(coalesce(string_agg(
    sha256(convert_to((jsonb_build_array(e.id, e.kind, e.reward, e.source, e.destination, e.asset,
        e.minor, e.at, e.reason, e.actor, e.payment)
      || CASE WHEN e.about IS NULL THEN '[]' ELSE jsonb_build_array(e.about) END)::text, 'UTF8')),
    ''::bytea ORDER BY e.id), ''::bytea)), 'hex')
  FROM entry e WHERE e.campaign = of_campaign AND e.at >= from_at AND e.at < to_at
$$;

CREATE VIEW violation_of_points AS
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
  format('%s of %s %s, %s in its lot', coalesce(r.state, 'no reward'), r.minor, r.asset,
    coalesce(p.minor, 0))
FROM (SELECT * FROM reward WHERE asset = 'points/0' AND state = 'paid') r
FULL JOIN (SELECT * FROM points_lot WHERE NOT reversed) p ON p.reward = r.id
WHERE r.minor IS DISTINCT FROM p.minor OR r.beneficiary IS DISTINCT FROM p.person;

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

GRANT SELECT, INSERT, UPDATE ON points_account, points_lot, points_reservation TO usher_app;
GRANT USAGE ON SEQUENCE entry_id_seq TO usher_app;
GRANT SELECT, INSERT ON points_part, points_operation TO usher_app;
GRANT SELECT ON violation_of_points TO usher_app;
