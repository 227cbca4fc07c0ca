-- SPDX-License-Identifier: Apache-2.0
-- What dossiers are found and counted by; made again from them by dossiers_rebuild.

-- By what a dossier is found: digests of (procedure, field, answer), of two such, of its words (those that who only
-- looks may read by themselves), of who may read it.
DROP TABLE IF EXISTS dossier_key;
CREATE TABLE dossier_key (
    office_id BIGINT NOT NULL, key BIGINT NOT NULL, dossier_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, key, dossier_id)
) WITHOUT ROWID;

-- For whom an open dossier waits: "thu-truong@SVHTTDL", "@SVHTTDL", "#ubnd-xa", "lanh-dao@".
DROP TABLE IF EXISTS dossier_wait;
CREATE TABLE dossier_wait (
    office_id BIGINT NOT NULL, audience TEXT NOT NULL, due TEXT NOT NULL, dossier_id BIGINT NOT NULL,
    valid_from TEXT NOT NULL, valid_until TEXT NOT NULL, procedure TEXT NOT NULL,
    PRIMARY KEY (office_id, audience, due, dossier_id, valid_from)
) WITHOUT ROWID;
CREATE INDEX dossier_wait_procedure ON dossier_wait (office_id, audience, procedure, due, dossier_id, valid_from, valid_until);

-- Figures over dossiers: part = the field by which they are told apart, empty = all together.
DROP TABLE IF EXISTS dossier_count;
CREATE TABLE dossier_count (
    office_id BIGINT NOT NULL, procedure TEXT NOT NULL, counter TEXT NOT NULL, part TEXT NOT NULL, item TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (office_id, procedure, counter, part, item)
) WITHOUT ROWID;
-- How many dossiers stand behind one thing that is counted once.
DROP TABLE IF EXISTS dossier_distinct;
CREATE TABLE dossier_distinct (
    office_id BIGINT NOT NULL, procedure TEXT NOT NULL, counter TEXT NOT NULL, part TEXT NOT NULL, item TEXT NOT NULL,
    thing BIGINT NOT NULL, n BIGINT NOT NULL,
    PRIMARY KEY (office_id, procedure, counter, part, item, thing)
) WITHOUT ROWID;
