-- Logging devices in by dynamic codes (RFC 6238).
--
-- authenticator   by line of codes: from what its secret follows, which is stored nowhere; the last step of
--                 which a code was accepted; and wrong codes by anybody, in a day that begins with the first.
-- login_tries     by (line of codes, party): wrong codes of one party, in an hour that begins with the first.
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

GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator, login_tries TO usher_app;
