-- SPDX-License-Identifier: Apache-2.0
-- Sums of each indicator and term for every agency above those that reported, and for all ('').  Moved with each value.
DROP TABLE IF EXISTS indicator_sum;
CREATE TABLE indicator_sum (
    office_id BIGINT NOT NULL, org TEXT NOT NULL, indicator_id BIGINT NOT NULL, term TEXT NOT NULL,
    n BIGINT NOT NULL, amount BIGINT NOT NULL,
    PRIMARY KEY (office_id, org, indicator_id, term)
);
CREATE INDEX indicator_sum_term ON indicator_sum (office_id, indicator_id, term);

-- How far the report of an agency is.
DROP TABLE IF EXISTS indicator_filled;
CREATE TABLE indicator_filled (
    office_id BIGINT NOT NULL, set_id BIGINT NOT NULL, term TEXT NOT NULL, org TEXT NOT NULL,
    filled INTEGER NOT NULL,      -- of the cells that are owed
    is_complete INTEGER NOT NULL,
    last_at BIGINT NOT NULL,      -- when the last of them was filled first
    PRIMARY KEY (office_id, set_id, term, org)
);
