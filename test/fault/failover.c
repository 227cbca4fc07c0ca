// SPDX-License-Identifier: Apache-2.0
/* failover -- the primary database is killed under load, its standby is promoted, and the program goes on.
 *
 *   failover PROGRAM SAMPLE FOLDER STORE KILL PROMOTE
 *
 * STORE names both databases; KILL and PROMOTE are commands.  64 clients correct a value of their own, again and again, also while
 * nothing is there to write to: then they must be told so (503 with Retry-After, a whole answer), and try again.  In the end all of the
 * database is moved into a file, and looked at as crash.c does: each correction that was acknowledged is there, each that is there is
 * whole and there once.  Last line: acknowledged N, found N, lost 0, … seconds without writes. */
#include "client.h"

enum { BEFORE_MS = 2500, AFTER_MS = 3000, PATIENCE_MS = 180000, LATE_MS = 200 };

static _Atomic long long refused, last_ack_us, longest_gap_us;
static _Atomic bool went_on;
static double killed_at;

static void note_acknowledged(void)
{
    long long now = (long long)(now_ms() * 1e3), before = atomic_exchange(&last_ack_us, now), longest = longest_gap_us;
    while (before && now - before > longest && !atomic_compare_exchange_weak(&longest_gap_us, &longest, now - before)) {}
    if (killed_at > 0 && now_ms() - killed_at > LATE_MS) went_on = true; /* not one that was on its way */
}

/* A correction that was refused may have been kept all the same: then the next try meets the newer version. */
static void *correct_on(void *arg)
{
    Client *c = arg;
    int i = (int)(c - client);
    bool unsure = false;
    char question[2048], answer[16384];
    while (!stop) {
        int s = dial();
        if (s < 0) give_up("the server does not listen any more");
        ask_for_next(c, i, question, sizeof question);
        int status = talk(s, question, answer, sizeof answer);
        close(s);
        if (status == 303) {
            c->version++;
            unsure = false;
            acknowledge(c);
            note_acknowledged();
            usleep(PAUSE_US);
        } else if (status == 409 && unsure) {
            c->version++;
            unsure = false;
        } else if (status == 503 && strstr(answer, "Retry-After: ")) {
            refused++;
            unsure = true;
            usleep(20 * PAUSE_US);
        } else {
            answer[600] = 0;
            fprintf(stderr, "failover: status %d after %.0f ms: %s\n", status, killed_at > 0 ? now_ms() - killed_at : 0, answer);
            give_up("an answer that helps nobody");
        }
    }
    return NULL;
}

static void do_command(const char *command)
{
    if (system(command)) give_up(command);
}

static void load_and_fail_over(const char *kill_primary, const char *promote)
{
    pthread_t thread[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        client[i].round = 1;
        if (pthread_create(&thread[i], NULL, correct_on, &client[i])) give_up("no thread");
    }
    usleep(BEFORE_MS * 1000);
    long long before = n_done;
    do_command(kill_primary);

    killed_at = now_ms();
    do_command(promote);
    double promoted = now_ms();
    while (!went_on && now_ms() - promoted < PATIENCE_MS) usleep(1000);
    if (!went_on) give_up("nothing was written after the promotion");
    usleep(AFTER_MS * 1000);
    stop = true;
    for (int i = 0; i < CLIENTS; i++) pthread_join(thread[i], NULL);
    printf("before the kill %lld acknowledged, after it %lld; %lld answers said 503; promoting took %.2f s\n", before,
           (long long)n_done - before, (long long)refused, (promoted - killed_at) / 1e3);
}

int main(int argc, char **argv)
{
    if (argc != 7) return fprintf(stderr, "usage: failover PROGRAM SAMPLE FOLDER STORE KILL PROMOTE\n"), 2;
    program = argv[1], sample = argv[2], store = argv[4];
    snprintf(log_path, sizeof log_path, "%s/failover.log", argv[3]);
    signal(SIGINT, interrupted);
    signal(SIGTERM, interrupted);
    signal(SIGPIPE, SIG_IGN);
    start_server();
    fetch_data_from(store, argv[3]);
    choose_values();
    load_and_fail_over(argv[5], argv[6]);
    end_server(SIGTERM);
    fetch_data_from(store, argv[3]);
    sqlite3 *db = open_data();
    check_all(db);
    check_file(db);
    sqlite3_close(db);
    printf("acknowledged %lld, found %lld, lost %lld, %.2f seconds without writes\n", (long long)n_done, found, n_done - found,
           (double)longest_gap_us / 1e6);
    return found != n_done || halves;
}
