// SPDX-License-Identifier: Apache-2.0
/* crash -- kill -9 under load, and what is there afterwards.
 *
 *   crash PROGRAM SAMPLE FOLDER ROUNDS
 *
 * Each round: 64 clients correct a value of their own, again and again; at a random moment the server is killed; it is started on
 * the same file, without any repair, and the data is read past it.  Each correction that was acknowledged (its answer came whole)
 * must be there with exactly its text and its row in the journal; each one that is there must be whole: value, version, correction
 * and journal agree.  The session of the first start goes on working.  Last line: acknowledged N, found N, lost 0. */
#include "client.h"

static void *correct_on(void *arg)
{
    Client *c = arg;
    int i = (int)(c - client), s = dial();
    char question[2048], answer[16384];
    while (!stop && s >= 0) {
        ask_for_next(c, i, question, sizeof question);
        int status = talk(s, question, answer, sizeof answer);
        if (!status) break; /* killed: nobody knows */
        if (status != 303) give_up(answer);
        c->version++;
        acknowledge(c);
        usleep(PAUSE_US);
    }
    if (s >= 0) close(s);
    return NULL;
}

static void load_and_kill(int round)
{
    pthread_t thread[CLIENTS];
    stop = false;
    for (int i = 0; i < CLIENTS; i++) {
        client[i].round = round;
        if (pthread_create(&thread[i], NULL, correct_on, &client[i])) give_up("no thread");
    }
    usleep((useconds_t)(LOAD_LEAST_MS + random() % (LOAD_MOST_MS - LOAD_LEAST_MS)) * 1000);
    end_server(SIGKILL);
    stop = true;
    for (int i = 0; i < CLIENTS; i++) pthread_join(thread[i], NULL);
}

int main(int argc, char **argv)
{
    if (argc != 5) return fprintf(stderr, "usage: crash PROGRAM SAMPLE FOLDER ROUNDS\n"), 2;
    int rounds = (int)strtol(argv[4], NULL, 10);
    double longest = 0;
    program = argv[1], sample = argv[2];
    snprintf(data, sizeof data, "%s/crash.db", argv[3]);
    snprintf(log_path, sizeof log_path, "%s/crash.log", argv[3]);
    signal(SIGINT, interrupted);
    signal(SIGTERM, interrupted);
    signal(SIGPIPE, SIG_IGN);
    srandom((unsigned)time(NULL));
    start_server();
    choose_values();
    for (int round = 1; round <= rounds; round++) {
        load_and_kill(round);
        double took = start_server();
        if (took > longest) longest = took;
        sqlite3 *db = open_data();
        check_all(db);
        if (round % 20 == 0) check_file(db);
        sqlite3_close(db);
        if (round % 20 && round != rounds) continue;
        printf("%d of %d kills: acknowledged %lld, lost %lld, half there %lld, longest start %.0f ms\n", round, rounds,
               (long long)n_done, n_done - found, halves, longest);
        fflush(stdout);
    }
    end_server(SIGTERM);
    sqlite3 *db = open_data(); /* once more, after an orderly end */
    check_all(db);
    check_file(db);
    sqlite3_close(db);
    printf("acknowledged %lld, found %lld, lost %lld\n", (long long)n_done, found, n_done - found);
    return found != n_done || halves;
}
