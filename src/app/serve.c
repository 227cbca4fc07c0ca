// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"
#include "base/command.h"
#include "doc/doc.h"
#include "http/server.h"
#include "org/org.h"
#include "plan/plan.h"
#include <getopt.h>
#include <signal.h>
#include <stdio.h>

enum { DEFAULT_PORT = 8080, FEATURES_MAX = 32 };

typedef struct {
    const char *data, *plan;
    int port;
    Day today;
    bool log, no_cache;
} Options;

static Fail parse(Ctx *c, int argc, char **argv, Options *o)
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'},
        {"port", required_argument, NULL, 'p'},
        {"import", required_argument, NULL, 'i'},
        {"today", required_argument, NULL, 't'},
        {"log", no_argument, NULL, 'l'},
        {"no-cache", no_argument, NULL, 'n'},
        {0},
    };
    *o = (Options){.data = "ngayso.db", .port = DEFAULT_PORT, .today = NO_DAY};
    int64_t port = DEFAULT_PORT;
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'd': o->data = optarg; break;
        case 'i': o->plan = optarg; break;
        case 'l': o->log = true; break;
        case 'n': o->no_cache = true; break;
        case 'p':
            if (!str_integer(str_of(optarg), &port) || port < 0 || port > 65535)
                return fail(c, FAIL_INPUT, "Cổng phải là số từ 0 đến 65535, không phải '%s'.", optarg);
            break;
        case 't':
            o->today = day_parse_iso(str_of(optarg));
            if (o->today == NO_DAY)
                return fail(c, FAIL_INPUT, "Ngày phải viết như 2024-09-28, không phải '%s'.", optarg);
            break;
        default: return fail(c, FAIL_INPUT, "Gõ 'ngayso help' để xem các tùy chọn.");
        }
    if (optind < argc) return fail(c, FAIL_INPUT, "Không hiểu '%s'. Gõ 'ngayso help' để xem cách dùng.", argv[optind]);
    o->port = (int)port;
    return OK;
}

typedef struct {
    int argc;
    char **argv;
} Arguments;

static Fail rebuild(Ctx *c, Store *store)
{
    Rebuilder all[FEATURES_MAX];
    int n = 0;
    for (const Feature *const *f = features; *f; f++)
        if ((*f)->rebuild) all[n++] = (*f)->rebuild;
    return store_rebuild(c, store, all, n);
}

static Fail fill_directory(Ctx *c, void *nothing)
{
    (void)nothing;
    return org_ensure_shipped(c);
}

/* Wait for Ctrl+C or a request to end; the signals were blocked before any thread began. */
static void wait_for_end(const sigset_t *ends)
{
    int signal;
    sigwait(ends, &signal);
}

static Fail serve(Ctx *c, void *arg)
{
    Arguments *a = arg;
    Options o;
    Store *store;
    Server *server;
    sigset_t ends;
    TRY(parse(c, a->argc, a->argv, &o));
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    TRY(store_open_held(c, (StoreOptions){.path = o.data, .steps = migrations}, &store));
    if (store_needs_rebuild(store)) TRY(rebuild(c, store));
    TRY(store_write(c, store, fill_directory, NULL));
    if (o.plan) {
        Id plan;
        bool existed;
        TRY(plan_import_file(c, store, o.plan, &plan, &existed));
    }
    ServerOptions options = {.store = store,
                             .features = features,
                             .host = "127.0.0.1",
                             .port = o.port,
                             .today = o.today,
                             .log = o.log,
                             .no_cache = o.no_cache};
    TRY(server_start(c, options, &server));
    printf("Ngày Số đang chạy tại http://127.0.0.1:%d (nhấn Ctrl+C để dừng)\n", server_port(server));
    fflush(stdout);
    wait_for_end(&ends);
    server_stop(server);
    return OK;
}

int serve_command(int argc, char **argv) { return command_run(serve, &(Arguments){argc, argv}); }

static Fail rebuild_all(Ctx *c, void *arg)
{
    Arguments *a = arg;
    Options o;
    Store *store;
    TRY(parse(c, a->argc, a->argv, &o));
    TRY(store_open_held(c, (StoreOptions){.path = o.data, .steps = migrations}, &store));
    return rebuild(c, store);
}

int rebuild_command(int argc, char **argv) { return command_run(rebuild_all, &(Arguments){argc, argv}); }
