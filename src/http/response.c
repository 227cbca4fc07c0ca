// SPDX-License-Identifier: Apache-2.0
/* response.c -- how an answer leaves: frame, headers, compression. */
#include "http/inside.h"
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GZIP_FROM = 1024 };

/* Scripts, styles, fonts and frames only from ourselves (and only a file that is shown lets itself be framed); no forms
 * elsewhere, nothing inline. */
static const char security[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* What somebody sent: whatever a browser makes of it, it is no page of ours. */
static const char sandbox[] =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
static const char sandbox_shown[] =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

static const char varies[] = "Accept-Encoding, " PART_HEADER ", Cookie";

static void add(struct MHD_Response *m, const char *name, const char *value)
{
    MHD_add_response_header(m, name, value);
}

static void add_session(struct MHD_Response *m, const char *token, int seconds)
{
    char cookie[160], age[32] = "";
    if (!*token || seconds) snprintf(age, sizeof age, "; Max-Age=%d", *token ? seconds : 0);
    snprintf(cookie, sizeof cookie, SESSION_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Lax%s", token, age);
    add(m, "Set-Cookie", cookie);
    if (!*token) add(m, "Clear-Site-Data", "\"cache\""); /* the pages of who was signed in */
}

static void add_receipt(struct MHD_Response *m, Id receipt)
{
    char cookie[160];
    snprintf(cookie, sizeof cookie, RECEIPT_COOKIE "=%lld; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d",
             (long long)receipt, receipt > 0 ? RECEIPT_COOKIE_SECONDS : 0);
    add(m, "Set-Cookie", cookie);
}

static void add_device(struct MHD_Response *m, const char *token)
{
    char cookie[160];
    snprintf(cookie, sizeof cookie, DEVICE_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d", token,
             DEVICE_COOKIE_DAYS * 24 * 3600);
    add(m, "Set-Cookie", cookie);
}

void reply_headers(struct MHD_Response *m, const Reply *r, const char *disposition)
{
    add(m, "Content-Security-Policy", r->is_shown ? sandbox_shown : r->tag ? sandbox : security);
    add(m, "X-Content-Type-Options", "nosniff");
    add(m, "Referrer-Policy", "same-origin");
    add(m, "Cross-Origin-Opener-Policy", "same-origin");
    add(m, "Cross-Origin-Resource-Policy", "same-origin");
    add(m, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    add(m, "X-Frame-Options", r->is_shown ? "SAMEORIGIN" : "DENY"); /* for browsers older than frame-ancestors */
    add(m, "Cache-Control",
        r->is_secret  ? "no-store"
        : r->is_kept  ? "private, max-age=31536000, immutable"
        : r->is_known ? "private, no-cache"
                      : "no-cache");
    add(m, "Vary", varies);
    if (r->server->o.site && str_starts(str_of(r->server->o.site), S("https:")))
        add(m, "Strict-Transport-Security", "max-age=31536000");
    if (r->status == fail_status(FAIL_BUSY) || r->status == fail_status(FAIL_OFTEN)) add(m, "Retry-After", "5");
    if (r->session) add_session(m, r->session, r->session_seconds);
    if (r->device) add_device(m, r->device);
    if (r->receipt) add_receipt(m, r->receipt);
    if (r->type) add(m, "Content-Type", r->type);
    if (r->location.n && !r->is_json) add(m, "Location", r->location.p);
    if (disposition) add(m, "Content-Disposition", disposition);
}

static const char *disposition_of(Ctx *c, const Reply *r)
{
    if (!r->file_name.n) return NULL;
    Out o = {.mem = &c->mem};
    out_raw(&o, r->is_shown || r->is_kept ? S("inline; filename*=UTF-8''") : S("attachment; filename*=UTF-8''"));
    out_url(&o, r->file_name);
    return str_c(&c->mem, out_str(&o));
}

/* The same page has the same tag in every thread and after a new start. */
static void add_tag(struct MHD_Response *m, Str bytes)
{
    char tag[24];
    snprintf(tag, sizeof tag, "\"%016llx\"", (unsigned long long)gzip_tag(bytes));
    add(m, "ETag", tag);
}

/* RFC 9110, 15.4.5: what the full answer would say of keeping it, and no body. */
struct MHD_Response *reply_unchanged(const char *tag)
{
    struct MHD_Response *m = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (!m) return NULL;
    add(m, "ETag", tag);
    add(m, "Cache-Control", "private, no-cache");
    add(m, "Vary", varies);
    return m;
}

/* libmicrohttpd closes what it sends from. */
static struct MHD_Response *file_contents(int file, size_t *size)
{
    struct stat about;
    int own = dup(file);
    if (own < 0 || fstat(own, &about)) return own < 0 ? NULL : (close(own), NULL);
    struct MHD_Response *m = MHD_create_response_from_fd64((uint64_t)about.st_size, own);
    if (!m) close(own);
    *size = (size_t)about.st_size;
    return m;
}

struct MHD_Response *reply_response(Ctx *c, Reply *r, bool gzip, size_t *size)
{
    if (r->is_framed && r->is_wall) wall_plain(&r->body, r->main_at);
    if (r->is_framed) frame_close(&r->body, &r->frame);
    Str bytes = out_str(&r->body), packed = {0};
    if (gzip && bytes.n >= GZIP_FROM && !r->tag) packed = gzip_page(&c->mem, bytes, &r->packed);
    if (packed.n) bytes = packed;
    const char *disposition = disposition_of(c, r); /* before: a jump would leak the response */
    *size = bytes.n;
    struct MHD_Response *m =
        r->file ? file_contents(r->file - 1, size)
                : MHD_create_response_from_buffer(bytes.n, (void *)(uintptr_t)bytes.p, MHD_RESPMEM_MUST_COPY);
    if (!m) return NULL;
    reply_headers(m, r, disposition);
    if (r->file) return m;
    if (packed.n) add(m, "Content-Encoding", "gzip");
    if (r->tag) add(m, "ETag", r->tag);
    else if (r->status == MHD_HTTP_OK && !r->is_secret) add_tag(m, bytes);
    return m;
}
