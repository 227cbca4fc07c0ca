// SPDX-License-Identifier: Apache-2.0
/* draft_web.c -- what else people do with drafts: find theirs, send the link, drop one. */
#include "form/draft_view.h"
#include "form/web.h"
#include "secret/secret.h"

Fail draft_drop_post(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    TRY(draft_load(c, q, 1, &l));
    if (l.draft.sent_path.n) return draft_leads_on(c, r, &l.draft);
    TRY(draft_drop(c, l.draft.id));
    return reply_redirect(c, r, "%.*s", STR_ARGS(l.asks.back.n ? l.asks.back : S("/")));
}

enum { LETTER_EVERY_MS = 3600 * 1000 };

Fail draft_link_get(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    QrCode code;
    Str path = draft_path(c, q);
    TRY(draft_load(c, q, 1, &l));
    if (l.draft.sent_path.n) return draft_leads_on(c, r, &l.draft);
    if (!token_is_one(input_text(q, "ban-nhap")))
        return fail(c, FAIL_CONFLICT, "Bản nháp này mở được từ tài khoản của bạn ở máy khác.");
    Str link = str_format(&c->mem, "%.*s%.*s", STR_ARGS(request_site(q)), STR_ARGS(path));
    TRY(qr_code(c, link, &code));
    draft_link_page(reply_page(c, q, r, S("Làm tiếp ở máy khác")), path, link, qr_path(&c->mem, &code), code.side);
    reply_secret(r);
    return OK;
}

Fail draft_link_post(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    Str site = request_site(q), key = input_text(q, "ban-nhap"), mail = input_text(q, "thu");
    TRY(draft_load(c, q, 1, &l));
    const char *problem = mail_address_problem(MAIL_LETTER, mail);
    if (problem) return input_rule(q, "thu", fail(c, FAIL_INPUT, "%s", problem));
    if (!token_is_one(key)) return fail(c, FAIL_INPUT, "Bản nháp này mở được từ tài khoản của bạn ở máy khác.");
    if (!l.draft.edition) return fail(c, FAIL_INPUT, "Hãy điền và lưu nháp trước, rồi gửi liên kết.");
    TRY(draft_count_letter(c, &l.draft));
    Str title = l.asks.asked.design ? l.asks.asked.design->title : S("biểu mẫu");
    Mail m = {.channel = MAIL_LETTER,
              .address = mail,
              .subject = str_format(&c->mem, "Điền tiếp: %.*s", STR_ARGS(str_head(title, 150))),
              .body = str_format(&c->mem,
                                 "Kính gửi ông/bà,\n\nĐây là liên kết để điền tiếp “%.*s” đang dở ở Ngày Số:\n\n"
                                 "%.*s/ban-nhap/%.*s\n\nAi có liên kết này đều mở được bản nháp. Bản nháp được giữ %d "
                                 "ngày kể từ lần sửa cuối.\n\nNếu ông/bà không đề nghị thư này thì không cần làm gì.\n",
                                 STR_ARGS(title), STR_ARGS(site), STR_ARGS(key), DRAFT_DAYS),
              /* Whoever begins many drafts still fills nobody's letter box. */
              .dedupe = str_format(&c->mem, "ban-nhap %.*s %lld", STR_ARGS(digest(&c->mem, "form-mail", mail)),
                                   (long long)(c->now / LETTER_EVERY_MS)),
              .is_secret = true};
    TRY(mail_queue(c, &m));
    return reply_redirect(c, r, "/ban-nhap/%.*s?da-gui-thu=1", STR_ARGS(key));
}

/* -- whose they are -------------------------------------------------------------------------------------------- */

/* What has no kind or form any more is left out: it goes with time. */
Fail drafts_get(Ctx *c, const Request *q, Reply *r)
{
    DraftList drafts;
    DraftLines lines = {0};
    TRY(drafts_of(c, c->actor->person, &drafts));
    for (size_t i = 0; i < drafts.n; i++) {
        const FormKind *kind = form_kind(q, drafts.at[i].kind);
        DraftAsks asks = {0};
        if (!kind || kind->asks(c, &drafts.at[i], &asks)) {
            c->why[0] = 0;
            continue;
        }
        Str at = time_vietnamese(&c->mem, drafts.at[i].changed_at);
        *list_add(&c->mem, &lines) = (DraftLine){drafts.at[i].id, asks.asked.design->title,
                                                 str_format(&c->mem, "sửa lần cuối %.*s", STR_ARGS(at))};
    }
    drafts_page(reply_page(c, q, r, S("Bản nháp của tôi")), &lines);
    return OK;
}

Fail drafts_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    (void)c, (void)s;
    drafts_link(o);
    return OK;
}

Fail drafts_home_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    DraftList drafts = {0};
    (void)s;
    if (actor_is_known(c->actor)) TRY(drafts_of(c, c->actor->person, &drafts));
    if (drafts.n) drafts_home(o, drafts.n);
    return OK;
}
