-- What people agreed to, and what they asked for about their own data (README.md).
CREATE TABLE consent (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,            -- key of data/privacy/purposes.tsv
    version INTEGER NOT NULL,         -- which text of it they had before their eyes
    given_at INTEGER NOT NULL,
    withdrawn_at INTEGER NOT NULL,    -- 0 = it holds
    proof TEXT NOT NULL,              -- digest of this row's number, the client's address and browser
    form TEXT NOT NULL,               -- path of the page where it was given
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX consent_that_holds ON consent (office_id, person_id, purpose) WHERE withdrawn_at = 0;
CREATE INDEX consent_by_person ON consent (office_id, person_id);

CREATE TABLE data_request (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    kind TEXT NOT NULL,               -- deadline.c: xem, sua, han-che, phan-doi, rut, xoa
    text TEXT NOT NULL,               -- what the person wrote; empty when they are forgotten
    state TEXT NOT NULL,              -- open, done, refused, withdrawn
    received_at INTEGER NOT NULL,     -- deadlines are counted from here
    acknowledged_at INTEGER NOT NULL, -- 0 = not yet
    acknowledged_by INTEGER NOT NULL,
    extended_at INTEGER NOT NULL,     -- 0 = never; once at most
    extension TEXT NOT NULL,          -- why
    closed_at INTEGER NOT NULL,
    closed_by INTEGER NOT NULL,
    answer TEXT NOT NULL,             -- what was done, or why it was refused
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE INDEX data_request_by_person ON data_request (office_id, person_id);
CREATE INDEX data_request_by_state ON data_request (office_id, state);
