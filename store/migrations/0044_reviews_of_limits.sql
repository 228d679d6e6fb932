-- Reviews that limits have opened: the rewards that would go beyond which of them, as
-- [{"reward", "side", "limit"}]; empty where rules have opened it.
ALTER TABLE review ADD COLUMN beyond jsonb NOT NULL DEFAULT '[]'
  CHECK (jsonb_typeof(beyond) = 'array');
