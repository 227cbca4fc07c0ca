-- SPDX-License-Identifier: Apache-2.0
-- Up to when somebody looked at what is new (news.c).

CREATE TABLE digest_seen (
    office_id BIGINT NOT NULL, person_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office_id, person_id)
);
