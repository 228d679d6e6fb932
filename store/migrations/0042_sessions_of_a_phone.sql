-- Sessions of a phone are counted over all campaigns.
DROP INDEX password_session_of_phone;
CREATE INDEX password_session_of_phone ON password_session (phone, started_at);
