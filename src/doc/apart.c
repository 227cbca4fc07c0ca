// SPDX-License-Identifier: Apache-2.0
/* apart.c -- both sides of the wall.  A server has threads, so its child may not simply go on after a fork: it is this
 * program started anew (posix_spawn).  Whichever program holds this file finds out before its main that it is such a
 * child, so tests and fuzzers are walled in as the server is. */
#include "doc/apart.h"
#include "base/module.h"
#include "base/sanitized.h"
#include "doc/formats.h"
#include "doc/package.h"
#include "doc/parcel.h"
#include "doc/walls.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILD_NAME "ngayso: đọc tệp"
enum { SAID = 6, SAID_ROOM = 12 }; /* numbers of a Task, as arguments */

/* -- the child ---------------------------------------------------------------------------------------------- */

/* What libraries grumble is no business of the server's log. */
static void hush(void)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
}

static bool limit(__rlimit_resource_t what, rlim_t most)
{
    return !setrlimit(what, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

static bool limits(void)
{
    if (setpriority(PRIO_PROCESS, 0, 10)) errno = 0; /* a service may not be allowed to: then it shares as others do */
    return limit(RLIMIT_CPU, APART_SECONDS) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
           (SANITIZED || limit(RLIMIT_AS, APART_MEMORY));
}

static bool write_all(Str s)
{
    while (s.n) {
        ssize_t n = write(STDOUT_FILENO, s.p, s.n);
        if (n <= 0) return false;
        s = str_from(s, (size_t)n);
    }
    return true;
}

/* To read a file, or the words of its pages; to make something of one page. */
typedef enum { TASK_FILE, TASK_WORDS, TASK_PAGE } TaskKind;

/* What the child is told in its arguments. */
typedef struct {
    TaskKind what;
    PageKind kind;
    PageOrder order;
} Task;

typedef struct {
    Task task;
    Str bytes;
    FormatParser *parser;
    PageMaker *maker;
    bool (*walls)(void);
    Fail chosen; /* whether those three were found: */
    char missing[WHY_ROOM];
    Parsed parsed;
    Str made;
} ParseJob;

static Fail parse(Ctx *c, void *arg)
{
    ParseJob *job = arg;
    return job->task.what == TASK_PAGE ? job->maker(c, job->bytes, &job->task.order, &job->made)
                                       : job->parser(c, job->bytes, &job->parsed);
}

static Fail answer(Ctx *c, void *arg)
{
    ParseJob *job = arg;
    Out parcel = {.mem = &c->mem};
    Fail result = job->chosen ? fail(c, job->chosen, "%s", job->missing) : edge_keep(c, parse, job);
    if (result) job->parsed = (Parsed){0}, job->made = (Str){0};
    if (result && !c->why[0]) fail(c, result, "Tệp quá lớn hoặc quá phức tạp. Hãy tách bớt nội dung rồi gửi lại.");
    if (job->task.what == TASK_PAGE) parcel_pack_page(&parcel, result, str_of(c->why), job->made);
    else parcel_pack(&parcel, result, str_of(c->why), &job->parsed);
    return write_all(out_str(&parcel)) ? OK : FAIL_STORE;
}

static Fail choose(Ctx *c, void *arg)
{
    ParseJob *job = arg;
    void *walls;
    TRY(module_function(c, "walls", "walls_around_reader", &walls));
    job->walls = (bool (*)(void))walls;
    switch (job->task.what) {
    case TASK_PAGE: return format_page_maker(c, job->task.kind, &job->maker);
    case TASK_WORDS: return format_words_parser(c, &job->parser);
    case TASK_FILE: break;
    }
    return format_parser(c, job->bytes, &job->parser);
}

static _Noreturn void be_child(Task task)
{
    enum { CANNOT = 97, ROOM = 512 << 20, ROOM_JOINED = 4 * APART_JOINED_MAX };
    close_range(3, ~0U, 0);
    off_t size = lseek(STDIN_FILENO, 0, SEEK_END);
    void *bytes = size > 0 ? mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED || prctl(PR_SET_DUMPABLE, 0) || !limits()) _exit(CANNOT);
    Arena whole = arena_reserve(task.what == TASK_PAGE && task.kind == PAGE_JOINED ? ROOM_JOINED : ROOM);
    Ctx c = {.mem = whole};
    ParseJob job = {.task = task, .bytes = {bytes, (size_t)size}};
    job.chosen = edge_run(&c, choose, &job);
    memcpy(job.missing, c.why, sizeof job.missing);
    if (!SANITIZED) hush();
    if (!SANITIZED && !job.chosen && !job.walls()) _exit(CANNOT);
    _exit(edge_run(&c, answer, &job) ? 1 : 0);
}

__attribute__((constructor)) static void find_out(int argc, char **argv)
{
    if (argc < 1 || !argv[0] || strcmp(argv[0], CHILD_NAME)) return;
    int64_t said[SAID] = {0};
    for (int i = 0; i < SAID && i + 1 < argc; i++) str_integer(str_of(argv[1 + i]), &said[i]);
    be_child((Task){(TaskKind)said[0], (PageKind)said[1], {(int)said[2], (int)said[3], (int)said[4], (int)said[5]}});
}

/* -- the parent --------------------------------------------------------------------------------------------- */

typedef struct {
    int in, out, pipe_end; /* the file, the answer, the child's end of the answer's pipe; 0 = closed */
    pid_t child;           /* 0 = none */
    int stop;              /* somebody else's: when there is something to read it is over; -1 = none */
    bool stopped;
    Heap answer;
} Apart;

static void close_one(int *descriptor)
{
    if (*descriptor > 0) close(*descriptor);
    *descriptor = 0;
}

static int end_child(Apart *a, bool kill_it)
{
    int status = 0;
    if (a->child <= 0) return status;
    if (kill_it) kill(a->child, SIGKILL);
    while (waitpid(a->child, &status, 0) < 0 && errno == EINTR) {}
    a->child = 0;
    return status;
}

static void end_apart(void *arg)
{
    Apart *a = arg;
    end_child(a, true);
    close_one(&a->in);
    close_one(&a->out);
    close_one(&a->pipe_end);
    free(a->answer.at);
    a->answer = (Heap){0};
}

static Fail not_started(Ctx *c)
{
    return fail(c, FAIL_STORE,
                "Máy chủ không mở được tiến trình đọc tệp. Hãy gửi lại sau ít phút; còn bị thì báo người "
                "quản trị.");
}

/* A program that was started without standard input gets its number for the first file it opens. */
static int away(int descriptor)
{
    if (descriptor < 0 || descriptor > STDERR_FILENO) return descriptor;
    int up = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(descriptor);
    return up;
}

static Fail put_file(Ctx *c, Apart *a, const Str *pieces, size_t n_pieces)
{
    a->in = away(memfd_create("tep", MFD_CLOEXEC));
    for (size_t i = 0; a->in > 0 && i < n_pieces; i++)
        for (Str bytes = pieces[i]; bytes.n;) {
            ssize_t n = write(a->in, bytes.p, bytes.n);
            if (n <= 0) return not_started(c);
            bytes = str_from(bytes, (size_t)n);
        }
    return a->in > 0 ? OK : not_started(c);
}

static Fail start(Ctx *c, Apart *a, const Task *task)
{
    char word[SAID][SAID_ROOM];
    const PageOrder *order = &task->order;
    const int said[SAID] = {(int)task->what, (int)task->kind, order->page, order->width, order->turn, order->skew};
    char *arguments[SAID + 2] = {CHILD_NAME};
    for (int i = 0; i < SAID; i++) {
        snprintf(word[i], SAID_ROOM, "%d", said[i]);
        arguments[1 + i] = word[i];
    }
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return not_started(c);
    a->out = away(ends[0]), a->pipe_end = away(ends[1]);
    char *environment[] = {"LC_ALL=C.UTF-8", "PATH=/nonexistent", "OMP_THREAD_LIMIT=1", NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, a->in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, a->pipe_end, STDOUT_FILENO);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    int failed = posix_spawn(&a->child, "/proc/self/exe", &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close_one(&a->pipe_end);
    if (failed) a->child = 0;
    return failed ? not_started(c) : OK;
}

static int64_t milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* All that the child says, until it is silent; false when it took too long, said too much, or was to be stopped. */
static bool listen_to(Apart *a, size_t most)
{
    enum { PIECE = 64 << 10 };
    int64_t until = milliseconds() + APART_WAIT_SECONDS * 1000;
    for (;;) {
        struct pollfd wait[] = {{.fd = a->out, .events = POLLIN}, {.fd = a->stop, .events = POLLIN}};
        int64_t left = until - milliseconds();
        int ready = left > 0 ? poll(wait, 2, (int)left) : 0;
        if (ready < 0 && errno == EINTR) continue;
        a->stopped = ready > 0 && wait[1].revents;
        if (a->stopped) return false;
        char *to = ready > 0 && a->answer.n < most ? HEAP_ADD(&a->answer, char, PIECE) : NULL;
        if (!to) return false;
        ssize_t n = read(a->out, to, PIECE);
        a->answer.n -= PIECE - (size_t)(n > 0 ? n : 0);
        if (n == 0) return true;
        if (n < 0 && errno != EINTR) return false;
    }
}

static Fail what_happened(Ctx *c, int status, bool heard)
{
    if (!heard || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)))
        return fail(
            c, FAIL_INPUT,
            "Tệp quá phức tạp, đọc quá %d giây chưa xong. Hãy tách bớt nội dung, hoặc lưu thành văn bản .txt rồi gửi "
            "lại.",
            APART_SECONDS);
    if (WIFEXITED(status)) return not_started(c);
    return fail(c, FAIL_INPUT, "Tệp bị hỏng, không đọc được. Hãy mở bằng phần mềm đã soạn tệp, lưu lại rồi gửi lại.");
}

/* What the child answered, in *said: in the arena, or as long as it when it is large. */
static Fail run(Ctx *c, const Str *pieces, size_t n, const Task *task, int stop, Str *said)
{
    bool joins = task->what == TASK_PAGE && task->kind == PAGE_JOINED;
    Apart *a = NEW(&c->mem, Apart, 1);
    arena_at_end(&c->mem, end_apart, a);
    a->stop = stop;
    TRY(put_file(c, a, pieces, n));
    TRY(start(c, a, task));
    bool heard = listen_to(a, joins ? APART_JOINED_MAX : APART_ANSWER_MAX);
    int status = end_child(a, !heard);
    if (a->stopped) return fail(c, FAIL_BUSY, "Máy chủ đang dừng; trang này được đọc khi máy chủ chạy lại.");
    if (!heard || !WIFEXITED(status) || WEXITSTATUS(status)) {
        end_apart(a);
        return what_happened(c, status, heard);
    }
    *said = (Str){a->answer.at, a->answer.n};
    if (joins) return OK;
    *said = str_copy(&c->mem, *said);
    end_apart(a);
    return OK;
}

static Fail parse_apart(Ctx *c, Str bytes, const Task *task, Parsed *parsed)
{
    Str said;
    TRY(run(c, &bytes, 1, task, -1, &said));
    Fail result = parcel_open(c, said, parsed);
    return result && !c->why[0] ? not_started(c) : result;
}

Fail apart_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    return parse_apart(c, bytes, &(Task){.what = TASK_FILE}, parsed);
}

Fail apart_parse_words(Ctx *c, Str words, Parsed *parsed)
{
    return parse_apart(c, words, &(Task){.what = TASK_WORDS}, parsed);
}

Fail apart_page(Ctx *c, Str bytes, PageKind kind, PageOrder order, Str *made)
{
    return apart_page_until(c, bytes, kind, order, -1, made);
}

Fail apart_page_until(Ctx *c, Str bytes, PageKind kind, PageOrder order, int stop, Str *made)
{
    Str said;
    TRY(run(c, &bytes, 1, &(Task){TASK_PAGE, kind, order}, stop, &said));
    Fail result = parcel_open_page(c, said, made);
    if (!result && kind == PAGE_PICTURE && !str_starts(*made, S("\xFF\xD8\xFF"))) result = FAIL_STORE;
    return result && !c->why[0] ? not_started(c) : result;
}

Fail apart_join(Ctx *c, const Str *pieces, size_t n, Str *pdf)
{
    Str said;
    TRY(run(c, pieces, n, &(Task){TASK_PAGE, PAGE_JOINED, {0}}, -1, &said));
    Fail result = parcel_open_page(c, said, pdf);
    if (!result && !str_starts(*pdf, S("%PDF-"))) result = FAIL_STORE;
    return result && !c->why[0] ? not_started(c) : result;
}
