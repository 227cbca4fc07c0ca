-- SPDX-License-Identifier: Apache-2.0
-- What one press did (receipt.h): kept for some days, so that it can be read again and, at first, taken back.

CREATE TABLE receipt (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    person_id BIGINT NOT NULL, duty_id BIGINT NOT NULL, -- who pressed, as what
    at BIGINT NOT NULL, sentence TEXT NOT NULL, path TEXT NOT NULL,
    done BIGINT NOT NULL, skipped BIGINT NOT NULL,
    for_good BIGINT NOT NULL,            -- 1 = something of it left the house
    undone_at BIGINT,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX receipt_at ON receipt (office_id, at);
CREATE INDEX receipt_person ON receipt (office_id, person_id);
CREATE TABLE receipt_item (              -- what was changed, and what puts it back
    office_id BIGINT NOT NULL, receipt_id BIGINT NOT NULL, place BIGINT NOT NULL,
    kind TEXT NOT NULL, object_id BIGINT NOT NULL, version BIGINT NOT NULL, before TEXT NOT NULL,
    PRIMARY KEY (office_id, receipt_id, place)
);
CREATE TABLE receipt_skip (              -- what was passed over, and why
    office_id BIGINT NOT NULL, receipt_id BIGINT NOT NULL, place BIGINT NOT NULL,
    title TEXT NOT NULL, path TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (office_id, receipt_id, place)
);
