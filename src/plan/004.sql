-- SPDX-License-Identifier: Apache-2.0
-- What people decided of the doubtful words, one by one.

ALTER TABLE plan_doubt ADD COLUMN decided TEXT NOT NULL DEFAULT ''; -- the word that somebody put there; empty = taken out
ALTER TABLE plan_doubt ADD COLUMN version INTEGER NOT NULL DEFAULT 0;   -- how often somebody decided
ALTER TABLE plan_doubt ADD COLUMN looked_at BIGINT NOT NULL DEFAULT 0;  -- 0 = not yet, or not any more
