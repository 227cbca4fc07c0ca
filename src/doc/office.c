// SPDX-License-Identifier: Apache-2.0
/* office.c -- see office.h.  As in apart.c a server has threads, so the child is this program started anew: it limits
 * itself and becomes LibreOffice. */
#include "doc/office.h"
#include "base/module.h"
#include "doc/doc.h"
#include "doc/walls.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILD_NAME "ngayso: đổi tệp"
enum { CANNOT = 97, AGAIN = 81 /* LibreOffice, having made its profile, wants to be started once more */ };

/* -- what it is --------------------------------------------------------------------------------------------- */

static bool is_compound(Str bytes) { return str_starts(bytes, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")); }

/* Names of streams are UTF-16 in the compound file's directory. */
static bool has_stream(Str bytes, const char *name)
{
    char wide[64];
    size_t n = 0;
    for (; name[n] && 2 * n + 1 < sizeof wide; n++) wide[2 * n] = name[n], wide[2 * n + 1] = 0;
    return str_contains(bytes, (Str){wide, 2 * n});
}

bool office_is_old(Str bytes)
{
    if (str_starts(bytes, S("{\\rtf"))) return true;
    return is_compound(bytes) && has_stream(bytes, "WordDocument") && !has_stream(bytes, "EncryptedPackage");
}

/* -- the child ---------------------------------------------------------------------------------------------- */

static bool limit(__rlimit_resource_t what, rlim_t most)
{
    return !setrlimit(what, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

static bool wall_network(void)
{
    Ctx c = {0}; /* for the sentence only, which nobody hears */
    void *walls;
    return !module_function(&c, "walls", "walls_around_network", &walls) && ((bool (*)(void))walls)();
}

static _Noreturn void be_child(char **argv)
{
    int nothing = open("/dev/null", O_RDWR);
    for (int to = 0; nothing >= 0 && to < 3; to++) dup2(nothing, to);
    close_range(3, ~0U, 0);
    if (setpriority(PRIO_PROCESS, 0, 10)) errno = 0;
    /* memory last: under ASan the wall itself could not be built within the guest's room */
    bool good = nothing >= 0 && !prctl(PR_SET_PDEATHSIG, SIGKILL) && wall_network() &&
                limit(RLIMIT_CPU, OFFICE_CPU_SECONDS) && limit(RLIMIT_FSIZE, OFFICE_WRITES_MAX) &&
                limit(RLIMIT_CORE, 0) && limit(RLIMIT_AS, OFFICE_MEMORY);
    if (good) execv(argv[1], argv + 1);
    _exit(CANNOT);
}

__attribute__((constructor)) static void find_out(int argc, char **argv)
{
    if (argc > 2 && argv[0] && !strcmp(argv[0], CHILD_NAME)) be_child(argv);
}

/* -- its folder --------------------------------------------------------------------------------------------- */

typedef struct {
    char path[64]; /* empty = none */
    pid_t child;   /* and its group; 0 = none */
    int patience;  /* milliseconds */
} Desk;

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
    (void)about, (void)kind, (void)at;
    remove(path);
    return 0;
}

static int wait_for_end(Desk *d)
{
    int status = 0;
    while (waitpid(d->child, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

static void clear_desk(void *arg)
{
    Desk *d = arg;
    enum { OPEN_MAX_HERE = 16 };
    if (d->child > 0) {
        kill(-d->child, SIGKILL);
        wait_for_end(d);
        d->child = 0;
    }
    if (d->path[0]) nftw(d->path, remove_one, OPEN_MAX_HERE, FTW_DEPTH | FTW_PHYS);
    d->path[0] = 0;
}

static Fail no_desk(Ctx *c)
{
    return fail(
        c, FAIL_STORE,
        "Máy chủ không mở được LibreOffice để đổi tệp. Hãy lưu thành .docx rồi gửi lại, hoặc báo người quản trị.");
}

static Fail put_file(Ctx *c, const Desk *d, const char *name, Str bytes)
{
    int file = open(str_c(&c->mem, str_format(&c->mem, "%s/%s", d->path, name)),
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    while (file >= 0 && bytes.n) {
        ssize_t n = write(file, bytes.p, bytes.n);
        if (n <= 0) break;
        bytes = str_from(bytes, (size_t)n);
    }
    if (file >= 0) close(file);
    return file >= 0 && !bytes.n ? OK : no_desk(c);
}

/* A profile that runs no macro, follows no link and asks nobody anything. */
static Fail lay_out(Ctx *c, Desk *d, Str bytes)
{
    static const char settings[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">"
        "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"MacroSecurityLevel\" "
        "oor:op=\"fuse\"><value>3</value></prop></item>"
        "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"DisableMacrosExecution\" "
        "oor:op=\"fuse\"><value>true</value></prop></item>"
        "<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\"><prop oor:name=\"Link\" oor:op=\"fuse\">"
        "<value>2</value></prop></item></oor:items>";
    const char *base = access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm";
    snprintf(d->path, sizeof d->path, "%s/ngayso-doi-XXXXXX", base);
    if (!mkdtemp(d->path)) {
        d->path[0] = 0;
        return no_desk(c);
    }
    for (const char *const *folder = (const char *const[]){"profile", "profile/user", NULL}; *folder; folder++)
        if (mkdir(str_c(&c->mem, str_format(&c->mem, "%s/%s", d->path, *folder)), 0700)) return no_desk(c);
    TRY(put_file(c, d, "profile/user/registrymodifications.xcu", S(settings)));
    return put_file(c, d, is_compound(bytes) ? "tep.doc" : "tep.rtf", bytes);
}

/* -- the work ----------------------------------------------------------------------------------------------- */

static const char *office_program(void)
{
    static const char *const places[] = {"/usr/lib/libreoffice/program/soffice.bin",
                                         "/usr/lib64/libreoffice/program/soffice.bin",
                                         "/opt/libreoffice/program/soffice.bin"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!access(places[i], X_OK)) return places[i];
    return NULL;
}

static bool start(Ctx *c, Desk *d, const char *program, Str bytes)
{
    char *home = (char *)str_c(&c->mem, str_format(&c->mem, "HOME=%s", d->path));
    char *temp = (char *)str_c(&c->mem, str_format(&c->mem, "TMPDIR=%s", d->path));
    char *profile = (char *)str_c(&c->mem, str_format(&c->mem, "-env:UserInstallation=file://%s/profile", d->path));
    char *file = (char *)str_c(&c->mem, str_format(&c->mem, "%s/tep.%s", d->path, is_compound(bytes) ? "doc" : "rtf"));
    char *arguments[] = {CHILD_NAME,
                         (char *)program,
                         "--headless",
                         "--norestore",
                         "--nologo",
                         "--nodefault",
                         "--nolockcheck",
                         profile,
                         "--convert-to",
                         "docx:MS Word 2007 XML",
                         "--outdir",
                         d->path,
                         file,
                         NULL};
    char *environment[] = {home, temp, "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "SAL_USE_VCLPLUGIN=svp", NULL};
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    int failed = posix_spawn(&d->child, "/proc/self/exe", NULL, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    if (failed) d->child = 0;
    return !failed;
}

/* Until it ends; false at the limit.  Then the group is killed: also what it left behind. */
static bool wait_and_end(Desk *d, int *status)
{
    enum { LOOK_MS = 20 };
    bool ended = false;
    for (int ms = 0; !ended && ms < d->patience; ms += LOOK_MS) {
        pid_t child = waitpid(d->child, status, WNOHANG);
        ended = child == d->child;
        if (!ended) poll(NULL, 0, LOOK_MS);
    }
    kill(-d->child, SIGKILL);
    if (!ended) wait_for_end(d);
    d->child = 0;
    return ended;
}

static Fail too_long(Ctx *c)
{
    return fail(c, FAIL_INPUT,
                "Tệp kiểu cũ quá phức tạp, đổi quá %d giây chưa xong. Hãy mở tệp, lưu thành .docx rồi gửi lại.",
                OFFICE_WAIT_SECONDS);
}

static Fail convert(Ctx *c, Desk *d, const char *program, Str bytes, Str *docx)
{
    int status = 0;
    TRY(lay_out(c, d, bytes));
    for (int times = 0; times < 2; times++) {
        if (!start(c, d, program, bytes)) return no_desk(c);
        if (!wait_and_end(d, &status)) return too_long(c);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != AGAIN) break;
    }
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) return too_long(c);
    if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT) return no_desk(c);
    const char *made = str_c(&c->mem, str_format(&c->mem, "%s/tep.docx", d->path));
    if (access(made, R_OK))
        return fail(
            c, FAIL_INPUT,
            "Tệp kiểu cũ bị hỏng hoặc có mật khẩu, không đọc được. Hãy mở tệp, bỏ mật khẩu nếu có, lưu thành .docx rồi "
            "gửi lại.");
    return doc_load_file(c, made, docx);
}

Fail office_to_docx(Ctx *c, Str bytes, Str *docx)
{
    const char *program = office_program();
    if (!program)
        return fail(c, FAIL_INPUT, "%s",
                    is_compound(bytes)
                        ? "Đây là tệp Word kiểu cũ (.doc). Hãy mở tệp, lưu thành .docx rồi gửi lại."
                        : "Đây là tệp RTF. Hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi gửi lại.");
    Desk *d = NEW(&c->mem, Desk, 1);
    d->patience = OFFICE_WAIT_SECONDS * 1000;
    arena_at_end(&c->mem, clear_desk, d);
    Fail result = convert(c, d, program, bytes, docx);
    clear_desk(d);
    return result;
}
