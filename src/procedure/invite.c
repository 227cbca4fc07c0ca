// SPDX-License-Identifier: Apache-2.0
/* invite.c -- who is invited to apply: a link for each, good for one dossier. */
#include "mail/mail.h"
#include "procedure/act.h"

static Str invite_digest(Ctx *c, Str token) { return digest(&c->mem, "dossier invite", token); }

static Fail tell(Ctx *c, const Version *v, Str name, Str mail, Str token)
{
    Str site;
    TRY(mail_site(c, &site));
    return mail_queue(
        c, &(Mail){.channel = MAIL_LETTER,
                   .address = mail,
                   .subject = str_head(str_format(&c->mem, "Mời: %.*s", STR_ARGS(v->row.title)), MAIL_SUBJECT_MAX),
                   .body = str_format(&c->mem,
                                      "Kính gửi %.*s,\n\nTrân trọng mời đăng ký: %.*s.\n%.*s/moi/%.*s\n\nĐường dẫn này "
                                      "dành riêng cho quý vị, dùng cho một hồ sơ.",
                                      STR_ARGS(name), STR_ARGS(v->row.title), STR_ARGS(site), STR_ARGS(token)),
                   .is_secret = true});
}

Fail invite_add(Ctx *c, const Version *v, Str name, Str mail, Str *token)
{
    Id id = id_new(c->now);
    if (!str_trim(name).n) return fail(c, FAIL_INPUT, "Hãy ghi mời ai.");
    const char *problem = mail.n ? mail_address_problem(MAIL_LETTER, mail) : NULL;
    if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    *token = token_new(&c->mem);
    TRY(store_run(c,
                  "INSERT INTO dossier_invite (office_id, id, procedure, name, mail, token_digest, made_by, made_at, "
                  "dossier_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
                  OFFICE, id, v->row.code, name, mail, invite_digest(c, *token),
                  actor_is_known(c->actor) ? c->actor->person : (Id)0, c->now));
    TRY(journal_write(
        c, (JournalEntry){.act = "Mời nộp hồ sơ", .object = "procedure", .id = v->row.id, .title = v->row.title}));
    return mail.n ? tell(c, v, name, mail, *token) : OK;
}

static Fail read_invites(Ctx *c, Rows *r, InviteRows *rows)
{
    *rows = (InviteRows){0};
    while (rows_next(r))
        *list_add(&c->mem, rows) = (InviteRow){.id = row_integer(r, 0),
                                               .procedure = row_text(r, 1),
                                               .name = row_text(r, 2),
                                               .mail = row_text(r, 3),
                                               .dossier = row_integer(r, 4),
                                               .made_at = row_integer(r, 5)};
    return rows_end(r);
}

enum { INVITES_SHOWN = 500 };

Fail invites_of(Ctx *c, Str procedure, InviteRows *rows)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT id, procedure, name, mail, dossier_id, made_at FROM dossier_invite WHERE office_id = $1 AND "
        "procedure = $2 ORDER BY id DESC LIMIT $3",
        OFFICE, procedure, (int)INVITES_SHOWN));
    return read_invites(c, &r, rows);
}

Fail invite_find(Ctx *c, Str token, InviteRow *invite)
{
    Rows r;
    InviteRows rows = {0};
    if (token_is_one(token)) {
        TRY(store_query(
            c, &r,
            "SELECT id, procedure, name, mail, dossier_id, made_at FROM dossier_invite WHERE office_id = $1 "
            "AND token_digest = $2",
            OFFICE, invite_digest(c, token)));
        TRY(read_invites(c, &r, &rows));
    }
    if (!rows.n) return fail(c, FAIL_MISSING, "Không có giấy mời này. Hãy mở lại đường dẫn trong thư mời.");
    *invite = rows.at[0];
    if (invite->dossier) return fail(c, FAIL_CONFLICT, "Giấy mời này đã được dùng để nộp một hồ sơ.");
    return OK;
}

Fail invite_is_open(Ctx *c, Id id, bool *is_open)
{
    Rows r;
    *is_open = false;
    TRY(store_query(c, &r, "SELECT dossier_id FROM dossier_invite WHERE office_id = $1 AND id = $2", OFFICE, id));
    if (rows_next(&r)) *is_open = !row_integer(&r, 0);
    return rows_end(&r);
}
