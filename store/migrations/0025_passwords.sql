-- One-time passwords: what was sent, what was entered rightly, and what rests on that.
--
-- password_session  by id: passwords sent to one phone for one code, of which the last is valid. Only a
--                   keyed hash of it is here. Sessions of codes that do not exist are kept too, so that
--                   nobody learns from limits which codes there are.
-- proof             by id: that a password was entered rightly. One use of a code may rest on it.
CREATE TABLE password_session (
  id          uuid PRIMARY KEY,
  campaign    text COLLATE "C" NOT NULL,
  -- The line of the code that was asked about, or a blind index of what is no code.
  asked       text COLLATE "C" NOT NULL,
  is_code     boolean NOT NULL,
  -- Blind index of a phone number.
  phone       text COLLATE "C" NOT NULL,
  operation   text NOT NULL CHECK (operation IN ('redeem', 'reserve')),
  key_id      text NOT NULL,
  hash        bytea NOT NULL,
  sent        integer NOT NULL CHECK (sent >= 1),
  tries       integer NOT NULL CHECK (tries >= 0),
  tries_max   integer NOT NULL CHECK (tries_max >= 1),
  started_at  bigint NOT NULL,
  sent_at     bigint NOT NULL,
  -- Exclusive.
  expires_at  bigint NOT NULL,
  -- Set once the last password was entered rightly.
  passed_at   bigint,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (tries <= tries_max)
);
CREATE INDEX password_session_latest ON password_session (asked, phone, operation, started_at DESC);
CREATE INDEX password_session_of_phone ON password_session (campaign, phone, started_at);

CREATE TABLE proof (
  id          text COLLATE "C" PRIMARY KEY,
  lineage     uuid NOT NULL,
  operation   text NOT NULL CHECK (operation IN ('redeem', 'reserve')),
  phone       text COLLATE "C",
  until_at    bigint NOT NULL,
  used_by     text,
  used_code   uuid REFERENCES code (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((used_by IS NULL) = (used_code IS NULL))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON password_session, proof TO usher_app;
