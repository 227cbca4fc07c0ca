// SPDX-License-Identifier: Apache-2.0
/* smtp.c -- handing over a letter by libcurl, and what its end means.
 *
 * How far it came decides: before the text went out nobody can have it; once the server answered the text, the answer
 * counts; in between nobody knows.  libcurl's error alone does not tell, so we listen to the conversation. */
#include "mail/courier.h"
#include <time.h>

typedef enum {
    AT_GREETING, /* connecting, EHLO, STARTTLS, AUTH */
    AT_SENDER,   /* MAIL FROM was said */
    AT_RECEIVER, /* RCPT TO was said: from here on an answer speaks of this letter */
    AT_DATA,
    AT_TEXT,    /* 354: the text is under way */
    AT_ANSWERED /* the server said what it does with the text */
} Phase;

enum { SAID_ROOM = 160, REPLY_DIGITS = 3, NOT_AVAILABLE = 421, SEND_TEXT = 354, TOO_LARGE = 552 };

typedef struct {
    Phase phase;
    int code; /* of the last answer */
    char said[SAID_ROOM];
    bool is_leaving; /* QUIT was said: its answer is no answer to the letter */
    const _Atomic bool *ending;
    time_t asked_to_end;
} Talk;

/* -- listening --------------------------------------------------------------------------------------------------- */

static void heard(Talk *t, Str line)
{
    int64_t code;
    if (t->is_leaving || line.n < REPLY_DIGITS || (line.n > REPLY_DIGITS && line.p[REPLY_DIGITS] == '-')) return;
    if (!str_integer(str_slice(line, 0, REPLY_DIGITS), &code)) return;
    t->code = (int)code;
    wire_clean(t->said, sizeof t->said, line);
    if (t->phase == AT_DATA && code == SEND_TEXT) t->phase = AT_TEXT;
    else if (t->phase == AT_TEXT) t->phase = AT_ANSWERED;
}

static void said(Talk *t, Str command)
{
    t->is_leaving = str_starts(command, S("QUIT"));
    if (str_starts(command, S("MAIL "))) t->phase = AT_SENDER;
    else if (str_starts(command, S("RCPT "))) t->phase = AT_RECEIVER;
    else if (str_starts(command, S("DATA"))) t->phase = AT_DATA;
    else return;
    t->code = 0;
}

static int listen_to(CURL *h, curl_infotype type, char *data, size_t n, void *talk)
{
    (void)h;
    if (type == CURLINFO_HEADER_IN) heard(talk, (Str){data, n});
    if (type == CURLINFO_HEADER_OUT) said(talk, (Str){data, n});
    return 0;
}

/* Asked to end we break off at once, but while the text is under way we give the server time to answer. */
static int may_go_on(void *talk, curl_off_t a, curl_off_t b, curl_off_t d, curl_off_t e)
{
    (void)a, (void)b, (void)d, (void)e;
    Talk *t = talk;
    if (!t->ending || !*t->ending) return 0;
    if (!t->asked_to_end) t->asked_to_end = time(NULL);
    return t->phase != AT_TEXT || time(NULL) - t->asked_to_end >= MAIL_ENDING_MS / 1000;
}

/* -- what it means ------------------------------------------------------------------------------------------------ */

static void judge(const Talk *t, CURLcode failed, Outcome *o)
{
    int kind = t->code / 100;
    const char *why = curl_easy_strerror(failed);
    if (!failed || (t->phase == AT_ANSWERED && kind == 2)) {
        outcome(o, OUTCOME_SENT, "%s", "");
    } else if (t->phase == AT_TEXT) {
        outcome(o, OUTCOME_UNSURE, "Mất liên lạc khi máy chủ thư đang nhận: có thể người nhận đã nhận được (%s).", why);
    } else if (failed == CURLE_ABORTED_BY_CALLBACK) {
        outcome(o, OUTCOME_CANCELLED, "Chương trình đang dừng.");
    } else if (t->code == NOT_AVAILABLE) {
        outcome(o, OUTCOME_AWAY, "Máy chủ thư bận: %s", t->said);
    } else if ((t->phase >= AT_RECEIVER && kind == 5) || t->code == TOO_LARGE) {
        outcome(o, OUTCOME_REFUSED, "Máy chủ thư từ chối: %s", t->said);
    } else if (t->phase >= AT_RECEIVER && kind == 4) {
        outcome(o, OUTCOME_LATER, "Máy chủ thư hẹn lại: %s", t->said);
    } else if (failed == CURLE_LOGIN_DENIED) {
        outcome(o, OUTCOME_AWAY, "Máy chủ thư không nhận tên hoặc mật khẩu của --mail-user: %s", t->said);
    } else if (failed == CURLE_USE_SSL_FAILED || failed == CURLE_PEER_FAILED_VERIFICATION) {
        outcome(o, OUTCOME_AWAY,
                "Không nối an toàn được với máy chủ thư (%s). Hãy xem chứng thư của nó, hay --mail-ca.", why);
    } else if (t->code) {
        outcome(o, OUTCOME_AWAY, "Máy chủ thư không tiếp: %s", t->said);
    } else {
        outcome(o, OUTCOME_AWAY, "Không liên lạc được với máy chủ thư (%s).", why);
    }
}

/* -- sending --------------------------------------------------------------------------------------------------------
 */

static void prepare(const MailWay *way, CURL *h, Talk *t)
{
    curl_easy_reset(h); /* keeps the connection */
    wire_prepare(h, way, MAIL_LETTER_MS, may_go_on, t);
    curl_easy_setopt(h, CURLOPT_URL, way->url);
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(h, CURLOPT_USE_SSL, (long)(way->is_near ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (way->user) {
        curl_easy_setopt(h, CURLOPT_USERNAME, way->user);
        curl_easy_setopt(h, CURLOPT_PASSWORD, way->password);
    }
    curl_easy_setopt(h, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, listen_to);
    curl_easy_setopt(h, CURLOPT_DEBUGDATA, t);
}

static CURLcode hand_over(Ctx *c, const MailWay *way, CURL *h, const Parcel *p)
{
    CURLcode failed = CURLE_OUT_OF_MEMORY;
    Str body = lines_crlf(&c->mem, str_of(p->body));
    const char *sender = str_format(&c->mem, "<%.*s>", STR_ARGS(way->from_address)).p;
    const char *receiver = str_format(&c->mem, "<%s>", p->address).p;
    Headers *headers = letter_headers(c, way, p), *receivers = curl_slist_append(NULL, receiver);
    curl_mime *mime = curl_mime_init(h);
    curl_mimepart *part = mime ? curl_mime_addpart(mime) : NULL;
    bool good = headers && receivers && part && !curl_mime_data(part, body.p, body.n) &&
                !curl_mime_type(part, "text/plain; charset=utf-8") && !curl_mime_encoder(part, "base64");
    if (good) {
        curl_easy_setopt(h, CURLOPT_MAIL_FROM, sender);
        curl_easy_setopt(h, CURLOPT_MAIL_RCPT, receivers);
        curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(h, CURLOPT_MIMEPOST, mime);
        failed = curl_easy_perform(h);
    }
    curl_easy_setopt(h, CURLOPT_MIMEPOST, NULL);
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(h, CURLOPT_MAIL_RCPT, NULL);
    curl_mime_free(mime);
    curl_slist_free_all(receivers);
    curl_slist_free_all(headers);
    return failed;
}

/* A kept connection may have been closed meanwhile, or have carried as many letters as the server allows. */
static bool was_stale(CURL *h, const Talk *t)
{
    long fresh = 1;
    curl_easy_getinfo(h, CURLINFO_NUM_CONNECTS, &fresh);
    return !fresh && (t->phase <= AT_SENDER || t->code == NOT_AVAILABLE) && t->phase < AT_TEXT;
}

void smtp_send(Ctx *c, const MailWay *way, Session *s, const Parcel *p, Outcome *o)
{
    CURLcode failed = CURLE_OK;
    Talk t = {0};
    if (!s->easy) s->easy = curl_easy_init();
    if (!s->easy) {
        outcome(o, OUTCOME_AWAY, "Hết bộ nhớ khi gửi thư.");
        return;
    }
    for (int attempt = 0; attempt < 2; attempt++) {
        t = (Talk){.ending = s->ending};
        prepare(way, s->easy, &t);
        if (attempt) curl_easy_setopt(s->easy, CURLOPT_FRESH_CONNECT, 1L);
        failed = hand_over(c, way, s->easy, p);
        if (!failed || failed == CURLE_ABORTED_BY_CALLBACK || !was_stale(s->easy, &t)) break;
    }
    judge(&t, failed, o);
    curl_easy_reset(s->easy); /* nothing in it points to this frame any more */
}
