-- SPDX-License-Identifier: Apache-2.0
-- How somebody wants to see lists: the columns that they chose, and what they keep under a name.

CREATE TABLE listing_view (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, person_id BIGINT NOT NULL,
    list TEXT NOT NULL,                  -- ListKind.key: "viec"
    name TEXT NOT NULL, query TEXT NOT NULL, -- "co-quan=SYT&loai=qua-han"
    PRIMARY KEY (office_id, id)
);
CREATE INDEX listing_view_person ON listing_view (office_id, person_id, list, id);

CREATE TABLE listing_columns (
    office_id BIGINT NOT NULL, person_id BIGINT NOT NULL, list TEXT NOT NULL,
    columns BIGINT NOT NULL,             -- a bit for each column of the list, in its order
    PRIMARY KEY (office_id, person_id, list)
);
