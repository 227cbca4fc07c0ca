-- SPDX-License-Identifier: Apache-2.0
-- Scans and photos: what levels their lines, beside the quarters.

ALTER TABLE plan_sheet ADD COLUMN skew INTEGER NOT NULL DEFAULT 0; -- hundredths of a degree clockwise
