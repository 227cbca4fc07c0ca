// SPDX-License-Identifier: Apache-2.0
/* head.c -- a request's head may be read in one way only.
 *
 * A proxy in front and we must agree where a request ends, or the rest of one becomes somebody else's next (request
 * smuggling: RFC 9112, 11.2).  libmicrohttpd 0.9.75 is generous: it takes the first of two lengths, a length beside
 * Transfer-Encoding, lines that end in a bare LF or CR, folded lines, a space before the colon.  What a strict reader
 * would not take is refused here, and its connection ends with the answer.
 *
 * A body in chunks is refused whole: libmicrohttpd ends a chunk's line at a bare LF and reads past extensions, a strict
 * reader does not, and what lies between those two readings could be a request.  Browsers send a length, and nginx
 * reads a body to its end and does so too, unless proxy_request_buffering is off.
 *
 * How lines ended is seen by where they lie: libmicrohttpd cuts them in its buffer without moving them, so that behind
 * each value come the two bytes of its CR LF, and then the next name.  One that it moved was folded. */
#include "http/exchange.h"

enum { LINE_END = 2 };

typedef struct {
    const char *next; /* where a line must begin */
    const char *wrong;
    Str host, expects;
    int lengths, codings, hosts;
} Head;

/* RFC 9110, 5.6.2 */
static bool is_token(Str s)
{
    static const char signs[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= '0' && c <= '9') || ((c | ' ') >= 'a' && (c | ' ') <= 'z');
        if (!letter && (!c || !strchr(signs, c))) return false;
    }
    return s.n;
}

static bool is_plain_text(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7F) return false;
    return true;
}

static enum MHD_Result take_header(void *arg, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                   const char *value, size_t value_size)
{
    (void)kind;
    Head *h = arg;
    Str called = {name, name_size}, says = {value ? value : name + name_size, value ? value_size : 0};
    if (!is_token(called)) h->wrong = "tên của một dòng đầu có ký tự không được phép";
    else if (!is_plain_text(says)) h->wrong = "một dòng đầu có ký tự điều khiển";
    else if (name != h->next) h->wrong = "một dòng đầu bị gập lại hoặc không kết thúc bằng CR LF";
    h->next = says.p + says.n + LINE_END;
    if (str_equal_ascii(called, S("Content-Length"))) h->lengths++;
    if (str_equal_ascii(called, S("Transfer-Encoding"))) h->codings++;
    if (str_equal_ascii(called, S("Host"))) h->host = says, h->hosts++;
    if (str_equal_ascii(called, S("Expect"))) h->expects = says;
    return h->wrong ? MHD_NO : MHD_YES;
}

/* One that is too long was not kept; it is refused later. */
static bool is_address(const Exchange *ex)
{
    for (size_t i = 0; ex->uri_length < URI_MAX && i < ex->uri_length; i++)
        if ((unsigned char)ex->uri[i] <= ' ' || ex->uri[i] == 0x7F) return false;
    return true;
}

static const char *wrong_with(const Exchange *ex, const Head *h, const char *version)
{
    if (h->wrong) return h->wrong;
    if (strcmp(version, MHD_HTTP_VERSION_1_1) && strcmp(version, MHD_HTTP_VERSION_1_0))
        return "máy chủ chỉ nhận HTTP/1.1";
    if (h->lengths > 1) return "có nhiều Content-Length";
    if (h->codings) return "có Transfer-Encoding; nội dung phải gửi kèm độ dài, bằng Content-Length";
    if (!is_address(ex)) return "địa chỉ có dấu cách hoặc ký tự điều khiển";
    if (h->hosts != 1) return h->hosts ? "có nhiều Host" : "thiếu Host";
    if (h->expects.n && !str_equal_ascii(h->expects, S("100-continue"))) return "Expect chỉ có thể là 100-continue";
    return NULL;
}

/* RFC 9112, 3.2.2: "GET http://HOST/path" means the same as "/path", if HOST is who was asked.  Leaves the path. */
static const char *cut_authority(Exchange *ex, Str host)
{
    Str uri = {ex->uri, ex->uri_length};
    if (ex->uri_length >= URI_MAX || str_starts(uri, S("/"))) return NULL;
    Str rest = str_from(uri, str_find(uri, S("://")));
    bool is_whole = str_starts(uri, S("http://")) || str_starts(uri, S("https://"));
    if (!is_whole) return "địa chỉ phải bắt đầu bằng dấu /";
    rest = str_from(rest, strlen("://"));
    size_t n = str_index(rest, '/');
    if (n == rest.n || !str_equal_ascii(str_slice(rest, 0, n), host)) return "địa chỉ nói một máy chủ khác Host";
    ex->authority = (size_t)(rest.p + n - uri.p);
    ex->uri_length -= ex->authority;
    memmove(ex->uri, ex->uri + ex->authority, ex->uri_length + 1);
    return NULL;
}

const char *head_problem(Exchange *ex, const char *version)
{
    Head h = {.next = version + strlen(version) + LINE_END};
    MHD_get_connection_values_n(ex->connection, MHD_HEADER_KIND, take_header, &h);
    const char *wrong = wrong_with(ex, &h, version);
    return wrong ? wrong : cut_authority(ex, h.host);
}
