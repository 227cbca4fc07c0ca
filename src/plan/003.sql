-- SPDX-License-Identifier: Apache-2.0
-- Where the lines of the text stand on the pages of the file (doc/doc.h: DocBox); a text or Word file has none.

CREATE TABLE plan_place (
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    line INTEGER NOT NULL,               -- from 1, as plan_value counts
    place INTEGER NOT NULL,              -- of the line's printed lines or cells, in the order they are read
    page INTEGER NOT NULL,               -- from 1, of the file
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL,   -- ten-thousandths of the page, from the left and the top
    x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
    PRIMARY KEY (office_id, plan_id, line, place)
);

CREATE TABLE plan_sheet (                -- the pages of such a file
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    page INTEGER NOT NULL,
    turn INTEGER NOT NULL,               -- quarters clockwise that bring it upright; places are those of the upright page
    PRIMARY KEY (office_id, plan_id, page)
);
