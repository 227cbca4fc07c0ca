-- SPDX-License-Identifier: Apache-2.0
-- What other folders may read of the journal: projections of one table each, their columns a promise.

DROP VIEW IF EXISTS journal_row;
CREATE VIEW journal_row AS SELECT office_id, n, at, person_id, act, object, object_id, within_id, after FROM journal;
DROP VIEW IF EXISTS journal_row_personal;
CREATE VIEW journal_row_personal AS SELECT office_id, n, subject_id FROM journal_personal;
