-- SPDX-License-Identifier: Apache-2.0
-- What many agencies raise in the same words is one line and one decision; what was done is taken back while nobody went on.

ALTER TABLE difficulty ADD COLUMN version INTEGER NOT NULL DEFAULT 0; -- how often it changed
ALTER TABLE difficulty ADD COLUMN alike BIGINT NOT NULL DEFAULT 0;    -- the same number for the same words (difficulty.c)
CREATE INDEX difficulty_alike ON difficulty (office_id, waits, alike, raised_day, id);
