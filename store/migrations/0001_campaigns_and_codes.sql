-- Campaigns, policies, codes and their values.
--
-- campaign          by id; few rows, everything else refers to them.
-- campaign_version  by (campaign, version), and by digest, which codes and workflows carry.
-- policy_version    by digest; at most one row an id is current.
-- code              by id, a uuid v7: a workflow knows nothing else at its start. Every other read
--                   begins with the campaign, so it may be partitioned by hash of id (then
--                   UNIQUE (campaign, predecessor) moves into an index of its own by predecessor).
-- code_value        by (index, key_id): a code that somebody types is looked up without knowing its
--                   campaign, so this is the one table that is never keyed by campaign; partition by
--                   hash of index.
--
-- Columns ending in _at that are bigint are epoch milliseconds by the campaign's clock; timestamptz
-- ones are this server's clock, and no decision reads them.

CREATE TABLE campaign (
  id              text COLLATE "C" PRIMARY KEY,
  status          text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paused', 'closed')),
  sandbox         boolean NOT NULL DEFAULT false,
  clock_offset_ms bigint NOT NULL DEFAULT 0 CHECK (clock_offset_ms >= 0),
  -- Of the version that new codes are issued under.
  digest          text COLLATE "C" NOT NULL,
  created_at      bigint NOT NULL,
  status_by       text,
  status_reason   text,
  recorded_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE campaign_version (
  campaign     text COLLATE "C" NOT NULL REFERENCES campaign (id),
  version      integer NOT NULL CHECK (version >= 1),
  digest       text COLLATE "C" NOT NULL UNIQUE,
  terms        jsonb NOT NULL,
  source       text NOT NULL,
  starts_at    bigint NOT NULL,
  ends_at      bigint,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, version)
);
ALTER TABLE campaign ADD FOREIGN KEY (digest) REFERENCES campaign_version (digest)
  DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE policy_version (
  digest      text COLLATE "C" PRIMARY KEY,
  id          text COLLATE "C" NOT NULL,
  policy      jsonb NOT NULL,
  current     boolean NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX policy_version_current ON policy_version (id) WHERE current;

CREATE TABLE code (
  id           uuid PRIMARY KEY,
  campaign     text COLLATE "C" NOT NULL REFERENCES campaign (id),
  digest       text COLLATE "C" NOT NULL REFERENCES campaign_version (digest),
  holder       text COLLATE "C" NOT NULL,
  lineage      uuid NOT NULL,
  predecessor  uuid,
  successor    uuid,
  channel      text,
  parameters   jsonb NOT NULL DEFAULT '{}',
  tracking_id  text COLLATE "C" NOT NULL UNIQUE,
  status       text NOT NULL CHECK (status IN ('dormant', 'pending', 'active', 'frozen', 'expired',
                 'archived', 'converted', 'replaced', 'revoked', 'banned', 'settled')),
  state        jsonb NOT NULL CHECK (state ->> 'status' = status),
  revision     integer NOT NULL DEFAULT 0,
  deadline_at  bigint,
  committed_at timestamptz NOT NULL DEFAULT now(),
  committed_by text NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT code_one_successor UNIQUE (campaign, predecessor)
) WITH (fillfactor = 70);
CREATE INDEX code_holder ON code (holder, campaign);
CREATE INDEX code_lineage ON code (lineage);
CREATE INDEX code_campaign ON code (campaign, id);
-- What has no final status, for sweeps that look for a missing workflow or a missed deadline.
CREATE INDEX code_unsettled ON code (id) WHERE status <> 'settled';
-- Dormant codes have no workflow whose timer would pass their expiry.
CREATE INDEX code_dormant ON code (deadline_at) WHERE status = 'dormant';

CREATE TABLE code_value (
  index        bytea NOT NULL,
  key_id       text COLLATE "C" NOT NULL,
  code         uuid NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  -- AES-256-GCM under the key of the same key_id, bound to the code's id.
  sealed       bytea NOT NULL,
  current      boolean NOT NULL,
  -- Until when a value that was refreshed away still leads to its code.
  former_until bigint,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT code_value_unique PRIMARY KEY (index, key_id),
  CHECK (current = (former_until IS NULL))
);
CREATE UNIQUE INDEX code_value_current ON code_value (code) WHERE current;
CREATE INDEX code_value_code ON code_value (code);

GRANT SELECT, INSERT, UPDATE ON campaign, policy_version, code, code_value TO usher_app;
GRANT SELECT, INSERT ON campaign_version TO usher_app;
