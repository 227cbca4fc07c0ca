// SPDX-License-Identifier: Apache-2.0
#include "listing/listing.h"
#include "org/command.h"
#include "org/org.h"
#include "org/web.h"

static const Input tree_inputs[] = {{INPUT_DAY, "ngay", "Tính đến ngày", .required = false, .list = LIST_CHOOSES},
                                    {INPUT_TEXT, "tim", "Tìm theo tên", .required = false, .max = 100, .keys = "search",
                                     .help = "Như “so y te”, có dấu hay không; hoặc mã, như STTTT.",
                                     .list = LIST_CHOOSES},
                                    {INPUT_TEXT, "loai", "Loại cơ quan", .max = ORG_CODE_MAX, .list = LIST_CHOOSES},
                                    {INPUT_TEXT, "thuoc", "Thuộc", .max = ORG_CODE_MAX, .list = LIST_CHOOSES},
                                    LIST_PAGE,
                                    {0}};

static const Route routes[] = {
    {GET, "/co-quan", tree_get, tree_inputs, "plan.read", "Danh mục cơ quan theo ngày", .api = true,
     .shows = &org_tree_record, .cached = true, .sheet = "Danh sách cơ quan"},
    {0},
};

static const Command commands[] = {
    {"org", "import FILE.tsv|csv [--check] | list [--on YYYY-MM-DD]   [--data ngayso.db]",
     "take in an office's own directory of agencies, every bad row named by its line; list who there is on a day",
     org_command},
    {0},
};

static const MenuRow menu[] = {{"/co-quan", "Cơ quan", MENU_PEOPLE, 10, .right = "plan.read"}, {0}};

static Fail fill(Ctx *c, void *nothing)
{
    (void)nothing;
    return org_ensure_shipped(c);
}

static Fail fill_directory(Ctx *c, const JobPlace *place) { return store_write(c, place->store, fill, NULL); }

static const ListKind *const lists[] = {&org_list_kind, NULL};

static const Job jobs[] = {{"org.shipped", .at_start = true, .run = fill_directory}, {0}};

const Feature feature_org = {.name = "org",
                             .routes = routes,
                             .commands = commands,
                             .menu = menu,
                             .jobs = jobs,
                             .lists = lists,
                             .rebuild = org_rebuild};
