// SPDX-License-Identifier: Apache-2.0
/* repair.h -- the wording of Vietnamese text restored that an OCR program garbled: one without Vietnamese ("T6 chirc
 * Ngày Chuyén d6i s6"), or one with it that errs ("THÀNH PHÓ", "tô chức").
 *
 * Each word that was read gets its likeliest readings from a channel (channel.h) and the place where they go best
 * together from a model of the language (model.h, data/viet/README.md).  What is no Vietnamese word stays as it was:
 * numbers, dates, codes, addresses, markers, English.  Lines, blanks and punctuation stay too; every token keeps where
 * it stood.  Text that has its marks comes back as it is.  A bare number is never changed.
 *
 * Pure: the same bytes give the same answer.  Time is linear in the text. */
#pragma once
#include "base/list.h"

/* How sure: the best sentence is e^margin times as likely as the best one with another word here.  Below REPAIR_UNSURE
 * a person should look. */
#define REPAIR_UNSURE 3.0F
#define REPAIR_SURE   20.0F /* nothing else is possible */
enum { REPAIR_ALTERNATIVES = 3 };

typedef struct RepairToken {
    Str read;                  /* slice of the text, without the signs around it */
    Str restored;              /* the same slice where nothing changed */
    size_t begin, end;         /* bytes of the text */
    size_t line;               /* 1-based */
    size_t out_begin, out_end; /* bytes of Repair.text */
    float margin;
    Str alternative[REPAIR_ALTERNATIVES]; /* likeliest first; `alternatives` of them */
    int alternatives;
} RepairToken;

/* Who read the page, by what the text looks like. */
typedef enum {
    READ_WELL,          /* nothing was to be changed: then there are no tokens */
    READ_WITH_MARKS,    /* by a program that knows Vietnamese and errs */
    READ_WITHOUT_MARKS, /* by one that does not */
} ReadBy;

typedef struct {
    ReadBy by;
    Str text; /* as many lines as were given */
    LIST(RepairToken) tokens;
    size_t unsure; /* tokens below REPAIR_UNSURE */
} Repair;

typedef struct Repairer Repairer;

/* Load once; `model` is a file of ngayso learn, or empty for what the program ships.  NULL when it is no model.  Takes
 * under 20 ms and 8 MiB beside the model, which is read where it lies and has to outlive the repairer.  Not for two
 * threads at once. */
Repairer *repairer_load(Arena *a, Str model);

/* What the program ships, and where `ngayso learn` puts an office's own: beside its data, with this at the end. */
Str repair_shipped_model(void);
#define REPAIR_OFFICE_SUFFIX "-wording"

/* Texts in UTF-8 longer than REPAIR_BYTES_MAX come back as they are, READ_WELL.  `names`, may be empty: lines of names
 * that are known, as the directory of agencies. */
enum { REPAIR_BYTES_MAX = 16 << 20 };
void viet_repair(Arena *a, Repairer *r, Str text, Str names, Repair *result);
