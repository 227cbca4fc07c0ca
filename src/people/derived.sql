-- SPDX-License-Identifier: Apache-2.0
-- What other folders may read of people beside their names: a projection of one table, its columns a promise.

DROP VIEW IF EXISTS people_person;
CREATE VIEW people_person AS SELECT office_id, id, name, mail, phone, state FROM person;
