// SPDX-License-Identifier: Apache-2.0
/* mail.c -- taking a message in: what can be sent as it is, and once only. */
#include "mail/inside.h"

const char *const mail_channels[MAIL_CHANNELS] = {[MAIL_LETTER] = "mail", [MAIL_HOOK] = "hook"};

const MailStateRow mail_states[MAIL_STATE_COUNT] = {
#define X(symbol, key, slug, name, sign) {key, slug, name, sign},
    MAIL_STATES(X)
#undef X
};

/* -- what can be sent ------------------------------------------------------------------------------------------ */

static bool is_one_of(char letter, const char *others)
{
    bool plain =
        (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    return plain || (letter && strchr(others, letter));
}

static bool all_of(Str s, const char *others)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_one_of(s.p[i], others)) return false;
    return s.n > 0;
}

/* dot-atom@host of RFC 5321: what every server takes without quoting; so nothing can end a header or a command. */
static bool is_mail(Str s)
{
    size_t at = str_index(s, '@');
    Str local = str_slice(s, 0, at), host = str_from(s, at + 1);
    bool dots = !str_starts(local, S(".")) && !str_ends(local, S(".")) && !str_contains(s, S("..")) &&
                !str_starts(host, S(".")) && !str_ends(host, S(".")) && str_index(host, '.') < host.n;
    return dots && local.n <= 64 && all_of(local, ".!#$%&'*+/=?^_`{|}~-") && all_of(host, ".-");
}

static bool is_hook_address(Str s)
{
    Str way = str_slice(s, 0, str_index(s, ':'));
    return (str_equal(way, S("sms")) || str_equal(way, S("zalo"))) && all_of(str_from(s, way.n + 1), "+._-");
}

const char *mail_address_problem(MailChannel channel, Str address)
{
    if (address.n <= MAIL_ADDRESS_MAX && (channel == MAIL_LETTER ? is_mail(address) : is_hook_address(address)))
        return NULL;
    return channel == MAIL_LETTER ? "Địa chỉ thư phải viết như an@bacgiang.gov.vn, không dấu, không khoảng trắng."
                                  : "Địa chỉ nhắn tin phải viết như sms:0912345678 hoặc zalo:0912345678.";
}

static bool has_control(Str s, const char *but)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char letter = (unsigned char)s.p[i];
        if ((letter < ' ' && (!letter || !strchr(but, letter))) || letter == 0x7f) return true;
    }
    return false;
}

static const char *problem_of(const Mail *m)
{
    const char *problem = mail_address_problem(m->channel, m->address);
    if (problem) return problem;
    if (m->channel == MAIL_LETTER && !m->subject.n) return "Thư phải có tiêu đề.";
    if (m->subject.n > MAIL_SUBJECT_MAX) return "Tiêu đề thư dài quá. Hãy rút ngắn.";
    if (!str_is_utf8(m->subject) || has_control(m->subject, ""))
        return "Tiêu đề thư chỉ là một dòng, không có ký tự điều khiển.";
    if (!m->body.n) return "Thư phải có nội dung.";
    if (m->body.n > MAIL_BODY_MAX) return "Nội dung thư dài quá. Hãy rút ngắn.";
    if (!str_is_utf8(m->body) || has_control(m->body, "\t\n\r")) return "Nội dung thư phải là chữ thường, mã UTF-8.";
    if (m->dedupe.n > MAIL_DEDUPE_MAX || !str_is_utf8(m->dedupe) || has_control(m->dedupe, ""))
        return "Khóa chống gửi trùng của thư không đúng dạng.";
    return NULL;
}

/* -- taking it in ---------------------------------------------------------------------------------------------- */

static Fail is_known(Ctx *c, Str dedupe, bool *known)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM mail_message WHERE office_id = $1 AND dedupe = $2", OFFICE, dedupe));
    *known = row_integer(&r, 0) > 0;
    return rows_end(&r);
}

Fail mail_queue(Ctx *c, const Mail *m)
{
    const char *problem = problem_of(m);
    bool known = false;
    if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    if (m->dedupe.n) TRY(is_known(c, m->dedupe, &known));
    if (known) return OK;
    Id id = id_new(c->now);
    Str dedupe = m->dedupe.n ? m->dedupe : str_format(&c->mem, "#%lld", (long long)id); /* no key of a caller's */
    return store_run(
        c,
        "INSERT INTO mail_message (office_id, id, channel, person_id, address, subject, body, state, attempts, "
        "first_at, next_at, until_at, ticket, last_error, made_at, moved_at, sent_at, has_content, dedupe, is_secret) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, 0, $8, $9, 0, '', $8, $8, 0, 1, $10, $11)",
        OFFICE, id, mail_channels[m->channel], m->person, m->address, m->subject, m->body, c->now,
        m->until ? m->until : c->now + DAYS(MAIL_WAIT_DAYS), dedupe, m->is_secret);
}
