-- Messages, look-ups by source, and workers.
--
-- message        by key: the notifier de-duplicates by it; partition by hash of key.
-- source_window  by (scope, source, minute): look-ups of one network in one minute. The scope is
--                'all', or a campaign's id for a sandbox campaign, whose clock and traffic are its
--                own. Rows older than an hour are of no use. Partition by hash of source.
-- source_freeze  by (scope, source), as source_window.
-- worker         by id; a handful of rows.

CREATE TABLE message (
  key             text COLLATE "C" PRIMARY KEY,
  campaign        text COLLATE "C" NOT NULL,
  code            uuid NOT NULL,
  recipient       text COLLATE "C" NOT NULL,
  template        text NOT NULL CHECK (template IN ('reminder', 'expired', 'replaced', 'refreshed')),
  data            jsonb NOT NULL DEFAULT '{}',
  at              bigint NOT NULL,
  state           text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sending', 'sent', 'failed')),
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  lease_until     timestamptz,
  leased_by       text,
  fence           bigint NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  last_error      text,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  changed_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);
CREATE INDEX message_queue ON message (next_attempt_at, key) WHERE state IN ('due', 'sending');
CREATE INDEX message_code ON message (code, at);

CREATE TABLE source_window (
  scope  text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  -- Epoch minutes.
  minute bigint NOT NULL,
  count  integer NOT NULL CHECK (count > 0),
  PRIMARY KEY (scope, source, minute)
) WITH (fillfactor = 70);

CREATE TABLE source_freeze (
  scope       text COLLATE "C" NOT NULL,
  source      text COLLATE "C" NOT NULL,
  until_at    bigint NOT NULL,
  times       integer NOT NULL CHECK (times >= 1),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, source)
);

CREATE TABLE worker (
  id         text COLLATE "C" PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE ON message TO usher_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON source_window, source_freeze, worker TO usher_app;
