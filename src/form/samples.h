// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a draft that somebody of each agency began, a working copy of a form, for *_test.c only
 * (http/samples.h). */
#pragma once
#include "form/begin.h"
#include "http/samples.h"
#include "journal/actor.h"

static inline Fail form_samples(Ctx *c, SampleOf *k)
{
    const Actor *before = c->actor, who = {.person = k->person, .duty = k->duty};
    Str path;
    Id editing;
    TRY(editing_begin(c, NULL, (Str){0}, S("code: a\ntitle: A\nfields:\n  - ten: Tên\n  - so: Số\n"), (Str){0},
                      &editing));
    sample_id(k, "form", "ban-sua", editing);
    c->actor = &who;
    Fail result = draft_begin(c, &(DraftNew){.kind = "mau", .code = S("mau")}, &path);
    c->actor = before;
    if (!result) sample_text(k, "form", "ban-nhap", str_from(path, strlen("/ban-nhap/")));
    sample_id(k, "form", "tep", 1); /* none is there: nobody gets it by its number */
    return result;
}

#define THE_LINK "who has the link of a draft goes on with it; nobody guesses it (draft_test.c)"
static const InputFree form_free[] = {
    {"/ban-nhap/{ban-nhap}", "ban-nhap", THE_LINK},
    {"/ban-nhap/{ban-nhap}/tep", "ban-nhap", THE_LINK},
    {"/ban-nhap/{ban-nhap}/tep", "tep",
     "a file on its way is looked for in the draft of the link alone (upload/held.c, draft_test.c)"},
    {"/ban-nhap/{ban-nhap}/bo", "ban-nhap", THE_LINK},
    {"/ban-nhap/{ban-nhap}/lien-ket", "ban-nhap", THE_LINK},
    {0},
};
