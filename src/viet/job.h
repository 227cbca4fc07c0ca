// SPDX-License-Identifier: Apache-2.0
/* job.h -- inside of repair.c, paragraph.c, choice.c and decide.c: one text on its way to be restored. */
#pragma once
#include "base/map.h"
#include "viet/abbreviation.h"
#include "viet/decode.h"
#include "viet/letter.h"
#include "viet/repair.h"

enum { CHANNELS = 2 };

/* What it counts that a word has small letters or a capital, and that what follows has: of each share of 255. */
typedef struct {
    float capital[2][256], lead[2][256]; /* [has a capital] */
} CaseScores;
void case_scores_fill(CaseScores *s);

struct Repairer {
    Model model;
    Lexicon lexicon;
    Abbreviations abbreviations;
    const uint64_t *seen;
    CaseScores scores;
    Channel *channel[CHANNELS]; /* of READ_WITH_MARKS, READ_WITHOUT_MARKS */
};

typedef struct {
    Str restored; /* empty = as it stands */
    float margin;
    const Candidates *candidates;
    bool left;     /* of another language */
    bool doubtful; /* `restored` is a guess */
    bool keeps;    /* leaving it as it is, is a choice: the last */
    Slot *slot;
    int read;  /* the word that it is as it was read: lexicon_piece */
    bool fits; /* it has its marks and goes with the words beside it: nothing else is looked for */
} Word;

typedef struct {
    size_t begin, end; /* pieces */
} Paragraph;

typedef struct {
    Arena *a;
    Repairer *r;
    Str text;
    StrList lines;
    Pieces pieces;
    Word *words; /* one a piece */
    LIST(Paragraph) paragraphs;
    Channel *channel;
    ReadBy by;
    size_t unknown; /* words with marks that nobody knows */
    bool well_read;
    float change_cost; /* of a word that has its marks */
    Map candidates[2]; /* of a word that was read, in lines of small letters and of capitals: it comes again */
    Language language;
} Job;

/* The text in pieces and paragraphs (paragraph.c); then who read it, and which words need not be looked at. */
void job_cut(Job *j);
void job_find_reader(Job *j);
void job_find_fitting(Job *j);
/* Which pieces are Roman numerals that were read badly: their `restored` (numeral.c). */
void job_find_numerals(Job *j);
bool piece_begins_capital(const Piece *p);
bool piece_has_own_marks(const Piece *p);

/* The slots of a paragraph, `*n` of them; stops are words too (choice.c). */
Slot *job_slots(Job *j, const Paragraph *p, size_t *n);
/* What choice of the slot of word i says. */
Str job_choice(Job *j, size_t i, int choice);

/* Sets the best choice of every word, and how sure it is (decide.c).  `names`: lines of names that are known. */
void job_decide(Job *j, Str names);
