-- SPDX-License-Identifier: Apache-2.0
-- The counters of task_count at the end of days that are over; past.c makes them from task_stand, once.
CREATE TABLE task_count_past (
    office_id BIGINT NOT NULL, day TEXT NOT NULL, grain TEXT NOT NULL, plan_id BIGINT NOT NULL, item TEXT NOT NULL,
    later BIGINT NOT NULL, soon BIGINT NOT NULL, overdue BIGINT NOT NULL, undated BIGINT NOT NULL, in_time BIGINT NOT NULL,
    late BIGINT NOT NULL, paused BIGINT NOT NULL, cancelled BIGINT NOT NULL, fresh BIGINT NOT NULL, asked BIGINT NOT NULL,
    returned BIGINT NOT NULL, excused BIGINT NOT NULL, asked_late BIGINT NOT NULL,
    PRIMARY KEY (office_id, day, grain, plan_id, item)
) WITHOUT ROWID;
-- The days of which they are kept, and how many tasks there were: before a day without any there is nothing.
CREATE TABLE task_past (
    office_id BIGINT NOT NULL, day TEXT NOT NULL, tasks BIGINT NOT NULL,
    PRIMARY KEY (office_id, day)
) WITHOUT ROWID;
