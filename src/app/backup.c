// SPDX-License-Identifier: Apache-2.0
/* backup.c -- one folder that holds all: the data at one moment, and the files that people sent; and its return.
 *
 * The key file (store_key_file) is left out on purpose: whoever finds a backup shall not find what opens it. */
#include "store/backup.h"
#include "app/keep.h"
#include "base/command.h"
#include "upload/upload.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <getopt.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATA_NAME "ngayso.db" /* in the folder, beside ngayso.db.files */

int keep_run(int argc, char **argv, Fail (*body)(Ctx *, void *))
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'}, {"store", required_argument, NULL, 'd'}, {0}};
    KeepOptions o = {.data = "ngayso.db"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (k != 'd') return fail_exit_code(FAIL_INPUT);
        o.data = optarg;
    }
    if (optind < argc) o.path = argv[optind++];
    return optind == argc ? command_run(body, &o) : fail_exit_code(FAIL_INPUT);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about, (void)type, (void)walk;
    return remove(path);
}

void remove_tree(const char *path) { nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

/* -- taking one --------------------------------------------------------------------------------------------- */

Fail copy_to_file(Ctx *c, const char *address, const char *file)
{
    Store *from, *to;
    TRY(store_open(c, (StoreOptions){.path = address, .is_deaf = true, .steps = migrations}, &from));
    Fail result =
        store_open(c, (StoreOptions){.path = file, .is_deaf = true, .steps = migrations, .moving_from = address}, &to);
    if (!result) {
        result = move_data(c, from, to, false);
        store_close(to);
    }
    store_close(from);
    return result;
}

/* The files before the data and once more after it: whatever the data names is in one of both, also when it was swept
 * or came meanwhile. */
static Fail copy_file(Ctx *c, const char *data, const char *to)
{
    UploadMirror before, after;
    TRY(upload_mirror(c, data, to, false, &before));
    TRY(store_backup(c, data, to));
    return upload_mirror(c, data, to, false, &after);
}

static void drop_part(void *path) { remove_tree(path); }

static Fail take(Ctx *c, const char *data, const char *folder)
{
    const char *part = str_format(&c->mem, "%s.part-%d", folder, (int)getpid()).p,
               *to = str_format(&c->mem, "%s/" DATA_NAME, part).p;
    arena_at_end(&c->mem, drop_part, (void *)(uintptr_t)part); /* a half backup is none */
    if (mkdir(part, 0700)) return fail(c, FAIL_STORE, "Không tạo được thư mục '%s' (%s).", part, strerror(errno));
    TRY(store_is_address(data) ? copy_to_file(c, data, to) : copy_file(c, data, to));
    if (renameat2(AT_FDCWD, part, AT_FDCWD, folder, RENAME_NOREPLACE))
        return fail(c, FAIL_STORE, "Không tạo được thư mục '%s' (%s).", folder, strerror(errno));
    return OK;
}

static Fail backup(Ctx *c, void *arg)
{
    const KeepOptions *o = arg;
    bool is_file = !store_is_address(o->data);
    if (!o->path) return fail(c, FAIL_INPUT, "Hãy nêu thư mục sao lưu: ngayso backup THƯ-MỤC [--data ngayso.db]");
    if (!access(o->path, F_OK))
        return fail(c, FAIL_CONFLICT, "'%s' đã có. Hãy chọn tên khác cho bản sao lưu.", o->path);
    if (is_file && access(o->data, F_OK)) return fail(c, FAIL_MISSING, "Không có tệp '%s'.", o->data);
    TRY(take(c, o->data, o->path));
    if (is_file) store_backup_note(c, o->data);
    printf("Đã sao lưu %s vào thư mục '%s': dữ liệu và tệp đã gửi.\n", is_file ? o->data : "kho PostgreSQL", o->path);
    printf("Tệp khóa của xác thực hai lớp (%s%s) không nằm trong bản sao lưu; hãy cất một bản ở nơi khác.\n",
           is_file ? o->data : "--key-file", is_file ? ".key" : "");
    return OK;
}

/* -- putting one back ---------------------------------------------------------------------------------------- */

/* A folder as `backup` makes it; or one data file, as it was made before, whose files may stand beside it. */
static const char *data_in(Ctx *c, const char *path)
{
    struct stat about;
    bool is_folder = !stat(path, &about) && S_ISDIR(about.st_mode);
    return is_folder ? str_format(&c->mem, "%s/" DATA_NAME, path).p : path;
}

/* Files first: one that no data names does no harm, and 'files --sweep' takes it away. */
static Fail put_back(Ctx *c, const char *from, const char *data, Str *kept, UploadMirror *files)
{
    UploadMirror aside;
    TRY(upload_mirror(c, from, data, true, files));
    TRY(store_restore(c, from, data, kept));
    return kept->n ? upload_mirror(c, data, kept->p, false, &aside) : OK;
}

static Fail restore(Ctx *c, void *arg)
{
    const KeepOptions *o = arg;
    Str kept;
    UploadMirror files;
    if (!o->path) return fail(c, FAIL_INPUT, "Hãy nêu bản sao lưu: ngayso restore THƯ-MỤC [--data ngayso.db]");
    const char *from = data_in(c, o->path);
    if (store_is_address(o->data))
        return fail(c, FAIL_INPUT,
                    "Hãy tạo một cơ sở dữ liệu trống rồi chạy: ngayso move --from %s --to postgresql://…", from);
    if (access(from, F_OK)) return fail(c, FAIL_MISSING, "Không có bản sao lưu '%s'.", from);
    TRY(put_back(c, from, o->data, &kept, &files));
    printf("Đã khôi phục '%s' từ '%s': dữ liệu và %zu tệp đã gửi.\n", o->data, o->path, files.files);
    if (files.wrong) printf("%zu tệp trong bản sao lưu đã hỏng nên không lấy; hãy tìm ở bản khác.\n", files.wrong);
    if (kept.n) printf("Dữ liệu trước đó còn ở '%.*s'.\n", STR_ARGS(kept));
    if (access(str_format(&c->mem, "%s.key", o->data).p, F_OK))
        printf(
            "Chưa có tệp khóa '%s.key': hãy chép bản đã cất vào đó, nếu không mã xác thực hai lớp không dùng được.\n",
            o->data);
    return OK;
}

int backup_command(int argc, char **argv) { return keep_run(argc, argv, backup); }
int restore_command(int argc, char **argv) { return keep_run(argc, argv, restore); }
