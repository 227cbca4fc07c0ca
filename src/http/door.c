// SPDX-License-Identifier: Apache-2.0
/* door.c -- who is let in: from which host and page a request may come, who sends it, what they may do, how often. */
#include "http/exchange.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

static const char *header(const Exchange *ex, const char *name)
{
    return MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, name);
}

/* -- from which host and page ------------------------------------------------------------------------------- */

/* ":8080", or nothing. */
static bool is_port(Str s)
{
    int64_t port;
    return !s.n || (s.p[0] == ':' && str_integer(str_from(s, 1), &port) && port > 0 && port <= UINT16_MAX);
}

static bool is_loopback_name(Str host)
{
    Str name = str_slice(host, 0, str_find(host, S(":")));
    if (str_starts(host, S("[::1]"))) name = S("[::1]");
    if (!is_port(str_from(host, name.n))) return false; /* "localhost:80@another" would stand in links that we make */
    return str_equal_ascii(name, S("localhost")) || str_equal(name, S("127.0.0.1")) || str_equal(name, S("[::1]"));
}

/* What follows "https://" or "http://". */
static Str host_of(Str site) { return str_from(site, str_find(site, S("://")) + strlen("://")); }

/* Our name, as the client must have called us: whoever resolves another one to this machine (DNS rebinding) is refused.
 */
static Fail check_host(Ctx *c, const Server *s, Str host)
{
    if (s->o.site) {
        if (str_equal_ascii(host, host_of(str_of(s->o.site)))) return OK;
        return fail(c, FAIL_DENIED, "Ngày Số ở địa chỉ %s. Hãy mở địa chỉ đó.", s->o.site);
    }
    if (is_loopback_name(host)) return OK;
    return fail(c, FAIL_DENIED, "Chỉ mở Ngày Số trên chính máy này, tại http://127.0.0.1:%d.", s->port);
}

Fail door_origin(Ctx *c, const Exchange *ex)
{
    const Server *s = ex->loop->server;
    Str host = str_of(header(ex, "Host")), origin = str_of(header(ex, "Origin")),
        fetched = str_of(header(ex, "Sec-Fetch-Site"));
    TRY(check_host(c, s, host));
    if (ex->method == GET) return OK;
    bool same = s->o.site ? str_equal_ascii(origin, str_of(s->o.site))
                          : str_starts(origin, S("http://")) && str_equal_ascii(host_of(origin), host);
    bool fetched_here = !fetched.n || str_equal(fetched, S("same-origin")) || str_equal(fetched, S("none"));
    if ((origin.n && !same) || !fetched_here)
        return fail(c, FAIL_DENIED, "Biểu mẫu này được gửi từ một trang khác nên không được nhận.");
    return OK;
}

/* -- from which address ------------------------------------------------------------------------------------- */

static bool is_named(const char *names, Str one)
{
    Str rest = str_of(names), name;
    while (str_cut(&rest, ',', &name))
        if (str_equal(str_trim(name), one)) return true;
    return false;
}

static Str socket_address(Ctx *c, const Exchange *ex)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(ex->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *at = info ? info->client_addr : NULL;
    char text[INET6_ADDRSTRLEN] = "";
    if (at && at->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)at)->sin_addr, text, sizeof text);
    if (at && at->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)at)->sin6_addr, text, sizeof text);
    return str_copy(&c->mem, str_of(text));
}

static bool is_address(Ctx *c, Str s)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    if (s.n >= INET6_ADDRSTRLEN) return false;
    const char *text = str_c(&c->mem, s);
    return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

/* Each proxy adds whom it spoke to at the end; the last that is no proxy of ours is the client.  What stands before it
 * anybody could have written. */
Str door_address(Ctx *c, const Exchange *ex)
{
    const char *proxies = ex->loop->server->o.proxies;
    Str address = socket_address(c, ex), rest = str_of(header(ex, "X-Forwarded-For"));
    while (proxies && is_named(proxies, address) && rest.n) {
        size_t comma = rest.n;
        while (comma && rest.p[comma - 1] != ',') comma--;
        Str last = str_trim(str_from(rest, comma));
        if (!is_address(c, last)) break;
        address = str_copy(&c->mem, last);
        rest = str_slice(rest, 0, comma ? comma - 1 : 0);
    }
    return address;
}

/* -- who ---------------------------------------------------------------------------------------------------- */

Fail door_who(Ctx *c, Exchange *ex)
{
    const Gate *gate = ex->loop->server->o.gate;
    ex->actor = NULL;
    const char *token = gate ? MHD_lookup_connection_value(ex->connection, MHD_COOKIE_KIND, SESSION_COOKIE) : NULL;
    bool alone = gate && gate->still && (ex->is_alone || (ex->method == GET && header(ex, LIVE_HEADER)));
    if (token) TRY((alone ? gate->still : gate->who)(c, ex->loop->known, str_of(token), &ex->actor));
    ex->q.actor = c->actor = ex->actor;
    return OK;
}

void door_keep_actor(Ctx *c, Exchange *ex)
{
    Actor *kept = NEW(&c->mem, Actor, 1);
    if (ex->actor) *kept = *ex->actor;
    Str *const texts[] = {&kept->name,      &kept->account,    &kept->org,     &kept->org_name,
                          &kept->role_name, &kept->form_token, &kept->subtree, &kept->other_duties};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = str_copy(&c->mem, *texts[i]);
    kept->address = door_address(c, ex);
    c->actor = kept;
    ex->q.actor = ex->actor ? kept : NULL;
    ex->actor = ex->q.actor;
}

/* -- what they may do --------------------------------------------------------------------------------------- */

static Fail no_page(Ctx *c) { return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này."); }

/* Things with an identifier in their address are not there for who may not see them. */
static Fail refuse(Ctx *c, const Gate *gate, const Actor *actor, const Route *row)
{
    if (strchr(row->path, '{')) return no_page(c);
    Str holders = gate->holders ? gate->holders(c, row->right) : (Str){0};
    if (holders.n && actor->role_name.n)
        return fail(
            c, FAIL_DENIED,
            "Trang này dành cho nhiệm vụ %.*s; nhiệm vụ đang chọn của bạn là %.*s. Hãy chọn nhiệm vụ khác nếu có, "
            "hoặc nhờ người giữ nhiệm vụ đó.",
            STR_ARGS(holders), STR_ARGS(actor->role_name));
    return fail(c, FAIL_DENIED, "Nhiệm vụ đang chọn của bạn không có quyền này. Xem ai có quyền gì ở trang Quyền.");
}

Fail door_right(Ctx *c, Exchange *ex)
{
    const Gate *gate = ex->loop->server->o.gate;
    const Route *row = ex->q.route;
    if (!gate || !strcmp(row->right, RIGHT_PUBLIC)) return OK;
    if (!ex->actor) {
        ex->go_to = gate->sign_in;
        return fail(c, FAIL_SIGNIN, "Hãy đăng nhập để tiếp tục.");
    }
    const char *first = gate->must_first(ex->actor, row);
    if (first) {
        ex->go_to = first;
        return fail(c, FAIL_DENIED, "Hãy hoàn tất việc thiết lập tài khoản trước.");
    }
    if (strcmp(row->right, RIGHT_OWN) && !gate->may(ex->actor, row->right)) return refuse(c, gate, ex->actor, row);
    if (!row->fresh || gate->is_fresh(ex->actor, c->now)) return OK;
    ex->go_to = gate->confirm;
    return fail(c, FAIL_DENIED, "Việc này quan trọng: hãy xác nhận lại mật khẩu rồi làm tiếp.");
}

/* A form of one of our pages has the token of its session; JSON may send it as a header. */
Fail door_form(Ctx *c, const Exchange *ex)
{
    const Gate *gate = ex->loop->server->o.gate;
    if (!gate || !ex->actor || ex->method != POST) return OK;
    const Field *field = fields_find(&ex->fields, FORM_TOKEN);
    Str sent = field ? field->value : str_of(header(ex, "X-Form-Token"));
    if (secret_equal(sent, ex->actor->form_token)) return OK;
    return fail(c, FAIL_DENIED, "Biểu mẫu này đã cũ. Hãy tải lại trang rồi gửi lần nữa; nội dung vừa gõ ở bên dưới.");
}

static Fail check_place(Ctx *c, const Exchange *ex, const Request *q)
{
    const Gate *gate = ex->loop->server->o.gate;
    const Route *row = q->route;
    Place place = {0};
    if (!gate || !ex->actor || !strcmp(row->right, RIGHT_PUBLIC) || !strcmp(row->right, RIGHT_OWN)) return OK;
    if (row->place) TRY(row->place(c, q, &place));
    bool may = !row->place || gate->may_at(ex->actor, row->right, place);
    return may && (!place.right || gate->may_at(ex->actor, place.right, place)) ? OK : no_page(c);
}

Fail door_place(Ctx *c, const Exchange *ex, const Request *q)
{
    TRY(check_place(c, ex, q));
    return ex->loop->server->o.only_door ? fail(c, FAIL_METHOD, "-") : OK;
}

/* -- how often ---------------------------------------------------------------------------------------------- */

/* Only what writes is counted: by account, and by address while nobody is signed in (a whole province may sit behind
 * one).  A bucket holds so many; each second so many flow back. */
enum { ACCOUNT_BURST = 200, ACCOUNT_A_SECOND = 10, ADDRESS_BURST = 300, ADDRESS_A_SECOND = 5, THOUSANDTHS = 1000 };

bool door_is_too_often(Ctx *c, Exchange *ex)
{
    Server *s = ex->loop->server;
    if (!s->o.gate || s->o.no_limits) return false;
    uint64_t key = UINT64_C(0xcbf29ce484222325);
    Str address = c->actor->address;
    if (ex->actor) key ^= (uint64_t)ex->actor->person * UINT64_C(0x9E3779B97F4A7C15);
    else
        for (size_t i = 0; i < address.n; i++) key = (key ^ (unsigned char)address.p[i]) * UINT64_C(0x100000001b3);
    /* Each of several copies gives its part; together never more than one would. */
    int copies = store_copies(s->o.store);
    int64_t burst = THOUSANDTHS * (int64_t)(ex->actor ? ACCOUNT_BURST : ADDRESS_BURST) / copies,
            back = (ex->actor ? ACCOUNT_A_SECOND : ADDRESS_A_SECOND) / copies; /* thousandths each millisecond */
    if (!back) back = 1;
    pthread_mutex_lock(&s->limits_mutex);
    Bucket *b = &s->limits[(key ^ key >> 32) % BUCKETS];
    if (b->key != key) *b = (Bucket){key, c->now, burst};
    int64_t passed = c->now > b->at ? c->now - b->at : 0;
    b->left = passed > burst / back ? burst : b->left + passed * back < burst ? b->left + passed * back : burst;
    b->at = c->now;
    bool often = b->left < THOUSANDTHS;
    if (!often) b->left -= THOUSANDTHS;
    pthread_mutex_unlock(&s->limits_mutex);
    return often;
}
