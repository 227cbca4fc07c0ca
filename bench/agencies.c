// SPDX-License-Identifier: Apache-2.0
/* agencies -- agencies that each save a form of their own.
 *
 *   agencies ADDRESS FORMS loop CLIENTS SECONDS HEADER…     each client saves, waits, saves the next form
 *   agencies ADDRESS FORMS spread SECONDS HEADER…           every form once, at its moment within SECONDS: opens its page, then saves
 *
 * FORMS is a file of lines "PATH<tab>BODY"; {n} in BODY becomes the number of the request.  A good answer is 200 or 303.
 * Prints: good answers a second, others, p50, p99 and longest wait in milliseconds (of a save). */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FORMS_MAX = 4000, LINE_MAX_BYTES = 1 << 16, WAITS_MAX = 1 << 20 };

typedef struct {
    char *path, *body;
} Form;
typedef struct {
    CURL *curl;
    int form;
    char *sent;
    double begun;
    int is_save;
} Client;

static Form forms[FORMS_MAX];
static int n_forms;
static double *waits;
static long n_waits, bad, asked;
static const char *address;
static struct curl_slist *headers;
static CURLM *multi;

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

static void read_forms(const char *file)
{
    static char line[LINE_MAX_BYTES];
    FILE *f = fopen(file, "r");
    if (!f) exit(2);
    while (n_forms < FORMS_MAX && fgets(line, sizeof line, f)) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = 0;
        if (!tab) continue;
        *tab = 0;
        forms[n_forms++] = (Form){strdup(line), strdup(tab + 1)};
    }
    fclose(f);
}

static char *numbered(const char *body, long n)
{
    char *out = malloc(strlen(body) * 2 + 64), *to = out;
    for (const char *p = body; *p;)
        if (!strncmp(p, "{n}", 3)) to += sprintf(to, "%ld", n), p += 3;
        else *to++ = *p++;
    *to = 0;
    return out;
}

static void start(Client *c, int is_save)
{
    char url[512];
    const Form *f = &forms[c->form];
    free(c->sent);
    c->sent = NULL;
    c->is_save = is_save;
    if (!c->curl) c->curl = curl_easy_init();
    snprintf(url, sizeof url, "%s%s", address, f->path);
    curl_easy_setopt(c->curl, CURLOPT_URL, url);
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(c->curl, CURLOPT_PRIVATE, c);
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 60L);
    if (is_save) {
        c->sent = numbered(f->body, asked);
        curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, c->sent);
    } else curl_easy_setopt(c->curl, CURLOPT_HTTPGET, 1L);
    asked++;
    c->begun = now_ms();
    curl_multi_add_handle(multi, c->curl);
}

/* What is over; the client that finished, or NULL. */
static Client *finished(void)
{
    int left;
    CURLMsg *m;
    while ((m = curl_multi_info_read(multi, &left))) {
        long status = 0;
        Client *c;
        if (m->msg != CURLMSG_DONE) continue;
        curl_easy_getinfo(m->easy_handle, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &c);
        curl_multi_remove_handle(multi, m->easy_handle);
        if (status != 200 && status != 303) {
            if (!bad++) fprintf(stderr, "agencies: %s answered %ld\n", forms[c->form].path, status);
        } else if (c->is_save && n_waits < WAITS_MAX) waits[n_waits++] = now_ms() - c->begun;
        return c;
    }
    return NULL;
}

static void loop(int n, double seconds)
{
    Client *clients = calloc((size_t)n, sizeof *clients);
    double end = now_ms() + seconds * 1e3;
    int next = n, running;
    for (int i = 0; i < n; i++) clients[i].form = i % n_forms, start(&clients[i], 1);
    do {
        Client *c;
        curl_multi_perform(multi, &running);
        while ((c = finished())) {
            if (now_ms() >= end) continue;
            c->form = next++ % n_forms;
            start(c, 1);
            running++;
        }
        curl_multi_poll(multi, NULL, 0, 100, NULL);
    } while (running);
}

static void spread(double seconds)
{
    Client *clients = calloc((size_t)n_forms, sizeof *clients);
    double begun = now_ms();
    int started = 0, done = 0, running;
    while (done < n_forms) {
        Client *c;
        while (started < n_forms && now_ms() - begun >= seconds * 1e3 * started / n_forms) {
            clients[started].form = started;
            start(&clients[started++], 0);
        }
        curl_multi_perform(multi, &running);
        while ((c = finished())) {
            if (c->is_save) curl_easy_cleanup(c->curl), done++;
            else start(c, 1);
        }
        curl_multi_poll(multi, NULL, 0, 5, NULL);
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    int is_loop = argc > 5 && !strcmp(argv[3], "loop"), at = is_loop ? 6 : 5;
    if (argc < 5) return fprintf(stderr, "usage: agencies ADDRESS FORMS loop CLIENTS SECONDS|spread SECONDS HEADER…\n"), 2;
    address = argv[1];
    read_forms(argv[2]);
    if (!n_forms) return fprintf(stderr, "agencies: no forms\n"), 2;
    waits = malloc(WAITS_MAX * sizeof *waits);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 256L);
    for (int i = at; i < argc; i++) headers = curl_slist_append(headers, argv[i]);
    double begun = now_ms();
    if (is_loop) loop(atoi(argv[4]), atof(argv[5]));
    else spread(atof(argv[4]));
    double took = (now_ms() - begun) / 1e3;
    qsort(waits, (size_t)n_waits, sizeof *waits, by_size);
    double none[1] = {0}, *w = n_waits ? waits : none;
    long last = n_waits ? n_waits - 1 : 0;
    printf("%.1f %ld %.1f %.1f %.1f\n", (double)n_waits / took, bad, w[last / 2], w[last * 99 / 100], w[last]);
    return 0;
}
