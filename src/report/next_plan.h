// SPDX-License-Identifier: Apache-2.0
/* next_plan.h -- next year's plan, begun as a draft of this year's: its structure and words with days a year later,
 * agencies that ended replaced by who came after them, number, day and signature empty. */
#pragma once
#include "paper/paper.h"
#include "report/report.h"

/* Something that a person has to look at before the draft goes on. */
typedef enum { NEXT_BASE, NEXT_AGENCY, NEXT_DAY, NEXT_UNDONE, NEXT_NOTES } NextNoteKind;
extern const char *const next_note_titles[NEXT_NOTES];
typedef struct {
    NextNoteKind kind;
    Str text;
} NextNote;
typedef LIST(NextNote) NextNoteList;

typedef struct {
    PlanCard card; /* this year's */
    int year;      /* of the draft */
    Paper paper;
    NextNoteList notes; /* in the order of their kinds */
} NextPlan;

/* From the plan as people corrected it and what is known of its work on c->today.  FAIL_MISSING; FAIL_INPUT when what
 * was read is no plan. */
Fail next_plan(Ctx *c, Id plan, NextPlan *next) CHECKED;
/* "du-thao-ke-hoach-2025.docx" */
Str next_plan_file_name(Ctx *c, const NextPlan *next);

/* A text of a plan a year later: years of its own days, not those of documents that it cites. */
Str text_next_year(Arena *a, Str text, int year);
