// SPDX-License-Identifier: Apache-2.0
/* fill.h -- a design as a form of a page, and back: drawn by http/form.h as every form of the program is, read by
 * answers.h, checked in the store, shown when it is filled in.
 *
 * On one page (fields that are asked at a move):
 *
 *     {POST, "/ho-so/{ho-so}/chuyen", move_post, move_inputs, "…", "Chuyển hồ sơ", .again = dossier_get,
 *      .more = move_more, .prepare = move_prepare, .slow_with_files = true}
 *
 *     more      finds what is asked by the address, fill_more gives its fields as inputs of the row
 *     page      form_begin, fill_draw, buttons of its own, form_end
 *     prepare   fill_read: answers, or what is wrong beside each field and in the list on top; files are on disk then
 *     handler   fill_keep gives the files their rows; answers_json is what is kept
 *
 * A whole form with drafts, parts and resuming has pages of its own: draft.h.
 *
 * Names of fields are those of the design ([a-z_][a-z0-9_]*), so the row's own inputs have a hyphen in their names or
 * are {parts} of the path that no design can name: "ho-so", "ban-nhap".  What is sent: NAME; of a table's column
 * NAME.ROW, rows from 1; of a period NAME-tu and NAME-den; of files NAME, and NAME-co for each that is there already.
 */
#pragma once
#include "form/answers.h"
#include "http/form.h"
#include "http/reply.h"
#include "org/directory.h"
#include "upload/upload.h"

enum { FILL_FILES_MAX = 20 }; /* of one field, unless its design says less */

/* What is asked, and of whom. */
typedef struct {
    const Design *design;
    const StrList *only; /* the fields that are asked (with a table's name: all of it); NULL = all.  Others are not
                            drawn; expressions see them as they were */
    const Answers *had;  /* what was answered before: it stands there at first; NULL = nothing but `first` */
    /* Of a field with is_unique: is there another one with this answer?  In a snapshot or a write.  NULL = not asked.
     */
    Fail (*is_taken)(Ctx *c, const void *about, const DesignField *f, Str answer, bool *is_taken);
    const void *about;
} Asked;

/* The fields as inputs of the row, for Route.more; in c's memory. */
Fail fill_more(Ctx *c, const Asked *asked, const Input **inputs) CHECKED;

/* The fields in a form that was begun: `first` and computed answers, choices as far as the answers allow them, files
 * that are there, rows with their buttons.  When the form was refused: what was typed.  Needs web/form.js
 * (fill_script). */
Fail fill_draw(Ctx *c, Out *o, const Form *f, const Asked *asked) CHECKED;
/* Once a page that draws such a form: the script that shows, hides, computes and checks while one types. */
void fill_script(Out *o);
/* Buttons of a form are all called this: "gui" sends it, the others (rows more and less, "Tính lại") only draw the page
 * again with what was typed; declare it among the row's inputs as FILL_BUTTON. */
#define FILL_BUTTON                                                                                                    \
    {                                                                                                                  \
        INPUT_TEXT, "nut-bam", "Nút", .max = 80, .is_plain = true                                                      \
    }

/* A file that was sent, on disk, without a row yet. */
typedef struct {
    const DesignField *field;
    size_t row;
    UploadKept kept;
    Id upload; /* its row, once it has one; 0 = not yet */
} FilledFile;
typedef LIST(FilledFile) FilledFiles;

typedef struct {
    Answers answers; /* all fields: what was not asked is as it was; computed; what is not shown was dropped */
    FilledFiles files;
} Filled;

/* In `prepare`: what was typed, as answers.  FAIL_INPUT when anything is wrong, each with its sentence beside its
 * field; files that were sent stay with the form (sealed, for a day), so that nobody has to choose them again. */
Fail fill_read(Ctx *c, const Request *q, const Asked *asked, Filled *f) CHECKED;
/* In the write: is_taken is asked once more, each new file gets a row that hangs on this thing (ObjectKind), and the
 * answers of files are the numbers of their rows.  FAIL_INPUT, FAIL_CONFLICT with a sentence. */
Fail fill_keep(Ctx *c, const Request *q, const Asked *asked, Filled *f, const char *kind, Id object) CHECKED;

/* -- shown when it is filled in ------------------------------------------------------------------------------- */

/* Who looks. */
typedef enum { SHOWN_TO_ALL, SHOWN_TO_SIGNED_IN, SHOWN_TO_DECIDERS, SHOWN_TO_GIVER } ShownTo;
/* Personal data (a purpose) is shown to deciders and to who gave it only, whatever seen_by says. */
bool fill_is_seen(const DesignField *f, ShownTo who);
/* One answer in words; agencies and communes by their names. */
Fail fill_words(Ctx *c, const DesignField *f, Answer a, Str *words) CHECKED;
/* The same of very many, with the agencies in memory. */
Fail fill_words_in(Ctx *c, const Directory *agencies, const DesignField *f, Answer a, Str *words) CHECKED;
/* The answers as a list of what was asked and answered, by headings, tables of rows as tables, files as links; empty
 * answers are left out. */
Fail fill_show(Ctx *c, Out *o, const Answers *a, ShownTo who) CHECKED;
