// SPDX-License-Identifier: Apache-2.0
/* courier.c -- what the rest asks of libcurl: the two ways of sending, and what an address is made of. */
#include "mail/courier.h"

static Str part(Arena *a, CURLU *u, CURLUPart which)
{
    char *text = NULL;
    if (curl_url_get(u, which, &text, 0)) return (Str){0};
    Str copy = str_copy(a, str_of(text));
    curl_free(text);
    return copy;
}

static bool read_url(Arena *a, const char *text, bool is_typed, Url *url)
{
    CURLU *u = curl_url();
    bool good = u && !curl_url_set(u, CURLUPART_URL, text, is_typed ? CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME : 0);
    if (good) {
        Str path = part(a, u, CURLUPART_PATH);
        *url = (Url){.scheme = part(a, u, CURLUPART_SCHEME),
                     .host = part(a, u, CURLUPART_HOST),
                     .port = part(a, u, CURLUPART_PORT),
                     .has_path = path.n > 1 || part(a, u, CURLUPART_QUERY).n,
                     .has_secret = part(a, u, CURLUPART_USER).n || part(a, u, CURLUPART_PASSWORD).n};
    }
    curl_url_cleanup(u);
    return good && url->host.n;
}

const void *courier_ready(void)
{
    static const Courier courier = {.send = {[MAIL_LETTER] = smtp_send, [MAIL_HOOK] = hook_send},
                                    .hang_up = curl_easy_cleanup,
                                    .read_url = read_url};
    return curl_global_init(CURL_GLOBAL_DEFAULT) ? NULL : &courier;
}
