-- SPDX-License-Identifier: Apache-2.0
-- A plan's pages recognised once more, for "Đọc lại bằng cách khác": its words stay until the plan is read again.

ALTER TABLE plan_intake ADD COLUMN reads_again BIGINT; -- the plan whose file it reads
