-- SPDX-License-Identifier: Apache-2.0
-- Those of one agency, without walking along what waits for all others.
CREATE INDEX difficulty_of_org ON difficulty (office_id, org, waits, raised_day, id);
