-- Who did what, when: append-only.  Each row carries the digest of the row before it, so that a row that was changed,
-- taken out or moved is found (verify.c).  What must stay deletable stands in journal_personal; the chain holds its
-- digest only.
CREATE TABLE journal (
    office_id INTEGER NOT NULL,
    n INTEGER NOT NULL,               -- 1, 2, 3 … without a gap
    at INTEGER NOT NULL,
    person_id INTEGER NOT NULL,       -- who did it; 0 = the program itself
    duty_id INTEGER NOT NULL,         -- in which of their duties
    behalf_id INTEGER NOT NULL,       -- for which other person (delegation); 0 = for themselves
    org TEXT NOT NULL,                -- code of the agency of that duty
    act TEXT NOT NULL,                -- "sửa giá trị"
    object TEXT NOT NULL,             -- kind of what was changed: "value", "person" …
    object_id INTEGER NOT NULL,
    within_id INTEGER NOT NULL,       -- the larger thing that it is part of, whose history shows it too; 0 = none
    title TEXT NOT NULL,              -- what was changed, in words, without anything about a person
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    personal TEXT NOT NULL,           -- digest of the row in journal_personal; empty = there never was one
    hash TEXT NOT NULL,               -- of all above and of the row before
    PRIMARY KEY (office_id, n)
) WITHOUT ROWID;
CREATE INDEX journal_by_object ON journal (office_id, object_id);
CREATE INDEX journal_by_within ON journal (office_id, within_id);
CREATE INDEX journal_by_person ON journal (office_id, person_id);
CREATE INDEX journal_by_org ON journal (office_id, org);

-- The last row of the chain: finds rows that were cut off at its end.
CREATE TABLE journal_head (
    office_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (office_id)
) WITHOUT ROWID;

-- From where, and old and new values that speak of a person; goes when the person is forgotten.
CREATE TABLE journal_personal (
    office_id INTEGER NOT NULL,
    n INTEGER NOT NULL,               -- of the journal's row
    subject_id INTEGER NOT NULL,      -- the person whom it speaks of; 0 = nobody but who did it
    salt TEXT NOT NULL,               -- goes too: without it the digest tells nothing
    address TEXT NOT NULL,            -- of the client
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (office_id, n)
) WITHOUT ROWID;
CREATE INDEX journal_personal_by_subject ON journal_personal (office_id, subject_id);
