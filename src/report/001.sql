-- SPDX-License-Identifier: Apache-2.0
-- Documents that go out: the register of their numbers, the drafts and what was issued, who received and read them.

CREATE TABLE report_number (             -- the register: a row for each number that was given, kept or struck out
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    year INTEGER NOT NULL, org TEXT NOT NULL, -- numbers begin anew each year, in each agency …
    type TEXT NOT NULL,                  -- … for each type of document: its abbreviation; CV = official letters, which have none
    number INTEGER NOT NULL,
    state TEXT NOT NULL,                 -- used, kept (for a document to come), void; paper = up to here on paper
    symbol TEXT NOT NULL,                -- "12/BC-STTTT"
    day TEXT NOT NULL,                   -- of the document
    subject TEXT NOT NULL, signer TEXT NOT NULL, receivers TEXT NOT NULL,
    note TEXT NOT NULL,                  -- for what it is kept, why it is void
    document_id BIGINT NOT NULL,         -- 0 = it was written outside of the program
    person_id BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX report_number_once ON report_number (office_id, year, org, type, number);
CREATE INDEX report_number_year ON report_number (office_id, org, year, id);

CREATE TABLE report_agency (             -- how an agency writes; without a row as the directory has it
    office_id BIGINT NOT NULL, org TEXT NOT NULL,
    symbol TEXT NOT NULL, unit TEXT NOT NULL, place TEXT NOT NULL, -- "STTTT"; "CNTT", which drafts letters; "Bắc Giang"
    PRIMARY KEY (office_id, org)
);

CREATE TABLE report_document (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    kind TEXT NOT NULL,                  -- report.h
    plan_id BIGINT NOT NULL, scope TEXT NOT NULL, scope_org TEXT NOT NULL, -- of a report: the whole plan, an agency, a branch
    org TEXT NOT NULL,                   -- that issues it
    about_id BIGINT NOT NULL,            -- the task, the urging that it is about; 0 = none
    state TEXT NOT NULL,                 -- draft, issued, dropped
    as_of TEXT NOT NULL,                 -- figures as at the end of this day
    subject TEXT NOT NULL, receivers TEXT NOT NULL, copies TEXT NOT NULL, bases TEXT NOT NULL, -- lines
    symbol TEXT NOT NULL, day TEXT, place TEXT NOT NULL, -- of what was issued
    capacity TEXT NOT NULL, signer TEXT NOT NULL,        -- the lines above the signature; the name below it
    frozen TEXT NOT NULL, digest TEXT NOT NULL,          -- all that it says, and the digest of that, which the journal has
    version INTEGER NOT NULL,            -- raised by each change
    person_id BIGINT NOT NULL, made_at BIGINT NOT NULL, issued_at BIGINT,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX report_document_state ON report_document (office_id, state, id);
CREATE INDEX report_document_plan ON report_document (office_id, plan_id, id);

CREATE TABLE report_part (               -- a document's text, section by section
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, document_id BIGINT NOT NULL, place INTEGER NOT NULL,
    key TEXT NOT NULL,                   -- by which a later draft finds it again
    level INTEGER NOT NULL, marker TEXT NOT NULL, heading TEXT NOT NULL,
    text TEXT NOT NULL,                  -- lines; figures as {12|s3}
    source TEXT NOT NULL,                -- what the draft wrote, or wrote last
    facts TEXT NOT NULL,                 -- beside it, for whoever writes: not printed
    is_needed INTEGER NOT NULL,          -- it may not stay empty
    version INTEGER NOT NULL,            -- of the document, when it last changed
    PRIMARY KEY (office_id, id)
);
CREATE INDEX report_part_document ON report_part (office_id, document_id, place);

CREATE TABLE report_edit (               -- versions: what each change made of a part
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, document_id BIGINT NOT NULL, version INTEGER NOT NULL,
    part_id BIGINT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, act TEXT NOT NULL,
    person_id BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX report_edit_document ON report_edit (office_id, document_id, version);

CREATE TABLE report_figure (             -- what the figures in a text count, and what they say there
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, document_id BIGINT NOT NULL, nth INTEGER NOT NULL,
    what TEXT NOT NULL, node_id BIGINT NOT NULL, words TEXT NOT NULL, unit TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX report_figure_document ON report_figure (office_id, document_id, nth);

CREATE TABLE report_receipt (            -- who was sent what inside the program, and when they read it
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    kind TEXT NOT NULL, thing_id BIGINT NOT NULL, -- document or plan
    org TEXT NOT NULL, day TEXT NOT NULL, sent_at BIGINT NOT NULL,
    read_day TEXT, read_at BIGINT, read_by BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX report_receipt_once ON report_receipt (office_id, kind, thing_id, org);
CREATE INDEX report_receipt_org ON report_receipt (office_id, org, id);

CREATE TABLE report_batch (              -- long work: many documents at once
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    scope TEXT NOT NULL, plan_id BIGINT NOT NULL, org TEXT NOT NULL, as_of TEXT NOT NULL,
    state TEXT NOT NULL,                 -- waiting, done, cancelled, failed
    done INTEGER NOT NULL, wanted INTEGER NOT NULL, note TEXT NOT NULL,
    person_id BIGINT NOT NULL, made_at BIGINT NOT NULL, begun_at BIGINT, ended_at BIGINT,
    PRIMARY KEY (office_id, id)
);
CREATE TABLE report_batch_item (
    office_id BIGINT NOT NULL, batch_id BIGINT NOT NULL, org TEXT NOT NULL, document_id BIGINT NOT NULL, -- 0 = not yet
    PRIMARY KEY (office_id, batch_id, org)
);
