-- SPDX-License-Identifier: Apache-2.0
-- Which reports of completion have waited the longest for somebody to confirm them: read by the leader's page.

CREATE INDEX task_asked_longest ON task (office_id, asked_day, id) WHERE state = 'asked';
