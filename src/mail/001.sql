-- SPDX-License-Identifier: Apache-2.0
-- The outbox: letters and messages that wait, are on their way, or were sent (README.md).
CREATE TABLE mail_message (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    channel TEXT NOT NULL,            -- mail, hook
    person_id INTEGER NOT NULL,       -- whom it is for; 0 = nobody who has an account
    address TEXT NOT NULL,            -- empty once the content was taken away
    subject TEXT NOT NULL,            -- the same
    body TEXT NOT NULL,               -- the same
    state TEXT NOT NULL,              -- mail.h: MAIL_STATES
    attempts INTEGER NOT NULL,        -- how often it was handed over since somebody asked for it
    first_at INTEGER NOT NULL,        -- the first of these; 0 = not yet
    next_at INTEGER NOT NULL,         -- not before
    until_at INTEGER NOT NULL,        -- not after
    ticket INTEGER NOT NULL,          -- of the newest attempt: whoever comes back with another one is too late
    last_error TEXT NOT NULL,         -- may name the address, so it goes with the content
    made_at INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,        -- when it came into its state
    sent_at INTEGER NOT NULL,         -- 0 = not
    has_content INTEGER NOT NULL,     -- 0 = address, subject, body and reason were taken away
    dedupe TEXT NOT NULL,             -- queueing the same twice is queueing it once
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX mail_message_dedupe ON mail_message (office_id, dedupe);
CREATE INDEX mail_message_due ON mail_message (office_id, state, channel, next_at);
CREATE INDEX mail_message_person ON mail_message (office_id, person_id);

-- What the program that was started last hands messages to; the page shows it.
CREATE TABLE mail_way (
    office_id INTEGER NOT NULL,
    channel TEXT NOT NULL,
    host TEXT NOT NULL,               -- "smtp://mail.bacgiang.gov.vn:587", without any secret
    PRIMARY KEY (office_id, channel)
) WITHOUT ROWID;
