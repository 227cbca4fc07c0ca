// SPDX-License-Identifier: Apache-2.0
/* channel.h -- what an OCR program makes of Vietnamese letters, learnt from pages that it read; and which words a
 * garbled one can have been.
 *
 * A channel is a table of rows "printed <tab> read <tab> log probability": one or two printed letters, none to three
 * read signs, case counts (data/viet/ocr-eng.tsv, ocr-vie.tsv; made by tools/learn-channel).  What no row knows costs
 * what unlikely confusions cost. */
#pragma once
#include "viet/lexicon.h"

enum { CANDIDATES_MAX = 40, READ_POINTS_MAX = 15 };

/* How a word is written: "số", "Số", "SỐ". */
typedef enum { CASE_SMALL, CASE_FIRST, CASE_ALL } WordCase;

typedef struct {
    uint16_t word;
    uint8_t written; /* WordCase */
    float score;     /* log P(read | printed) */
} Candidate;

typedef struct {
    Candidate at[CANDIDATES_MAX];
    int n;
} Candidates;

typedef struct Channel Channel;

/* The rows of a table; bad rows are left out.  Takes about 1 ms and 1 MiB of the arena. */
Channel *channel_load(Arena *a, Str table);

/* The likeliest words for `read`, best first by the channel and how frequent each is; none when it is longer than
 * READ_POINTS_MAX.  `upper_line`: its neighbours are in capitals. */
void channel_candidates(Channel *channel, const Model *m, const Lexicon *v, Str read, bool upper_line,
                        Candidates *result);
