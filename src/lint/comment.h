// SPDX-License-Identifier: Apache-2.0
/* comment.h -- a Word file with comments in its margin (ECMA-376 part 1, 17.13.4): nothing else of it changes.
 *
 * In the text only marks are put in, at the edges of the paragraphs; changes that somebody tracks and comments that are
 * there stay; parts that have nothing to do with comments are the same bytes. */
#pragma once
#include "base/fail.h"

typedef struct {
    int element; /* of word/document.xml: DocParagraph.element (doc/layout.h) */
    Str text;    /* '\n' parts paragraphs */
} Comment;

enum { COMMENTS_MAX = 1000 /* more in one margin nobody reads: further ones are left out */ };

/* `comments` in any order; those of which no paragraph is found are left out.  `author` as the margin shows it.
 * FAIL_INPUT with a sentence: no Word file, broken, or not in UTF-8; FAIL_ROOM, FAIL_STORE. */
Fail comments_put(Ctx *c, Str docx, const Comment *comments, size_t n, Str author, Str *copy) CHECKED;
