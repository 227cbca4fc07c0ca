-- SPDX-License-Identifier: Apache-2.0
-- Whoever makes the address chooses whether their phone reminds them of a task, so many days before it is due; 0 = never.

ALTER TABLE schedule_feed ADD COLUMN days_ahead INTEGER NOT NULL DEFAULT 0;
