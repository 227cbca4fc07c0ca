-- SPDX-License-Identifier: Apache-2.0
-- What other folders may read of people beside their names: a projection of one table, its columns a promise.

DROP VIEW IF EXISTS people_person;
-- A mail that was not shown to be theirs is none.
CREATE VIEW people_person AS SELECT office_id, id, name, account, created_at, signed_in_at,
    CASE WHEN mail_proved_at > 0 THEN mail ELSE '' END AS mail, phone, state FROM person;
