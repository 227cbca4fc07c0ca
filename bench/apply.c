// SPDX-License-Identifier: Apache-2.0
/* apply -- people without an account who apply for something, each with all that belongs to it: a draft is begun, its
 * form's page is loaded, what was filled in is sent; then the next.
 *
 *   apply ADDRESS PROCEDURE BODY CLIENTS SECONDS
 *
 * BODY is what is typed into the form, {n} in it the number of the application.  An application counts when the last
 * answer leads to its status page.  Prints: applications a second, wrong answers, p50 and p99 of the last press in
 * milliseconds. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CLIENTS_MAX = 1024, PATH_ROOM = 256, BODY_ROOM = 4096, WAITS_MAX = 1 << 20 };
typedef enum { BEGIN, LOAD, SEND, STEPS } Step;

typedef struct {
    CURL *curl;
    Step step;
    char path[PATH_ROOM], body[BODY_ROOM];
    double begun;
} Client;

static Client clients[CLIENTS_MAX];
static const char *address, *procedure, *typed;
static struct curl_slist *headers;
static CURLM *multi;
static double *waits;
static long n_waits, bad, asked;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static size_t drop(char *p, size_t size, size_t n, void *arg)
{
    (void)p, (void)arg;
    return size * n;
}

/* Where an answer leads: a path of ours. */
static size_t take_header(char *p, size_t size, size_t n, void *arg)
{
    Client *c = arg;
    static const char name[] = "Location: ";
    size_t at = sizeof name - 1, end = size * n;
    if (end > at && !memcmp(p, name, at)) {
        while (end > at && (p[end - 1] == '\r' || p[end - 1] == '\n')) end--;
        snprintf(c->path, sizeof c->path, "%.*s", (int)(end - at), p + at);
    }
    return size * n;
}

static void write_body(Client *c)
{
    size_t n = (size_t)snprintf(c->body, sizeof c->body, "phan-so=1&lan-luu=0&nut-bam=gui&");
    for (const char *p = typed; *p && n + 32 < sizeof c->body;)
        if (!strncmp(p, "{n}", 3)) n += (size_t)sprintf(c->body + n, "%ld", asked), p += 3;
        else c->body[n++] = *p++;
    c->body[n] = 0;
}

static void start(Client *c, Step step)
{
    char url[PATH_ROOM * 2];
    if (!c->curl) c->curl = curl_easy_init();
    c->step = step;
    if (step == BEGIN) snprintf(c->path, sizeof c->path, "/thu-tuc/%s/nop", procedure), asked++;
    snprintf(url, sizeof url, "%s%s", address, c->path);
    curl_easy_setopt(c->curl, CURLOPT_URL, url);
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(c->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(c->curl, CURLOPT_HEADERDATA, c);
    curl_easy_setopt(c->curl, CURLOPT_PRIVATE, c);
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 60L);
    if (step == LOAD) curl_easy_setopt(c->curl, CURLOPT_HTTPGET, 1L);
    else if (step == BEGIN) c->body[0] = 0;
    else write_body(c);
    if (step != LOAD) curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, c->body);
    c->begun = now_ms();
    curl_multi_add_handle(multi, c->curl);
}

/* Did it lead on as it should? */
static int is_good(const Client *c, long status)
{
    if (c->step == LOAD) return status == 200;
    return status == 303 && !strncmp(c->path, c->step == BEGIN ? "/ban-nhap/" : "/tra-cuu/", c->step == BEGIN ? 10 : 9);
}

static void go_on(Client *c, long status, double end)
{
    static int told;
    if (!is_good(c, status)) {
        if (!told++) fprintf(stderr, "apply: step %d: %ld, %s\n", c->step, status, c->path);
        bad++;
        c->step = SEND;
    } else if (c->step == SEND && n_waits < WAITS_MAX) waits[n_waits++] = now_ms() - c->begun;
    if (now_ms() < end) start(c, (c->step + 1) % STEPS);
}

static void loop(int n, double seconds)
{
    double end = now_ms() + seconds * 1e3;
    int running;
    for (int i = 0; i < n; i++) start(&clients[i], BEGIN);
    do {
        CURLMsg *m;
        int left;
        curl_multi_perform(multi, &running);
        while ((m = curl_multi_info_read(multi, &left))) {
            long status = 0;
            Client *c;
            if (m->msg != CURLMSG_DONE) continue;
            CURL *curl = m->easy_handle;
            curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
            curl_easy_getinfo(curl, CURLINFO_PRIVATE, &c);
            curl_multi_remove_handle(multi, curl);
            go_on(c, status, end);
            running++;
        }
        curl_multi_poll(multi, NULL, 0, 50, NULL);
    } while (running && now_ms() < end + 10e3);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    if (argc != 6) return fprintf(stderr, "usage: apply ADDRESS PROCEDURE BODY CLIENTS SECONDS\n"), 2;
    int n = atoi(argv[4]);
    double seconds = atof(argv[5]);
    if (n < 1 || n > CLIENTS_MAX) return 2;
    address = argv[1], procedure = argv[2], typed = argv[3];
    waits = malloc(WAITS_MAX * sizeof *waits);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)CLIENTS_MAX);
    headers = curl_slist_append(headers, "Sec-Fetch-Site: same-origin");
    loop(n, seconds);
    qsort(waits, (size_t)n_waits, sizeof *waits, by_size);
    double none[1] = {0}, *w = n_waits ? waits : none;
    long last = n_waits ? n_waits - 1 : 0;
    printf("%.1f %ld %.1f %.1f\n", (double)n_waits / seconds, bad, w[last / 2], w[last * 99 / 100]);
    return 0;
}
