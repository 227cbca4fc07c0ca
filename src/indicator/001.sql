-- SPDX-License-Identifier: Apache-2.0
-- Figures by agency and term.  A term is named by its first day; an amount is in units of the last decimal of its
-- indicator (12,5 with one decimal is 125), so that sums are exact.

CREATE TABLE indicator_set (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    code TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL,
    state TEXT NOT NULL,       -- offered, running, closed
    term TEXT NOT NULL,        -- day, week, month
    reporters TEXT NOT NULL,   -- a rule of data/org/classes.tsv
    who TEXT NOT NULL,         -- the same in words
    deadline INTEGER NOT NULL, -- working days after the end of the term
    first_day TEXT, last_day TEXT,
    source TEXT NOT NULL,      -- the YAML that declares it
    version INTEGER NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX indicator_set_code ON indicator_set (office_id, code);

CREATE TABLE indicator (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, set_id BIGINT NOT NULL,
    code TEXT NOT NULL, place INTEGER NOT NULL, title TEXT NOT NULL, help TEXT NOT NULL, unit TEXT NOT NULL,
    kind TEXT NOT NULL,        -- stock, flow, ratio
    source TEXT NOT NULL,      -- reported, counted
    over_time TEXT NOT NULL,   -- sum, last, average
    over_agencies TEXT NOT NULL, -- sum, average, none
    is_distinct INTEGER NOT NULL, empty_is_zero INTEGER NOT NULL, is_optional INTEGER NOT NULL,
    decimals INTEGER NOT NULL,
    least BIGINT, most BIGINT,
    target BIGINT, target_is_total INTEGER NOT NULL,
    needs TEXT NOT NULL,       -- codes with blanks between: where this one is filled, so must they be
    excludes TEXT NOT NULL,    -- … they must not
    numerator TEXT NOT NULL, denominator TEXT NOT NULL,
    records TEXT NOT NULL,     -- the page of the records that it counts
    is_gone INTEGER NOT NULL,  -- a later version does not have it any more; what was reported stays
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX indicator_code ON indicator (office_id, code);
CREATE INDEX indicator_of_set ON indicator (office_id, set_id, place);

CREATE TABLE indicator_value (
    office_id BIGINT NOT NULL, indicator_id BIGINT NOT NULL, term TEXT NOT NULL, org TEXT NOT NULL,
    amount BIGINT NOT NULL,
    first_at BIGINT NOT NULL,  -- when there was a figure first: what decides whether it came in time
    at BIGINT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, indicator_id, term, org)
);
CREATE INDEX indicator_value_org ON indicator_value (office_id, org, term);

-- What a correction replaced.
CREATE TABLE indicator_change (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    indicator_id BIGINT NOT NULL, term TEXT NOT NULL, org TEXT NOT NULL,
    before BIGINT NOT NULL, after BIGINT, -- NULL: taken away
    why TEXT NOT NULL, at BIGINT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX indicator_change_cell ON indicator_change (office_id, indicator_id, org, term);

CREATE TABLE indicator_note (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    indicator_id BIGINT NOT NULL, term TEXT NOT NULL, org TEXT NOT NULL,
    text TEXT NOT NULL, at BIGINT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX indicator_note_cell ON indicator_note (office_id, indicator_id, org, term);

-- Terms whose figures were published: nothing of them changes until they are opened again.
CREATE TABLE indicator_published (
    office_id BIGINT NOT NULL, set_id BIGINT NOT NULL, term TEXT NOT NULL,
    at BIGINT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, set_id, term)
);

-- A file that was looked at and waits to be taken in.
CREATE TABLE indicator_file (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, set_id BIGINT NOT NULL,
    term TEXT NOT NULL,        -- for rows that name none
    name TEXT NOT NULL, bytes BYTEA NOT NULL, at BIGINT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX indicator_file_person ON indicator_file (office_id, person_id);
