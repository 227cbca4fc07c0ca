-- SPDX-License-Identifier: Apache-2.0
-- Unique within the office: a database that spreads offices over machines can promise nothing across them.
DROP INDEX session_by_token;
CREATE UNIQUE INDEX session_by_token ON session (office_id, token);
DROP INDEX invitation_by_token;
CREATE UNIQUE INDEX invitation_by_token ON invitation (office_id, token);
