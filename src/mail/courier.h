// SPDX-License-Identifier: Apache-2.0
/* courier.h -- what the files that speak with libcurl share.  They are a module (base/module.h): whoever sends nothing
 * does not load it. */
#pragma once
#include "mail/inside.h"
#include <curl/curl.h>

/* smtp.c, hook.c */
MailSend smtp_send, hook_send;

/* letter.c */
typedef struct curl_slist Headers;
void put_encoded(Out *o, Str text);                                   /* RFC 2047, folded */
Str letter_date(Arena *a, int64_t utc_ms);                            /* RFC 5322, +0700 */
Str lines_crlf(Arena *a, Str body);                                   /* each line end as CRLF */
Headers *letter_headers(Ctx *c, const MailWay *way, const Parcel *p); /* NULL when memory ran out */

/* wire.c: what both ways share of libcurl */
typedef int WireProgress(void *arg, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
void wire_prepare(CURL *h, const MailWay *way, long most_ms, WireProgress *progress, void *arg);
/* What the other side said, as one line of ASCII. */
void wire_clean(char *to, size_t room, Str said);
