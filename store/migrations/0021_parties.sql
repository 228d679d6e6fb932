-- Who asks: what was asked and failed in the last hour, who is kept out, who is tied to whom, and who is
-- certified. The scope is 'all', or a campaign's id: of a sandbox, whose clock and traffic are its own, and
-- of a sanction that holds in one campaign alone.
--
-- party_window      by (scope, party, minute): requests and failures of one party in one minute. Rows older
--                   than an hour are of no use. Partition by hash of party.
-- sanction          by (scope, party, number): append-only but for being lifted. No end means for good.
--                   Partition by hash of party.
-- tie               by (scope, identity, subject): that somebody was seen with a phone number, a payee or a
--                   device, each a blind index. Partition by hash of identity.
-- whitelist_member  by (list, subject); a handful of rows.

CREATE TABLE party_window (
  scope    text COLLATE "C" NOT NULL,
  party    text COLLATE "C" NOT NULL,
  -- Epoch minutes.
  minute   bigint NOT NULL,
  requests integer NOT NULL CHECK (requests >= 0),
  failures integer NOT NULL CHECK (failures >= 0),
  PRIMARY KEY (scope, party, minute)
) WITH (fillfactor = 70);
CREATE INDEX party_window_minute ON party_window (minute);
INSERT INTO party_window (scope, party, minute, requests, failures)
  SELECT scope, 'source:' || source, minute, count, 0 FROM source_window;
-- `source_window` and `source_freeze` stay for workers and clients of before, which count in them.

CREATE TABLE sanction (
  scope       text COLLATE "C" NOT NULL,
  party       text COLLATE "C" NOT NULL,
  number      integer NOT NULL CHECK (number >= 1),
  until_at    bigint,
  rules       text[] NOT NULL DEFAULT '{}',
  policy      text COLLATE "C",
  campaign    text COLLATE "C",
  -- Who of operations gave it, where no rule did.
  actor       text,
  reason      text,
  at          bigint NOT NULL,
  lifted_at   bigint,
  lifted_by   text,
  lifted_for  text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_for IS NULL)),
  PRIMARY KEY (scope, party, number)
);
CREATE INDEX sanction_latest ON sanction (at DESC, party);
INSERT INTO sanction (scope, party, number, until_at, at)
  SELECT scope, 'source:' || source, number, until_at, (extract(epoch FROM recorded_at) * 1000)::bigint
  FROM source_freeze, generate_series(1, times) AS number;

CREATE TABLE tie (
  scope       text COLLATE "C" NOT NULL,
  identity    text COLLATE "C" NOT NULL,
  subject     text COLLATE "C" NOT NULL,
  seen_at     bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, identity, subject)
);
CREATE INDEX tie_subject ON tie (scope, subject);

CREATE TABLE whitelist_member (
  list     text COLLATE "C" NOT NULL,
  subject  text COLLATE "C" NOT NULL,
  until_at bigint NOT NULL,
  actor    text NOT NULL,
  reason   text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (list, subject)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON party_window, whitelist_member TO usher_app;
GRANT SELECT, INSERT, UPDATE ON sanction, tie TO usher_app;
