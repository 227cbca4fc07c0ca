-- SPDX-License-Identifier: Apache-2.0
-- Whom to urge is read from the counters: of the overdue ones those that were reported too late and wait for somebody to
-- confirm them, and those of which the agency has said nothing for a week.  All is counted anew when the day is rolled on.

ALTER TABLE task_count ADD COLUMN asked_late BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task_count ADD COLUMN silent BIGINT NOT NULL DEFAULT 0;
DELETE FROM task_counted;
