-- SPDX-License-Identifier: Apache-2.0
-- What came of a press, as links: the task that a direction became.

CREATE TABLE receipt_made (
    office_id BIGINT NOT NULL, receipt_id BIGINT NOT NULL, place BIGINT NOT NULL,
    title TEXT NOT NULL, path TEXT NOT NULL,
    PRIMARY KEY (office_id, receipt_id, place)
);
