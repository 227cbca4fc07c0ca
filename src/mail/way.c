// SPDX-License-Identifier: Apache-2.0
/* way.c -- the options of sending, checked before anything starts: addresses, secrets from files, what may go without
 * TLS. */
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

typedef struct {
    Str scheme, host, port; /* port empty = of the scheme */
    bool has_secret, has_path;
} Url;

static Str url_part(Ctx *c, CURLU *u, CURLUPart which)
{
    char *text = NULL;
    if (curl_url_get(u, which, &text, 0)) return (Str){0};
    Str part = str_copy(&c->mem, str_of(text));
    curl_free(text);
    return part;
}

static bool read_url(Ctx *c, const char *text, Url *url)
{
    CURLU *u = curl_url();
    bool good = u && !curl_url_set(u, CURLUPART_URL, text, 0);
    if (good) {
        Str path = url_part(c, u, CURLUPART_PATH);
        *url = (Url){.scheme = url_part(c, u, CURLUPART_SCHEME),
                     .host = url_part(c, u, CURLUPART_HOST),
                     .port = url_part(c, u, CURLUPART_PORT),
                     .has_path = path.n > 1 || url_part(c, u, CURLUPART_QUERY).n,
                     .has_secret = url_part(c, u, CURLUPART_USER).n || url_part(c, u, CURLUPART_PASSWORD).n};
    }
    curl_url_cleanup(u);
    return good && url->host.n;
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
    bool known = read_url(c, o->smtp, &u) && (str_equal(u.scheme, S("smtp")) || str_equal(u.scheme, S("smtps")));
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
    way->send[MAIL_LETTER] = smtp_send;
    return OK;
}

static Fail take_hook(Ctx *c, const MailOptions *o, MailWay *way)
{
    Url u;
    bool known = read_url(c, o->hook, &u) && !u.has_secret;
    way->hook_is_near = known && url_is_near(u.host.p);
    known = known && (str_equal(u.scheme, S("https")) || (way->hook_is_near && str_equal(u.scheme, S("http"))));
    if (!known)
        return fail(c, FAIL_INPUT, "--hook phải bắt đầu bằng https:// (http:// chỉ cho máy này), không phải '%s'.",
                    o->hook);
    if (o->token_file) TRY(read_secret(c, o->token_file, &way->token));
    way->hook = o->hook;
    way->host[MAIL_HOOK] = str_format(&c->mem, "%.*s://%.*s", STR_ARGS(u.scheme), STR_ARGS(u.host));
    way->send[MAIL_HOOK] = hook_send;
    return OK;
}

Fail mail_way(Ctx *c, const MailOptions *o, MailWay **made)
{
    MailWay *way = NEW(&c->mem, MailWay, 1);
    way->hurry = o->hurry > 0 ? o->hurry : 1;
    way->authority = o->authority;
    way->site = str_of(o->site);
    if (curl_global_init(CURL_GLOBAL_DEFAULT))
        return fail(c, FAIL_STORE, "Thư viện mạng không khởi động được. Hãy thử lại.");
    if (!o->smtp && (o->from || o->user || o->password_file))
        return fail(c, FAIL_INPUT, "--mail-from, --mail-user, --mail-password-file cần thêm --mail smtp://…");
    if (!o->hook && o->token_file) return fail(c, FAIL_INPUT, "--hook-token-file cần thêm --hook https://…");
    if (o->smtp) TRY(take_smtp(c, o, way));
    if (o->hook) TRY(take_hook(c, o, way));
    *made = way;
    return OK;
}
