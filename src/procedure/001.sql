-- SPDX-License-Identifier: Apache-2.0
-- Procedures as they were published, and the dossiers that follow them.

CREATE TABLE procedure_version (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    code TEXT NOT NULL, version INTEGER NOT NULL,
    title TEXT NOT NULL, category TEXT NOT NULL,
    digest TEXT NOT NULL,                -- of the text: what is parsed is kept in memory under it
    source TEXT NOT NULL,                -- the text, never changed
    is_shipped INTEGER NOT NULL,         -- as the program came with it
    is_current INTEGER NOT NULL,         -- the newest of its code
    is_open INTEGER NOT NULL,            -- takes dossiers
    published_at BIGINT NOT NULL, published_by BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX procedure_version_code ON procedure_version (office_id, code, version);

CREATE TABLE dossier (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    procedure TEXT NOT NULL, version_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL, before_state TEXT NOT NULL, -- names in its version; where `to: back` leads
    kind TEXT NOT NULL,                  -- open, decided, ended
    subject TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, mail TEXT NOT NULL,
    person_id BIGINT NOT NULL, org TEXT NOT NULL,    -- who submitted it signed in, in a duty of which agency; 0, empty
    draft_id BIGINT NOT NULL,            -- the draft that became it, once; 0 = none
    code_digest TEXT NOT NULL,           -- of the code that its applicant was given
    answers TEXT NOT NULL, asked TEXT NOT NULL,      -- of the form; of moves, the last ones by name
    supplement TEXT NOT NULL, reason TEXT NOT NULL,  -- fields to put right, with blanks between; the last mover's words
    marks TEXT NOT NULL,                 -- a line each
    due TEXT NOT NULL,                   -- the nearest last day; empty = no clock runs
    published_until TEXT NOT NULL,       -- empty = it is not public; 9999-12-31 = without end
    edition INTEGER NOT NULL,            -- grows with each change
    created_at BIGINT NOT NULL, moved_at BIGINT NOT NULL, moved_day TEXT NOT NULL,
    ended_day TEXT NOT NULL,             -- empty = it has not ended
    counted TEXT NOT NULL,               -- what it counts for, once its contents were erased
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX dossier_number ON dossier (office_id, procedure, number);
CREATE INDEX dossier_draft ON dossier (office_id, draft_id);
CREATE INDEX dossier_code ON dossier (office_id, code_digest);
CREATE INDEX dossier_version ON dossier (office_id, version_id, kind, id);
CREATE INDEX dossier_published ON dossier (office_id, procedure, published_until, id);
CREATE INDEX dossier_ended ON dossier (office_id, procedure, ended_day, id);
CREATE INDEX dossier_person ON dossier (office_id, person_id, id);
CREATE INDEX dossier_org ON dossier (office_id, org, id);

CREATE TABLE dossier_year (
    office_id BIGINT NOT NULL, procedure TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (office_id, procedure, year)
);

CREATE TABLE dossier_entry (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, dossier_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                  -- move, message, edit, mail, task, document, mark, clock, version, erase
    move TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL,
    person_id BIGINT NOT NULL, behalf_id BIGINT NOT NULL, org TEXT NOT NULL,
    is_applicant INTEGER NOT NULL,       -- the applicant did it, or may read it
    at BIGINT NOT NULL, day TEXT NOT NULL,
    text TEXT NOT NULL, data TEXT NOT NULL, -- what was asked, edited, written: JSON
    PRIMARY KEY (office_id, id)
);
CREATE INDEX dossier_entry_dossier ON dossier_entry (office_id, dossier_id, id);

CREATE TABLE dossier_clock (
    office_id BIGINT NOT NULL, dossier_id BIGINT NOT NULL, name TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,                 -- running, paused, done, over
    begun TEXT NOT NULL,                 -- the day it began: the next one is its first
    runs_to TEXT NOT NULL, due TEXT NOT NULL, -- before and after it was moved off a day of rest
    days_left INTEGER NOT NULL,          -- while it is paused
    paused TEXT NOT NULL, warns TEXT NOT NULL, -- the day it was paused; the day of the warning, empty = it was given
    is_ended INTEGER NOT NULL,           -- what happens at its end has happened
    PRIMARY KEY (office_id, dossier_id, name)
);
CREATE INDEX dossier_clock_due ON dossier_clock (office_id, state, due, dossier_id);
CREATE INDEX dossier_clock_warns ON dossier_clock (office_id, state, warns, dossier_id);

-- Who showed code and telephone number goes on for some hours at an address that nobody guesses.
CREATE TABLE dossier_pass (
    office_id BIGINT NOT NULL, token_digest TEXT NOT NULL, dossier_id BIGINT NOT NULL, expires_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, token_digest)
);

CREATE TABLE dossier_guess (
    office_id BIGINT NOT NULL, of TEXT NOT NULL, -- a digest: of the address, of the code
    n INTEGER NOT NULL, since BIGINT NOT NULL,
    PRIMARY KEY (office_id, of)
);

CREATE TABLE dossier_invite (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, procedure TEXT NOT NULL,
    name TEXT NOT NULL, mail TEXT NOT NULL, token_digest TEXT NOT NULL,
    made_by BIGINT NOT NULL, made_at BIGINT NOT NULL, dossier_id BIGINT NOT NULL, -- that came of it; 0 = none yet
    PRIMARY KEY (office_id, id)
);
CREATE INDEX dossier_invite_token ON dossier_invite (office_id, token_digest);
