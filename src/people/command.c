// SPDX-License-Identifier: Apache-2.0
/* command.c -- `ngayso person …` and `ngayso verify`: what whoever may open the data file can do without signing in. */
#include "people/command.h"
#include "base/command.h"
#include "people/inside.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *act, *account, *data, *name, *mail, *org, *role, *site, *key_file;
    bool makes_key;
} Options;

static void print_link(const Options *o, Str token) { printf("%s/loi-moi/%.*s\n", o->site, STR_ARGS(token)); }

static Fail add(Ctx *c, const Options *o)
{
    NewPerson n = {
        .name = str_of(o->name), .account = str_of(o->account), .mail = str_of(o->mail), .org = str_of(o->org)};
    Id person;
    PersonAdded added;
    Str token;
    n.role = role_of(str_of(o->role ? o->role : "chuyen-vien"));
    if (n.role == ROLE_NONE) return fail(c, FAIL_INPUT, "Không có vai trò '%s'. Xem trang /quyen.", o->role);
    TRY(person_add(c, &n, &person, &added));
    if (added == PERSON_OFFERED)
        printf("Người có địa chỉ thư này đã có tài khoản: họ nhận nhiệm vụ ở trang Tài khoản.\n");
    if (added != PERSON_NEW) return OK;
    TRY(link_new(c, LINK_INVITE, person, &token));
    print_link(o, token);
    return OK;
}

/* The writer's memory is gone when its answer comes: links are printed there and then. */
static Fail act(Ctx *c, void *arg)
{
    const Options *o = arg;
    Person p;
    Str token;
    if (!strcmp(o->act, "add")) return add(c, o);
    TRY(person_by_account(c, str_of(o->account), &p));
    if (!strcmp(o->act, "disable")) TRY(delegations_end(c, p.id));
    if (!strcmp(o->act, "disable")) return person_disable(c, p.id, true);
    TRY(sessions_end(c, p.id, 0));
    TRY(person_drop_second(c, p.id));
    TRY(attempts_clear(c, p.account));
    if (str_equal(p.state, S("disabled"))) TRY(person_disable(c, p.id, false));
    TRY(link_new(c, LINK_RESET, p.id, &token));
    print_link(o, token);
    return OK;
}

static Fail run(Ctx *c, void *arg)
{
    Options *o = arg;
    Store *store;
    static const char *const known[] = {"add", "reset", "disable"};
    bool good = false;
    for (size_t i = 0; i < sizeof known / sizeof *known && o->act; i++) good |= !strcmp(o->act, known[i]);
    if (!good || !o->account)
        return fail(c, FAIL_INPUT,
                    "Hãy gõ 'ngayso person add|reset|disable TÊN-ĐĂNG-NHẬP'; 'add' cần thêm --name và --org.");
    TRY(org_open_data(c, o->data, &store));
    return store_write(c, store, act, o);
}

static bool parse(int argc, char **argv, Options *o)
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'}, {"store", required_argument, NULL, 'd'},
        {"name", required_argument, NULL, 'n'}, {"mail", required_argument, NULL, 'm'},
        {"org", required_argument, NULL, 'o'},  {"role", required_argument, NULL, 'r'},
        {"site", required_argument, NULL, 's'}, {"key-file", required_argument, NULL, 'k'},
        {"new", no_argument, NULL, 'K'},        {0}};
    *o = (Options){.data = "ngayso.db", .site = "http://127.0.0.1:8080"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'd': o->data = optarg; break;
        case 'n': o->name = optarg; break;
        case 'm': o->mail = optarg; break;
        case 'o': o->org = optarg; break;
        case 'r': o->role = optarg; break;
        case 's': o->site = optarg; break;
        case 'k': o->key_file = optarg; break;
        case 'K': o->makes_key = true; break;
        default: return false;
        }
    if (optind < argc) o->act = argv[optind];
    if (optind + 1 < argc) o->account = argv[optind + 1];
    return true;
}

int person_command(int argc, char **argv)
{
    Options o;
    if (!parse(argc, argv, &o)) return fail_exit_code(FAIL_INPUT);
    return command_run(run, &o);
}

/* -- the key file -------------------------------------------------------------------------------------------- */

static Fail new_key(Ctx *c, void *nothing)
{
    (void)nothing;
    return second_key_new(c);
}

static Fail key(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    SecondKeyReport k;
    TRY(store_open_held(c, (StoreOptions){.path = o->data, .key_file = o->key_file, .steps = migrations}, &store));
    if (o->makes_key) TRY(store_write(c, store, new_key, NULL));
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(second_key_report(c, &k));
    printf("Tệp khóa: %s\n", k.path ? k.path : "chưa nêu; hãy thêm --key-file");
    if (k.problem.n) printf("%.*s\n", STR_ARGS(k.problem));
    printf("Khóa đang dùng: %.*s\nXác thực hai lớp: %lld dùng được, %lld không còn khóa.\n",
           STR_ARGS(k.name.n ? k.name : S("chưa có")), (long long)k.good, (long long)k.lost);
    if (k.lost) printf("Người không còn khóa đăng nhập bằng mã dự phòng, hoặc nhờ người quản trị đặt lại.\n");
    return OK;
}

int key_command(int argc, char **argv)
{
    Options o;
    if (!parse(argc, argv, &o)) return fail_exit_code(FAIL_INPUT);
    return command_run(key, &o);
}

/* -- the journal -------------------------------------------------------------------------------------------- */

static Fail verify(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    JournalProof proof;
    TRY(org_open_data(c, o->data, &store));
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(journal_verify(c, &proof));
    if (proof.wrong)
        return fail(c, FAIL_CONFLICT, "Nhật ký KHÔNG nguyên vẹn. Dòng %lld: %.*s.", (long long)proof.wrong,
                    STR_ARGS(proof.what));
    printf("Nhật ký nguyên vẹn: %lld dòng, %lld dòng có phần cá nhân đã xóa.\nDấu cuối: %.*s\n", (long long)proof.rows,
           (long long)proof.erased, STR_ARGS(proof.head));
    return OK;
}

int verify_command(int argc, char **argv)
{
    Options o;
    if (!parse(argc, argv, &o)) return fail_exit_code(FAIL_INPUT);
    return command_run(verify, &o);
}
