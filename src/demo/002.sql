-- SPDX-License-Identifier: Apache-2.0
-- Who put away the hints of the first page.
CREATE TABLE demo_hint_off (
    office_id BIGINT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, person_id)
);
