// SPDX-License-Identifier: Apache-2.0
/* scan.h -- files whose pages are pictures (photos, scans, a PDF of scans): read page by page, some seconds each, so
 * who reads them can say how far it is, stop, and go on another day.
 *
 *     scan_begin          pages = 0: there is *doc, as doc_read gives it; else
 *     scan_page           for each page: its words, kept as text
 *     scan_finish         all of these texts one after the other → *doc
 *
 * doc_read does all three at once.  A PDF with a text layer that is bad OCR is such a file, too; what reads better in
 * the end, the layer or the new words, is taken. */
#pragma once
#include "doc/doc.h"

Fail scan_begin(Ctx *c, Str bytes, Doc *doc, int *pages) CHECKED;

/* The words of page `page` from 1 (sight/scan.h says how they are written).  Runs in a process of its own, walled and
 * niced (doc/apart.h); `stop` as there: FAIL_BUSY.  FAIL_STORE with a sentence when Tesseract has no Vietnamese. */
Fail scan_page(Ctx *c, Str bytes, int page, int stop, Str *words) CHECKED;

/* Without `bytes` the words are taken, whatever text the file has.
 * FAIL_INPUT with one sentence when there is nothing to read on the pages: blank, written by hand, too coarse, a photo
 * of a screen. */
Fail scan_finish(Ctx *c, Str bytes, Str words, Doc *doc) CHECKED;

/* How well a text reads as Vietnamese, 0 … 1: its words that are syllables, marks and all. */
double scan_quality(Str text);
