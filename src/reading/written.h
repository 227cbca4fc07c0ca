// SPDX-License-Identifier: Apache-2.0
/* written.h -- the other way round: a reading as a document, in the form from which the reader reads the same
 * structure. A plan that was read can leave as Word or PDF; next year's begins as a draft of this year's. */
#pragma once
#include "paper/paper.h"
#include "reading/reading.h"

/* Codes, groups, fields, duties, bases, recipients and signer are those of the reading; headings that a reading does
 * not keep ("NỘI DUNG, NHIỆM VỤ") are the usual ones.  Texts are shared with the reading. */
void paper_of_reading(Ctx *c, const Reading *reading, Paper *paper);
