-- SPDX-License-Identifier: Apache-2.0
-- What agencies are found by.

DROP TABLE IF EXISTS org_key;
CREATE TABLE org_key (
    office_id BIGINT NOT NULL, org_id BIGINT NOT NULL,
    folded TEXT NOT NULL, -- " name without marks alias code "
    PRIMARY KEY (office_id, org_id)
);
