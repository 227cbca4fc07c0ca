-- SPDX-License-Identifier: Apache-2.0
-- Open tasks without a due day are a class of their own.  What was counted before is counted anew when the next page of the
-- day is rolled on (count.c: task_roll).

ALTER TABLE task_count ADD COLUMN undated BIGINT NOT NULL DEFAULT 0;
DELETE FROM task_counted;
