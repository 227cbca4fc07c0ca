// SPDX-License-Identifier: Apache-2.0
/* web_invite.c -- inviting people to apply, and coming in by an invitation. */
#include "form/draft.h"
#include "procedure/view.h"
#include "procedure/web.h"

static Fail of_whom(Ctx *c, const Request *q, Version *v)
{
    bool decides;
    TRY(version_current(c, input_text(q, "thu-tuc"), v));
    TRY(procedure_is_decided_by(c, v->procedure, &decides));
    return decides ? OK
                   : fail(c, FAIL_MISSING, "Trong nhiệm vụ hiện nay bạn không mời nộp hồ sơ của thủ tục này được.");
}

static Fail draw(Ctx *c, const Request *q, Reply *r, Str token)
{
    Version v;
    InviteRows rows;
    TRY(of_whom(c, q, &v));
    TRY(invites_of(c, v.row.code, &rows));
    Str link = token.n ? str_format(&c->mem, "%.*s/moi/%.*s", STR_ARGS(request_site(q)), STR_ARGS(token)) : (Str){0};
    dossier_invite_page(reply_page(c, q, r, S("Mời nộp hồ sơ")),
                        &(InvitePage){.q = q, .v = &v, .rows = &rows, .link = link});
    if (token.n) reply_secret(r);
    return OK;
}

Fail dossier_invite_get(Ctx *c, const Request *q, Reply *r) { return draw(c, q, r, (Str){0}); }

Fail dossier_invite_post(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Str token;
    TRY(of_whom(c, q, &v));
    TRY(input_rule(q, "thu", invite_add(c, &v, input_text(q, "ten"), input_text(q, "thu"), &token)));
    return draw(c, q, r, token); /* the link is shown once */
}

Fail dossier_invited_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    InviteRow invite;
    TRY(invite_find(c, input_text(q, "token"), &invite));
    TRY(version_current(c, invite.procedure, &v));
    dossier_invited_page(reply_page(c, q, r, v.row.title),
                         &(InvitedPage){.v = &v, .invite = &invite, .token = input_text(q, "token")});
    return OK;
}

Fail dossier_invited_post(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    InviteRow invite;
    Str path;
    TRY(invite_find(c, input_text(q, "token"), &invite));
    TRY(version_current(c, invite.procedure, &v));
    TRY(apply_allows(c, v.procedure, true));
    TRY(draft_begin(c, &(DraftNew){.kind = dossier_form.kind, .code = v.row.code, .about = invite.id}, &path));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}
