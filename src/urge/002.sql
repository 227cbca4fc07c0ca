-- SPDX-License-Identifier: Apache-2.0
-- Who was urged today is said on the coordinator's home: by an index, not by reading every urging there was.

CREATE INDEX urge_day ON urge (office_id, day, org);
