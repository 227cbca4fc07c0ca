-- SPDX-License-Identifier: Apache-2.0
-- Whose time is over is found behind all that were erased before.
CREATE INDEX dossier_keep ON dossier (office_id, version_id, erased_at, ended_day, id);
DROP INDEX dossier_ended;
