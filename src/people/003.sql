-- SPDX-License-Identifier: Apache-2.0
-- A mail that somebody typed says nothing yet: it finds nobody, and nothing is sent there, until it was shown to be theirs.
ALTER TABLE person ADD COLUMN mail_proved_at INTEGER NOT NULL DEFAULT 0; -- 0 = not yet
DROP INDEX person_by_mail;
CREATE UNIQUE INDEX person_by_mail ON person (office_id, mail) WHERE mail_proved_at > 0;
CREATE INDEX person_by_mail_typed ON person (office_id, mail);

ALTER TABLE duty ADD COLUMN origin_id INTEGER NOT NULL DEFAULT 0; -- the duty that was delegated; 0 = their own
UPDATE duty SET origin_id = coalesce((SELECT min(o.id) FROM duty o WHERE o.office_id = duty.office_id
    AND o.person_id = duty.behalf_id AND o.org = duty.org AND o.role = duty.role AND o.behalf_id = 0), 0)
    WHERE behalf_id <> 0;
CREATE INDEX duty_by_origin ON duty (office_id, origin_id);

-- A duty that somebody with an account was offered, until they say yes or no.
CREATE TABLE duty_offer (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    name TEXT NOT NULL,               -- as who offers it calls them: theirs is not told before they say yes
    org TEXT NOT NULL,
    role TEXT NOT NULL,
    position TEXT NOT NULL,
    plan_id INTEGER NOT NULL,
    to_day TEXT,
    made_by INTEGER NOT NULL,
    made_in INTEGER NOT NULL,         -- the duty of who offers it: when that ends, so does the offer
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    declined_at INTEGER NOT NULL,     -- 0 = they said nothing yet
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE INDEX duty_offer_by_person ON duty_offer (office_id, person_id);

-- From where somebody signed in before: digests of a device's cookie, and of an address with their account.
CREATE TABLE person_known (
    office_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, person_id, what)
) WITHOUT ROWID;

-- The key of a second factor that a phone is just learning.
CREATE TABLE second_pending (
    office_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    totp_key TEXT NOT NULL,           -- base32
    made_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, person_id)
) WITHOUT ROWID;
