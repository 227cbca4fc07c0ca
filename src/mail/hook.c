// SPDX-License-Identifier: Apache-2.0
/* hook.c -- handing a message to whoever sends SMS or Zalo for the office: one POST of JSON.  The key in its head is
 * the message's number, so that the other side knows a repetition: it may always go again. */
#include "mail/courier.h"
#include <jansson.h>

enum { HOOK_MS = 30 * 1000, TIMED_OUT = 408, TOO_EARLY = 425, TOO_OFTEN = 429 };

static int may_go_on(void *session, curl_off_t a, curl_off_t b, curl_off_t d, curl_off_t e)
{
    (void)a, (void)b, (void)d, (void)e;
    const Session *s = session;
    return s->ending && *s->ending;
}

static size_t ignore(char *data, size_t size, size_t n, void *arg)
{
    (void)data, (void)arg;
    return size * n;
}

/* What speaks of our set-up, not of this message, must not use the message up. */
static void judge(long status, CURLcode failed, Outcome *o)
{
    if (status / 100 == 2) outcome(o, OUTCOME_SENT, "%s", "");
    else if (failed == CURLE_ABORTED_BY_CALLBACK) outcome(o, OUTCOME_CANCELLED, "Chương trình đang dừng.");
    else if (!status)
        outcome(o, OUTCOME_AWAY, "Không liên lạc được với nơi gửi tin nhắn (%s).", curl_easy_strerror(failed));
    else if (status / 100 == 5 || status == TIMED_OUT || status == TOO_EARLY || status == TOO_OFTEN)
        outcome(o, OUTCOME_LATER, "Nơi gửi tin nhắn hẹn lại: HTTP %ld.", status);
    else if (status == 400 || status == 409 || status == 410 || status == 413 || status == 422)
        outcome(o, OUTCOME_REFUSED, "Nơi gửi tin nhắn từ chối: HTTP %ld.", status);
    else
        outcome(o, OUTCOME_AWAY, "Nơi gửi tin nhắn không tiếp: HTTP %ld. Hãy xem lại --hook và --hook-token-file.",
                status);
}

/* {"id", "channel": "sms" or "zalo", "to", "text"}; NULL when memory ran out. */
static char *message(Arena *a, const Parcel *p)
{
    Str address = str_of(p->address), way = str_slice(address, 0, str_index(address, ':'));
    json_t *value = json_pack("{s:s,s:s#,s:s,s:s}", "id", str_format(a, "%lld", (long long)p->id).p, "channel", way.p,
                              (int)way.n, "to", str_from(address, way.n + 1).p, "text", p->body);
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    json_decref(value);
    return text;
}

static Headers *headers(Ctx *c, const MailWay *way, const Parcel *p)
{
    const Str lines[] = {S("Content-Type: application/json"), S("Expect:"),
                         str_format(&c->mem, "Idempotency-Key: %lld", (long long)p->id),
                         str_format(&c->mem, "Authorization: Bearer %s", way->token ? way->token : "")};
    Headers *all = NULL;
    for (int i = 0; i < (way->token ? 4 : 3); i++) {
        Headers *longer = curl_slist_append(all, lines[i].p);
        if (!longer) {
            curl_slist_free_all(all);
            return NULL;
        }
        all = longer;
    }
    return all;
}

static void post(const MailWay *way, Session *s, Headers *all, const char *text, Outcome *o)
{
    CURL *h = s->easy;
    long status = 0;
    curl_easy_reset(h);
    wire_prepare(h, way, HOOK_MS, may_go_on, s);
    curl_easy_setopt(h, CURLOPT_URL, way->hook);
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, way->hook_is_near ? "http,https" : "https");
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, all);
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, text);
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(h, CURLOPT_USERAGENT, "ngayso");
    CURLcode failed = curl_easy_perform(h);
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    judge(status, failed, o);
    curl_easy_reset(h);
}

void hook_send(Ctx *c, const MailWay *way, Session *s, const Parcel *p, Outcome *o)
{
    Headers *all = headers(c, way, p);
    char *text = message(&c->mem, p);
    if (!s->easy) s->easy = curl_easy_init();
    if (s->easy && text && all) post(way, s, all, text, o);
    else outcome(o, OUTCOME_AWAY, "Hết bộ nhớ khi gửi tin nhắn.");
    curl_slist_free_all(all);
    free(text);
}
