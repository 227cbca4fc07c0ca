-- SPDX-License-Identifier: Apache-2.0
-- What agencies are found and sorted by: a row for each name they have had.

DROP TABLE IF EXISTS org_key; -- of files made before 11/2026
DROP TABLE IF EXISTS org_search;
CREATE TABLE org_search (
    office_id BIGINT NOT NULL, name_id BIGINT NOT NULL, org_id BIGINT NOT NULL,
    folded TEXT NOT NULL,    -- " name without marks code "
    order_key TEXT NOT NULL, -- viet_order_key in hexadecimal: the same order in every collation, and always UTF-8
    PRIMARY KEY (office_id, name_id)
);
