-- SPDX-License-Identifier: Apache-2.0
-- Templates of an office: Word files of its own for each kind of document.

CREATE TABLE report_template (           -- a version: what somebody sent, checked; none is ever taken away
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    kind TEXT NOT NULL, version INTEGER NOT NULL, -- of a document (report.h); from 1
    upload_id BIGINT NOT NULL,           -- the file
    person_id BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX report_template_version ON report_template (office_id, kind, version);

CREATE TABLE report_template_use (       -- which one documents of a kind are made with; without a row the program's own
    office_id BIGINT NOT NULL, kind TEXT NOT NULL,
    template_id BIGINT NOT NULL,         -- 0 = the program's own again
    person_id BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (office_id, kind)
);

ALTER TABLE report_document ADD COLUMN template_id BIGINT NOT NULL DEFAULT 0; -- of what was issued: made with this one
