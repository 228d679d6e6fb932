-- policy_change     what was put in force, tried in the shadow or taken out of it: by whom and why.
-- shadow_judgement  where a policy in the shadow would have answered a use otherwise.
ALTER TABLE policy_version ADD COLUMN shadow boolean NOT NULL DEFAULT false;
ALTER TABLE policy_version ADD CHECK (NOT (shadow AND current));
CREATE UNIQUE INDEX policy_version_shadow ON policy_version (id) WHERE shadow;

CREATE TABLE policy_change (
  number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  policy      text COLLATE "C" NOT NULL,
  digest      text COLLATE "C" NOT NULL REFERENCES policy_version (digest),
  change      text COLLATE "C" NOT NULL CHECK (change IN ('in-force', 'shadow', 'shadow-ended')),
  actor       text,
  reason      text,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX policy_change_latest ON policy_change (policy, number DESC);
INSERT INTO policy_change (policy, digest, change, recorded_at)
  SELECT id, digest, 'in-force', recorded_at FROM policy_version ORDER BY current, recorded_at;

CREATE TABLE shadow_judgement (
  campaign    text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  op_id       text COLLATE "C" NOT NULL,
  -- The version in the shadow, and what it says; `answer` and `rules` are of the one in force.
  policy      text COLLATE "C" NOT NULL,
  answer      jsonb NOT NULL,
  rules       text[] NOT NULL,
  judgement   jsonb NOT NULL,
  at          bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (policy, campaign, code, op_id)
);
CREATE INDEX shadow_judgement_latest ON shadow_judgement (policy, recorded_at DESC);

GRANT SELECT, INSERT ON policy_change, shadow_judgement TO usher_app;
