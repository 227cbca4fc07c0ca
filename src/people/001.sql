-- People, what they are in charge of, and how they prove who they are.  What stands here about a person is listed for them on
-- /toi/du-lieu and goes when they are forgotten; the journal keeps only their number.
CREATE TABLE person (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    account TEXT NOT NULL,            -- what they sign in with; small letters, digits, . - _ @
    name TEXT NOT NULL,
    mail TEXT NOT NULL,               -- empty = none
    phone TEXT NOT NULL,              -- empty = none
    state TEXT NOT NULL,              -- invited, active, disabled, forgotten
    password TEXT NOT NULL,           -- argon2id; empty = none yet
    totp_key TEXT NOT NULL,           -- base32; empty = no second factor
    totp_last INTEGER NOT NULL,       -- time step of the last code that was taken
    created_at INTEGER NOT NULL,
    signed_in_at INTEGER NOT NULL,    -- 0 = never
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX person_by_account ON person (office_id, account);
CREATE UNIQUE INDEX person_by_mail ON person (office_id, mail) WHERE mail <> '';

CREATE TABLE person_recovery (
    office_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    code TEXT NOT NULL,               -- digest; each is good for one time
    PRIMARY KEY (office_id, person_id, code)
) WITHOUT ROWID;

-- A person in a role at an agency, [from_day, to_day).
CREATE TABLE duty (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    org TEXT NOT NULL,                -- code of the agency
    role TEXT NOT NULL,               -- key of rights.c
    position TEXT NOT NULL,           -- "Trưởng phòng"; empty = none
    plan_id INTEGER NOT NULL,         -- the only plan that it is about; 0 = all
    from_day TEXT NOT NULL,
    to_day TEXT,
    behalf_id INTEGER NOT NULL,       -- the person who delegated it; 0 = their own
    created_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE INDEX duty_by_person ON duty (office_id, person_id);
CREATE INDEX duty_by_org ON duty (office_id, org);

CREATE TABLE session (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    duty_id INTEGER NOT NULL,         -- chosen one; 0 = the first
    token TEXT NOT NULL,              -- digest
    has_second INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL,    -- when they last proved who they are
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX session_by_token ON session (token);
CREATE INDEX session_by_person ON session (office_id, person_id);

-- Apart, because it changes all the time: who is known from memory stays known.
CREATE TABLE session_seen (
    office_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (office_id, session_id)
) WITHOUT ROWID;

-- Links that are good for one time.
CREATE TABLE invitation (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    token TEXT NOT NULL,              -- digest
    kind TEXT NOT NULL,               -- setup (first administrator), invite, reset, try
    person_id INTEGER NOT NULL,       -- 0 = whoever sets up
    made_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,         -- 0 = not yet
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX invitation_by_token ON invitation (token);
CREATE INDEX invitation_by_person ON invitation (office_id, person_id);

-- Failed attempts, by account and by address, as digests: neither tells which accounts there are.
CREATE TABLE attempt (
    office_id INTEGER NOT NULL,
    of TEXT NOT NULL,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, of)
) WITHOUT ROWID;
