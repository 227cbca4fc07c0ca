// SPDX-License-Identifier: Apache-2.0
/* wire.c -- what letters and messages share of libcurl: limits, certificates, and when to break off. */
#include "mail/courier.h"

void wire_prepare(CURL *h, const MailWay *way, long most_ms, WireProgress *progress, void *arg)
{
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, (long)MAIL_CONNECT_MS);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, most_ms);
    curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(h, CURLOPT_PROXY, ""); /* not by what the environment says */
    curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    if (way->authority) curl_easy_setopt(h, CURLOPT_CAINFO, way->authority);
    curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, progress);
    curl_easy_setopt(h, CURLOPT_XFERINFODATA, arg);
}

/* One line of plain text, whatever came. */
void wire_clean(char *to, size_t room, Str said)
{
    size_t n = 0;
    for (size_t i = 0; i < said.n && n + 1 < room; i++) {
        unsigned char letter = (unsigned char)said.p[i];
        if (letter == '\r' || letter == '\n') continue;
        to[n++] = letter < ' ' || letter > '~' ? '?' : (char)letter;
    }
    to[n] = 0;
}
