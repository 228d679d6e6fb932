-- shadow_lookup  whom a policy in the shadow would have kept out for look-ups that led to no use, and the one in force
--                does not, or the other way round: a row for each party, with how many such look-ups there were.
CREATE TABLE shadow_lookup (
  -- The version in the shadow; `answer` is of the one in force, `instead` of the one in the shadow.
  policy      text COLLATE "C" NOT NULL REFERENCES policy_version (digest),
  scope       text COLLATE "C" NOT NULL,
  party       text COLLATE "C" NOT NULL,
  answer      text COLLATE "C" NOT NULL CHECK (answer IN ('allow', 'freeze', 'ban')),
  instead     text COLLATE "C" NOT NULL CHECK (instead IN ('allow', 'freeze', 'ban')),
  rules       text[] NOT NULL,
  -- Of the latest one.
  facts       jsonb NOT NULL,
  lookups     bigint NOT NULL CHECK (lookups > 0),
  at          bigint NOT NULL,
  PRIMARY KEY (policy, scope, party, answer, instead, rules)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON shadow_lookup TO usher_app;
