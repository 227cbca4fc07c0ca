-- SPDX-License-Identifier: Apache-2.0
-- That this data is made up, with passwords that everybody knows: such a store is served on its own machine only.

CREATE TABLE demo (
    office_id BIGINT NOT NULL, made_at BIGINT NOT NULL, seed BIGINT NOT NULL,
    PRIMARY KEY (office_id)
);
