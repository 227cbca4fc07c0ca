// SPDX-License-Identifier: Apache-2.0
#include "figures/figures.h"
#include "figures/web.h"
#include "http/request.h"
#include "people/rights.h"
#include "store/cursor.h"

/* clang-format off */
#define SHARE(symbol, key, name) "|" key "=" name
#define WHEN                                                                                                           \
    {INPUT_DAY, "ngay", "Tính đến hết ngày", .required = false},                                                       \
    {INPUT_ID, "ke-hoach", "Kế hoạch", .required = false}
static const Input leader_inputs[] = {WHEN, {0}};
static const Input table_inputs[] = {
    WHEN, {INPUT_CHOICE, "xem", "Mỗi dòng là",
           .choices = "nhanh=một sở, ngành, huyện và cấp dưới|tung-co-quan=từng cơ quan, từng xã"},
    {INPUT_TEXT, "loai-co-quan", "Loại cơ quan", .max = ORG_CODE_MAX},
    {INPUT_CHOICE, "xep", "Xếp theo", .choices = "ten=Cơ quan|tong=Đã giao" TASK_CLASS_MORE FIGURE_SHARES(SHARE)},
    {INPUT_CHOICE, "chieu", "Chiều", .choices = "giam=Nhiều nhất trước|tang=Ít nhất trước"},
    {INPUT_INTEGER, "tu", "Từ dòng", .required = false, .min = 1, .max = 100000}, {0}};
static const Input map_inputs[] = {
    WHEN, {INPUT_CHOICE, "so-lieu", "Tô màu theo", .choices = "tong=Đã giao" TASK_CLASS_MORE FIGURE_SHARES(SHARE) FIGURE_SHARES_OF_MAP(SHARE)},
    {INPUT_CHOICE, "cap", "Mỗi ô là", .choices = "huyen=một huyện, gồm phòng ban và các xã|xa=một xã, phường, thị trấn"},
    {INPUT_TEXT, "huyen", "Huyện", .max = ORG_CODE_MAX}, {0}};
static const Input since_inputs[] = {{INPUT_ID, "ke-hoach", "Kế hoạch", .required = false}, {0}};
static const Input counted_inputs[] = {
    WHEN, {INPUT_ID, "hoat-dong", "Hoạt động", .required = false},
    {INPUT_TEXT, "co-quan", "Cơ quan", .max = ORG_CODE_MAX}, {INPUT_TEXT, "nhanh", "Cơ quan và cấp dưới", .max = ORG_CODE_MAX},
    {INPUT_CHOICE, "loai", "Theo hạn", .choices = TASK_CLASS_CHOICES},
    {INPUT_TEXT, "sau", "Trang sau", .max = CURSOR_MAX}, {0}};

#define LIVE "task_count task_counted task_extension difficulty"
static const Route routes[] = {
    {GET, "/lanh-dao", leader_get, leader_inputs, "figures.read", "Toàn cảnh trên một trang: số việc, cơ quan chậm, việc cần quyết định", .api = true, .cached = true, .place = place_of_figures, .live = LIVE, .shows = &leader_record},
    {GET, "/tu-hom-qua", since_get, since_inputs, "figures.read", "Từ hôm qua: việc xong thêm, thành quá hạn, xin gia hạn", .api = true, .cached = true, .place = place_of_figures, .shows = &since_record},
    {GET, "/co-quan-so-lieu", table_get, table_inputs, "figures.read", "Số liệu từng cơ quan, hôm nay hoặc một ngày đã qua", .api = true, .cached = true, .place = place_of_figures, .live = LIVE, .shows = &figures_table_record},
    {GET, "/co-quan-so-lieu.xlsx", table_file_get, table_inputs, "figures.read", "Số liệu từng cơ quan và từng việc, tệp Excel", .place = place_of_figures, .no_twin = "là tệp; JSON ở /co-quan-so-lieu", .slow = true},
    {GET, "/ban-do", tile_map_get, map_inputs, "figures.read", "Số liệu của từng huyện, từng xã trên bản đồ ô vuông", .api = true, .cached = true, .place = place_of_figures, .live = LIVE, .shows = &tile_map_record},
    {GET, "/co-quan-so-lieu/viec", counted_tasks_get, counted_inputs, "figures.read", "Những việc mà một con số của ngày đã qua đếm", .api = true, .cached = true, .place = place_of_figures, .shows = &counted_tasks_record, .sheet = "Những việc được đếm"},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {{"/lanh-dao", "Toàn cảnh", MENU_PAPERS, 10, .right = "figures.read"},
                               {"/co-quan-so-lieu", "Số liệu từng cơ quan", MENU_PAPERS, 20, .right = "figures.read"},
                               {"/ban-do", "Bản đồ", MENU_PAPERS, 30, .right = "figures.read"},
                               {0}};

/* Figures are of the whole province: to compare agencies is for those who carry the plan out and those who judge it. */
static const Grant grants[] = {
    {"figures.read",
     "Xem số liệu của mọi cơ quan",
     {[ROLE_ADMIN] = ALL,
      [ROLE_COORDINATOR] = ALL,
      [ROLE_CHAIRMAN] = ALL,
      [ROLE_HEAD] = ALL,
      [ROLE_OFFICIAL] = ALL,
      [ROLE_VIEWER] = ALL},
     .is_carried = true},
    {0},
};

static Fail count_weeks(Ctx *c, const JobPlace *place) { return figure_weeks_count(c, place->store); }

static const Job jobs[] = {{"figures.weeks", .every = JOB_HOUR, .at_start = true, .leased = true, .run = count_weeks},
                           {0}};

static const Panel panels[] = {{PANEL_OF_HOME, PANEL_SECTION, 10, "figures.read", figures_home},
                               {PANEL_OF_HOME, PANEL_ACT, 90, "work.assign", since_home},
                               {0}};

const Feature feature_figures = {
    .name = "figures", .routes = routes, .grants = grants, .menu = menu, .jobs = jobs, .panels = panels};
