-- SPDX-License-Identifier: Apache-2.0
-- How tasks stood at the end of past Fridays: counted once, for the small charts (week.c).

CREATE TABLE figure_week (
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL, -- 0 = of all plans
    org TEXT NOT NULL,                   -- with all under it; empty = of all
    day TEXT NOT NULL,
    assigned BIGINT NOT NULL, done BIGINT NOT NULL, overdue BIGINT NOT NULL,
    PRIMARY KEY (office_id, plan_id, org, day)
);
