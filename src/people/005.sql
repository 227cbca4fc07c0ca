-- SPDX-License-Identifier: Apache-2.0
-- Which key of the key file encrypts second factors (person.totp_key); its name only, the newest row holds.  So a copy of
-- the program with another key file finds out before it writes what nobody else can read.
CREATE TABLE second_key (
    office_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, name)
);
