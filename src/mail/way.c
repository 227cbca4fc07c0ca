// SPDX-License-Identifier: Apache-2.0
/* way.c -- the options of sending, checked before anything starts: addresses, secrets from files, what may go without
 * TLS. */
#include "base/module.h"
#include "mail/inside.h"
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { SECRET_MAX = 4096, SMTP_PORT = 25, SMTPS_PORT = 465, OTHERS_MAY = 0007 };

/* -- secrets --------------------------------------------------------------------------------------------------------
 */

static Fail read_secret(Ctx *c, const char *path, const char **secret)
{
    char line[SECRET_MAX];
    struct stat about;
    FILE *f = fopen(path, "re");
    if (!f)
        return fail(c, FAIL_INPUT, "Không mở được tệp '%s' (%s). Hãy kiểm tra đường dẫn và quyền.", path,
                    strerror(errno));
    bool open_to_all = !fstat(fileno(f), &about) && (about.st_mode & OTHERS_MAY);
    size_t n = fread(line, 1, sizeof line, f);
    fclose(f);
    if (open_to_all) return fail(c, FAIL_INPUT, "Ai cũng đọc được tệp '%s'. Hãy đổi quyền của nó: chmod o-rwx.", path);
    Str value = str_trim((Str){line, n});
    bool good = value.n && n < sizeof line;
    for (size_t i = 0; i < value.n; i++) good &= (unsigned char)value.p[i] >= ' ' && value.p[i] != 0x7f;
    if (!good) return fail(c, FAIL_INPUT, "Tệp '%s' phải chứa đúng một dòng.", path);
    *secret = str_c(&c->mem, value);
    return OK;
}

/* -- addresses ------------------------------------------------------------------------------------------------------
 */

bool url_is_near(const char *host)
{
    Str s = str_of(host);
    bool digits = true;
    for (size_t i = 0; i < s.n; i++) digits &= s.p[i] == '.' || (s.p[i] >= '0' && s.p[i] <= '9');
    return str_equal(s, S("localhost")) || str_equal(s, S("[::1]")) || (digits && str_starts(s, S("127.")));
}

static Fail find_courier(Ctx *c, const Courier **courier)
{
    const void *calls;
    TRY(module_calls(c, "courier", "courier_ready", &calls));
    *courier = calls;
    return calls ? OK : fail(c, FAIL_STORE, "Thư viện mạng không khởi động được. Hãy thử lại.");
}

const char *mail_link_problem(Arena *a, Str link)
{
    static const char problem[] = "Địa chỉ trang web viết như https://bacgiang.gov.vn.";
    Ctx c = {.mem = *a};
    const Courier *courier;
    Url u;
    if (find_courier(&c, &courier)) return str_c(a, str_of(c.why));
    bool good = str_index(link, ' ') == link.n && courier->read_url(a, str_c(a, link), true, &u) &&
                (str_equal(u.scheme, S("https")) || str_equal(u.scheme, S("http"))) && str_contains(u.host, S(".")) &&
                !str_starts(u.host, S(".")) && !str_ends(u.host, S("."));
    return good ? NULL : problem;
}

/* "Ngày Số <a@b.vn>" or "a@b.vn". */
static bool read_from(MailWay *way, Str from)
{
    size_t open = str_index(from, '<');
    bool has_name = open < from.n && str_ends(from, S(">"));
    way->from_address = has_name ? str_slice(from, open + 1, from.n - 1) : from;
    way->from_name = has_name ? str_trim(str_slice(from, 0, open)) : (Str){0};
    for (size_t i = 0; i < way->from_name.n; i++)
        if ((unsigned char)way->from_name.p[i] < ' ' || strchr("\"<>\\,;:()@[]", way->from_name.p[i])) return false;
    return str_is_utf8(way->from_name) && way->from_name.n <= 200 &&
           !mail_address_problem(MAIL_LETTER, way->from_address);
}

/* -- both ways ------------------------------------------------------------------------------------------------------
 */

static Str host_of(const char *site)
{
    Str rest = str_of(site);
    size_t at = str_find(rest, S("://"));
    if (at < rest.n) rest = str_from(rest, at + 3);
    return str_slice(rest, 0, str_index(rest, ':'));
}

static Fail take_smtp(Ctx *c, const MailOptions *o, MailWay *way)
{
    Url u;
    bool known = way->courier->read_url(&c->mem, o->smtp, false, &u) &&
                 (str_equal(u.scheme, S("smtp")) || str_equal(u.scheme, S("smtps")));
    if (!known || u.has_secret || u.has_path)
        return fail(c, FAIL_INPUT,
                    "--mail phải viết như smtp://mail.bacgiang.gov.vn:587 hoặc smtps://…, không phải '%s'.", o->smtp);
    if (!o->from || !read_from(way, str_of(o->from)))
        return fail(c, FAIL_INPUT, "--mail cần thêm --mail-from, viết như \"Ngày Số <ngayso@bacgiang.gov.vn>\".");
    if (!o->user != !o->password_file)
        return fail(c, FAIL_INPUT, "--mail-user và --mail-password-file phải đi cùng nhau.");
    if (o->user) {
        way->user = o->user;
        TRY(read_secret(c, o->password_file, &way->password));
    }
    bool is_tls = str_equal(u.scheme, S("smtps"));
    Str port = u.port.n ? u.port : str_format(&c->mem, "%d", is_tls ? SMTPS_PORT : SMTP_PORT);
    Str domain = str_from(way->from_address, str_index(way->from_address, '@') + 1);
    way->is_near = !is_tls && url_is_near(u.host.p);
    way->name = o->site && str_starts(str_of(o->site), S("https://")) ? host_of(o->site) : domain;
    way->host[MAIL_LETTER] =
        str_format(&c->mem, "%.*s://%.*s:%.*s", STR_ARGS(u.scheme), STR_ARGS(u.host), STR_ARGS(port));
    way->url = str_format(&c->mem, "%.*s/%.*s", STR_ARGS(way->host[MAIL_LETTER]), STR_ARGS(way->name)).p;
    way->send[MAIL_LETTER] = way->courier->send[MAIL_LETTER];
    return OK;
}

static Fail take_hook(Ctx *c, const MailOptions *o, MailWay *way)
{
    Url u;
    bool known = way->courier->read_url(&c->mem, o->hook, false, &u) && !u.has_secret;
    way->hook_is_near = known && url_is_near(u.host.p);
    known = known && (str_equal(u.scheme, S("https")) || (way->hook_is_near && str_equal(u.scheme, S("http"))));
    if (!known)
        return fail(c, FAIL_INPUT, "--hook phải bắt đầu bằng https:// (http:// chỉ cho máy này), không phải '%s'.",
                    o->hook);
    if (o->token_file) TRY(read_secret(c, o->token_file, &way->token));
    way->hook = o->hook;
    way->host[MAIL_HOOK] = str_format(&c->mem, "%.*s://%.*s", STR_ARGS(u.scheme), STR_ARGS(u.host));
    way->send[MAIL_HOOK] = way->courier->send[MAIL_HOOK];
    return OK;
}

Fail mail_way(Ctx *c, const MailOptions *o, MailWay **made)
{
    MailWay *way = NEW(&c->mem, MailWay, 1);
    way->hurry = o->hurry > 0 ? o->hurry : 1;
    way->authority = o->authority;
    way->site = str_of(o->site);
    TRY(find_courier(c, &way->courier)); /* also when nothing is sent: mail_link_problem will not have to wait */
    if (!o->smtp && (o->from || o->user || o->password_file))
        return fail(c, FAIL_INPUT, "--mail-from, --mail-user, --mail-password-file cần thêm --mail smtp://…");
    if (!o->hook && o->token_file) return fail(c, FAIL_INPUT, "--hook-token-file cần thêm --hook https://…");
    if (o->smtp) TRY(take_smtp(c, o, way));
    if (o->hook) TRY(take_hook(c, o, way));
    *made = way;
    return OK;
}
