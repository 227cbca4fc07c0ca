// SPDX-License-Identifier: Apache-2.0
/* scan.h -- a page that is a picture, made ready (clean.c), read by Tesseract (ocr.c), and kept as words with places
 * (words.c).
 *
 * Words are kept as text, so that a page that was read needs not be read again: for each page
 *
 *     page WIDTH HEIGHT TURN SKEW DPI                            DPI of the file; a page of a PDF is drawn at SCAN_DPI
 *     rule LEFT RIGHT Y                                          as RuledLine
 *     table LEFT TOP RIGHT BOTTOM ROWS COLUMNS SLOPE RULED       as RuledTable; SLOPE in millionths
 *     edges X … Y …                                              COLUMNS + 1 and ROWS + 1
 *     cell ROW COLUMN ROWS COLUMNS LEFT TOP RIGHT BOTTOM         those of the table above
 *     LEFT TOP RIGHT BOTTOM CONFIDENCE WORD
 *     …
 *
 * in hundredths of a point from the upper left corner of the page as it is upright; TURN in quarters and SKEW in
 * hundredths of a degree, both clockwise, bring it upright; CONFIDENCE is 0 … 100. */
#pragma once
#include "sight/page.h"
#include "sight/pdf_page.h"

/* -- clean.c ------------------------------------------------------------------------------------------------ */

typedef struct {
    PIX *pix;             /* 8 bit, upright, SCAN_DPI; the arena's */
    int turn;             /* as it had to be turned */
    double skew;          /* degrees clockwise, as it had to be turned besides */
    double scale;         /* pixels of `pix` for one of the file's */
    double width, height; /* of the page, points */
    bool has_ink;         /* something but paper */
    Ruled ruled;          /* its tables, in pixels of `pix` */
} CleanPage;
enum { SCAN_DPI = 300 };

Fail clean_page(Ctx *c, const SeenPage *seen, CleanPage *clean) CHECKED;

/* -- ocr.c -------------------------------------------------------------------------------------------------- */

/* Tesseract with its Vietnamese data, before the walls go up; FAIL_STORE with one sentence when it is not installed. */
Fail ocr_ready(Ctx *c) CHECKED;

typedef struct {
    PdfWord word; /* points; top and bottom are those of its line's letters, as a font has them */
    int confidence;
} OcrWord;
typedef LIST(OcrWord) OcrWordList;

/* In the order in which Tesseract found them; what stands in cells is read cell by cell, for Tesseract loses words near
 * rules. */
Fail ocr_words(Ctx *c, const CleanPage *page, OcrWordList *words) CHECKED;
