// SPDX-License-Identifier: Apache-2.0
/* reading.h -- a plan read from its text: structure in which every value keeps where it stood.
 *
 * What goes where: reading/README.md (the conventions).  The reader knows the forms that administrative documents
 * take (Decree 30/2020/NĐ-CP) and the directory of agencies it is given; it knows no document. */
#pragma once
#include "doc/doc.h"
#include "org/directory.h"
#include "viet/date.h"
#include "viet/given.h"
#include <jansson.h>

/* A value, and where it was read. */
typedef struct {
    Str text;                  /* as it reads, lines joined; empty = not there */
    Str raw;                   /* as it stood in the document */
    int first_line, last_line; /* 1-based; 0 = not there */
    double confidence;         /* 0..1 */
} Text;
typedef LIST(Text) TextList;

typedef struct {
    Text source;    /* the party as printed */
    const Org *org; /* an agency of the directory, or NULL */
    Str class_code; /* or a class; empty when an agency or an unknown name */
    Str qualifier;  /* "liên quan", "khác" …; with a class */
    Str name;       /* what to call it: the directory's name for it, or the text as printed */
    bool known; /* an agency or class; in a plan from elsewhere also one whose name the directory knows, org = NULL */
} Party;
typedef LIST(Party) PartyList;

typedef struct Activity {
    Str code; /* "3.1.a"; unique in a reading */
    Text group, title;
    TextList contents, formats, products;
    Text formats_label, scale, place, theme, audience_text, leads_text, partners_text, time;
    PartyList audience, leads, partners; /* partners are `coordinators` in JSON */
    Period period;
    bool timed;       /* the period was given */
    bool is_deadline; /* of one or several days, until which it is to be done: "Thời gian hoàn thành: 31/10" */
    int first_line, last_line;
    /* The other place that speaks of it, as it stood there: the row of an annex for a task of the text, the text for a
     * row; NULL when there is one place.  A text that named nobody has no code. */
    const struct Activity *also;
} Activity;

typedef struct {
    int number; /* as printed: two parts may count from 1 each */
    Str code;   /* "4", of the second 4 "4 (2)"; unique in a reading */
    Text heading;
    Str mode; /* "đề nghị", "giao" or empty */
    PartyList agencies;
    TextList duties;
} Assignment;

typedef struct {
    Text source;
    Str number, issuer, about;
    Day date; /* NO_DAY when it has none */
} LegalBase;

typedef struct {
    Text source;
    PartyList agencies;
} Recipient;

typedef enum { FINDING_NOTE, FINDING_CHECK, FINDING_BLOCKING } Severity;

/* Something a person should look at. */
typedef struct {
    Str kind;          /* a fixed slug: "unsure-date", "report-before-end" … (reading/finding.h lists them) */
    Severity severity; /* blocking ones must be settled before a plan is activated */
    Str sentence;      /* Vietnamese: what is wrong and what to do */
    Str target;        /* which value: "date", "activities/3.3/to", "assignments/4" …; may be empty */
    Str suggestion;    /* a value to put there, as JSON has it; empty = none */
    int first_line, last_line;
} Finding;

typedef struct {
    Text number, issuer, place, date_text, type, title, preamble, theme, period_text, allocation, issue_channel,
        report_text, signer_title, signer_name, attached,
        attached_title;         /* type and title of the plan that a decision puts into force */
    Day date, date_alternative; /* NO_DAY = none */
    bool date_uncertain;
    Period period;
    LIST(LegalBase) legal_bases;
    TextList unnumbered_bases, purposes, requirements, measures, funding_sources, footnotes;
    LIST(Activity) activities;
    LIST(Assignment) assignments;
    LIST(Recipient) recipients;
    Day report_due; /* "trước ngày 20/10/2024": that day */
    bool report_before;
    Str report_recurrence;
    PartyList report_by;
    LIST(Finding) findings;
    const Doc *wording; /* the document with its wording restored, line by line; NULL when nothing was to restore */
} Reading;

/* Read `doc`.  FAIL_INPUT with one sentence when it is no plan (no activities, no assignments and no header).
 * Time and memory are linear in the document. */
Fail reading_of(Ctx *c, const Doc *doc, const Directory *directory, Reading *reading) CHECKED;
/* What an office knows of its own documents, and how this one is to be read.  All may be left out. */
typedef struct {
    Str wording;                /* its model (office_wording) */
    const GivenWordList *given; /* words that were put right in earlier documents */
    bool as_it_is;              /* the words stay as they were read: nothing is restored */
} ReadingHow;
Fail reading_of_office(Ctx *c, const Doc *doc, const Directory *directory, const ReadingHow *how,
                       Reading *reading) CHECKED;

/* What ngayso learn put beside `data`, a data file; empty when nothing was learnt, and for an address of PostgreSQL,
 * beside which nothing is kept. */
Fail office_wording(Ctx *c, const char *data, Str *office) CHECKED;

/* The reading as JSON (reading/schema.json), a new reference; NULL when jansson is out of memory. */
json_t *reading_json(Ctx *c, const Reading *reading);

/* What a person types for one party ("sở y tế", "Các sở, ngành liên quan"): an agency or class of the directory when it
 * is one, else an unknown name as typed. */
Fail reading_party_typed(Ctx *c, const Directory *directory, Str typed, Party *party) CHECKED;
