// SPDX-License-Identifier: Apache-2.0
/* lost.c -- a forgotten password: a letter with a link goes to the proved mail of the account, if there is one.  The
 * page says the same whether there is or not (people/lost.c). */
#include "http/panel.h"
#include "http/reply.h"
#include "mail/view.h"
#include "mail/web.h"
#include "people/people.h"

static Fail has_way(Ctx *c, bool *has)
{
    Str hosts[MAIL_CHANNELS];
    TRY(mail_ways(c, hosts));
    *has = hosts[MAIL_LETTER].n > 0;
    return OK;
}

Fail lost_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    (void)s;
    bool has;
    TRY(has_way(c, &has));
    if (has) link_of_sign_in(o);
    return OK;
}

Fail lost_get(Ctx *c, const Request *q, Reply *r)
{
    LostPage m = {.q = q, .is_sent = !request_is_again(q) && input_given(q, "xong")};
    TRY(has_way(c, &m.has_way));
    lost_page(reply_page(c, q, r, S("Quên mật khẩu")), &m);
    return OK;
}

static Fail send_letter(Ctx *c, const Request *q, const Person *p, Str token)
{
    Str site = request_site(q);
    Mail m = {
        .channel = MAIL_LETTER,
        .person = p->id,
        .address = p->mail,
        .subject = S("Đặt lại mật khẩu ở Ngày Số"),
        .body = str_format(&c->mem,
                           "Kính gửi ông/bà %.*s,\n\nCó người đề nghị đặt lại mật khẩu của tài khoản %.*s ở Ngày Số. "
                           "Nếu là ông/bà, hãy mở liên kết sau và đặt mật khẩu mới. Liên kết dùng được một lần, trong "
                           "%d giờ:\n\n%.*s/loi-moi/%.*s\n\nNếu không phải, ông/bà không cần làm gì: mật khẩu hiện nay "
                           "vẫn dùng được, và không ai đọc được liên kết này ngoài ông/bà.\n",
                           STR_ARGS(p->name), STR_ARGS(p->account), RESET_HOURS, STR_ARGS(site), STR_ARGS(token)),
        .until = c->now + (int64_t)RESET_HOURS * 3600 * 1000,
        .is_secret = true};
    return mail_queue(c, &m);
}

Fail lost_post(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    Str token;
    bool has;
    TRY(has_way(c, &has));
    if (!has)
        return fail(c, FAIL_CONFLICT,
                    "Chương trình chưa nối máy chủ thư điện tử. Hãy xin liên kết mới từ thủ trưởng cơ quan hoặc người "
                    "quản trị.");
    TRY(lost_begin(c, input_text(q, "tai-khoan"), &p, &token));
    if (token.n) TRY(send_letter(c, q, &p, token));
    return reply_redirect(c, r, "/quen-mat-khau?xong=1");
}
