-- SPDX-License-Identifier: Apache-2.0
-- Tasks: what one agency owes by a day, and everything that happened to it.  A task is changed in place; each change is a
-- row of task_entry, and how it stood at the end of each day on which it changed is a row of task_stand.

CREATE TABLE task (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    plan_id BIGINT NOT NULL, node_id BIGINT NOT NULL,  -- the plan, its activity or assignment; 0 = of no plan
    origin TEXT NOT NULL,                -- what of the plan and for whom: 'lead 7301 STTTT'; empty = added by hand
    parent_id BIGINT NOT NULL,           -- the task that this is a part of; 0 = none
    lead TEXT NOT NULL, branch TEXT NOT NULL, -- agency (empty = not chosen yet), and the one under the province that it belongs to
    assigner TEXT NOT NULL,              -- agency that assigned it, and confirms
    title TEXT NOT NULL, content TEXT NOT NULL, product TEXT NOT NULL,
    begins TEXT, due TEXT NOT NULL,      -- the last day; '9999-12-31' = none, so that it sorts last
    due_first TEXT NOT NULL,             -- as it was assigned: an extension leaves it
    source_title TEXT NOT NULL, source_due TEXT NOT NULL, -- as the plan said when it was proposed or last compared
    state TEXT NOT NULL,                 -- work/state.h
    is_open INTEGER NOT NULL,            -- 1 = not finished: the agency or who assigned it still has to act
    percent INTEGER NOT NULL, result TEXT NOT NULL,       -- the latest line of result
    asked_day TEXT,                      -- when its completion was last reported: lateness is fixed then
    is_late_excused INTEGER NOT NULL, cause TEXT NOT NULL, -- why it is late, and "trễ khách quan"
    is_waiting_head INTEGER NOT NULL,    -- 1 = the head of the agency has yet to confirm what the official reported
    assigned_at BIGINT, updated_at BIGINT NOT NULL, said_day TEXT, -- of the last word of the agency itself, at first of the assignment
    version INTEGER NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX task_of_plan ON task (office_id, plan_id, state, due, id);
CREATE INDEX task_of_lead ON task (office_id, lead, due, id);
CREATE INDEX task_of_branch ON task (office_id, branch, due, id);
CREATE INDEX task_of_branch_open ON task (office_id, branch, is_open, due, id);
CREATE INDEX task_of_node ON task (office_id, node_id, due, id);
CREATE INDEX task_of_parent ON task (office_id, parent_id, due, id);
CREATE INDEX task_of_state ON task (office_id, state, due, id);
CREATE INDEX task_is_open ON task (office_id, is_open, due, id);
CREATE INDEX task_by_due ON task (office_id, due, id);
CREATE INDEX task_by_update ON task (office_id, updated_at, id);
CREATE INDEX task_origin ON task (office_id, plan_id, origin);

CREATE TABLE task_partner (
    office_id BIGINT NOT NULL, task_id BIGINT NOT NULL, place INTEGER NOT NULL,
    org TEXT NOT NULL, class TEXT NOT NULL, name TEXT NOT NULL, -- code of an agency, of a class, or only a name
    PRIMARY KEY (office_id, task_id, place)
);
CREATE INDEX task_partner_org ON task_partner (office_id, org);
CREATE INDEX task_partner_class ON task_partner (office_id, class);

CREATE TABLE task_item (                 -- what is to be ticked off, and figures that are asked for
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, task_id BIGINT NOT NULL, place INTEGER NOT NULL,
    kind TEXT NOT NULL,                  -- check, figure
    text TEXT NOT NULL, unit TEXT NOT NULL, target BIGINT, -- of a figure; NULL = no target
    is_done INTEGER NOT NULL, value BIGINT,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX task_item_task ON task_item (office_id, task_id, place);

CREATE TABLE task_figure (               -- a figure as it stood at the end of a day
    office_id BIGINT NOT NULL, item_id BIGINT NOT NULL, day TEXT NOT NULL, task_id BIGINT NOT NULL, value BIGINT NOT NULL,
    PRIMARY KEY (office_id, item_id, day)
);

CREATE TABLE task_entry (                -- the history of a task, one row for each thing that somebody did or said
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, task_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                  -- work/entry.h: assign, accept, progress, ask, confirm, comment …
    at BIGINT NOT NULL, day TEXT NOT NULL, person_id BIGINT NOT NULL, org TEXT NOT NULL,
    text TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX task_entry_task ON task_entry (office_id, task_id, id);

CREATE TABLE task_stand (                -- how a task stood at the end of a day: figures as of that day are made from it
    office_id BIGINT NOT NULL, task_id BIGINT NOT NULL, day TEXT NOT NULL,
    plan_id BIGINT NOT NULL, node_id BIGINT NOT NULL, lead TEXT NOT NULL, branch TEXT NOT NULL,
    state TEXT NOT NULL, due TEXT NOT NULL, asked_day TEXT, is_late_excused INTEGER NOT NULL, percent INTEGER NOT NULL,
    PRIMARY KEY (office_id, task_id, day)
);

CREATE TABLE task_extension (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, task_id BIGINT NOT NULL,
    state TEXT NOT NULL,                 -- asked, granted, shortened, refused, withdrawn
    due_before TEXT NOT NULL, due_asked TEXT NOT NULL, reason TEXT NOT NULL, asked_at BIGINT NOT NULL, asked_by BIGINT NOT NULL,
    due_granted TEXT, answer TEXT NOT NULL, answered_at BIGINT, answered_by BIGINT,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX task_extension_task ON task_extension (office_id, task_id, id);
CREATE INDEX task_extension_state ON task_extension (office_id, state, id);

CREATE TABLE task_watch (
    office_id BIGINT NOT NULL, task_id BIGINT NOT NULL, person_id BIGINT NOT NULL, made_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, task_id, person_id)
);
CREATE INDEX task_watch_person ON task_watch (office_id, person_id);

CREATE TABLE task_after (                -- dependencies: `task_id` (or activity `node_id`) begins after another ended
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, kind TEXT NOT NULL, -- task, node
    item_id BIGINT NOT NULL, after_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX task_after_item ON task_after (office_id, kind, item_id, after_id);

CREATE TABLE task_repeat (               -- a task that comes again: each week or month a new one like `task_id`
    office_id BIGINT NOT NULL, task_id BIGINT NOT NULL,
    every TEXT NOT NULL,                 -- week, month
    next_due TEXT NOT NULL, until TEXT NOT NULL, person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, task_id)
);

CREATE TABLE task_filter (               -- a list that somebody keeps under a name
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, person_id BIGINT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX task_filter_person ON task_filter (office_id, person_id, id);

CREATE TABLE task_agency (               -- how an agency works; without a row as by default
    office_id BIGINT NOT NULL, org TEXT NOT NULL,
    head_confirms INTEGER NOT NULL,      -- 1 = a report of completion goes to the head first
    PRIMARY KEY (office_id, org)
);

-- Counters of tasks, moved with every change (count.c): a page reads as many rows as there are agencies, not tasks.  They
-- hold for the day in task_counted, which no other fact knows: so they are no derived tables, but a rebuild counts anew.
CREATE TABLE task_count (
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    grain TEXT NOT NULL, item TEXT NOT NULL, -- all '', lead CODE, branch CODE, node ID
    later BIGINT NOT NULL, soon BIGINT NOT NULL, overdue BIGINT NOT NULL, in_time BIGINT NOT NULL, late BIGINT NOT NULL,
    paused BIGINT NOT NULL, cancelled BIGINT NOT NULL,  -- the classes: their sum is all
    fresh BIGINT NOT NULL, asked BIGINT NOT NULL, returned BIGINT NOT NULL, excused BIGINT NOT NULL, -- among them
    PRIMARY KEY (office_id, plan_id, grain, item)
);
CREATE TABLE task_counted (
    office_id BIGINT NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (office_id)
);
