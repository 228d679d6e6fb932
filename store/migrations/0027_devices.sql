-- Logging devices in: dynamic codes (RFC 6238), and devices that wait to be let in (RFC 8628).
--
-- authenticator   by line of codes: from what its secret follows, which is stored nowhere; the last step of
--                 which a code was accepted; and wrong codes by anybody, in a day that begins with the first.
-- login_tries     by (line of codes, party): wrong codes of one party, in an hour that begins with the first.
-- device_request  by id: a device that asks to be let in, the answer of a code's holder, and which poll has had
--                 it. Of its two codes only keyed hashes are here.
CREATE TABLE authenticator (
  lineage     uuid PRIMARY KEY,
  key_id      text NOT NULL,
  salt        bytea NOT NULL,
  last_step   bigint NOT NULL DEFAULT -1,
  -- The operation that came with it, which may be repeated.
  last_op     text,
  since       bigint NOT NULL DEFAULT 0,
  wrong       integer NOT NULL DEFAULT 0 CHECK (wrong >= 0),
  -- Set once there were so many wrong codes that one right code is not enough.
  slowed_at   bigint,
  -- Whether operations were told of it.
  is_told     boolean NOT NULL DEFAULT false,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX authenticator_slowed ON authenticator (slowed_at) WHERE slowed_at IS NOT NULL AND NOT is_told;

CREATE TABLE login_tries (
  lineage    uuid NOT NULL,
  party      text COLLATE "C" NOT NULL,
  since      bigint NOT NULL,
  wrong      integer NOT NULL CHECK (wrong >= 0),
  -- The step of the first of two codes in a row, where two are wanted.
  noted_step bigint,
  PRIMARY KEY (lineage, party)
);
CREATE INDEX login_tries_since ON login_tries (since);

CREATE TABLE device_request (
  id          uuid PRIMARY KEY,
  campaign    text COLLATE "C" NOT NULL,
  device_hash bytea NOT NULL UNIQUE,
  user_hash   bytea NOT NULL UNIQUE,
  invitee     text COLLATE "C" NOT NULL,
  -- Blind index of the device's id, where it has one.
  device      text COLLATE "C",
  interval_ms bigint NOT NULL CHECK (interval_ms > 0),
  polled_at   bigint,
  -- Exclusive.
  expires_at  bigint NOT NULL,
  decision    text CHECK (decision IN ('approve', 'deny')),
  code        uuid REFERENCES code (id),
  -- The poll that was given the answer, which may be repeated.
  answered_by text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((decision IS NULL) = (code IS NULL)),
  CHECK (answered_by IS NULL OR decision IS NOT NULL)
);
CREATE INDEX device_request_expires ON device_request (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator, login_tries, device_request TO usher_app;
