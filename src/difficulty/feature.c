// SPDX-License-Identifier: Apache-2.0
#include "difficulty/difficulty.h"
#include "difficulty/web.h"
#include "http/request.h"
#include "people/personal.h"
#include "people/rights.h"
#include "store/cursor.h"
#include "work/view.h"
#include "work/web.h"

/* clang-format off */
#define LIVE "difficulty task"
#define THE_ONE {INPUT_ID, "difficulty", "Khó khăn", .required = true}
#define TICKS {INPUT_ID, "kho-khan", "Các khó khăn được đánh dấu", .many = true}
#define FILTERS                                                                                                        \
    {INPUT_CHOICE, "cho", "Chờ ai", .choices = "xong|dieu-phoi|lanh-dao|co-quan", .list = LIST_LOOK}, /* its tabs */   \
    {INPUT_TEXT, "co-quan", "Cơ quan nêu", .max = ORG_NAME_MAX, .list = LIST_CHOOSES},                                 \
    {INPUT_CHOICE, "xep", "Xếp theo", .choices = "lau=Nêu lâu nhất trước|moi=Mới nêu trước", .list = LIST_LOOK},       \
    LIST_PAGE, LIST_ALL, TICKS, {INPUT_ID, "nhom-kho-khan", "Nhóm khó khăn được đánh dấu", .many = true}
static const Input list_inputs[] = {FILTERS, {INPUT_ID, "mo", "Nhóm đang mở", .required = false}, {0}};
#define ALIKE TICKS, {INPUT_TEXT, "nhom", "Biểu mẫu của nhóm nào", .max = 40}
static const Input chairman_inputs[] = {DUE_SAID, {INPUT_TEXT, "sau", "Trang sau", .max = CURSOR_MAX}, {0}};
/* Of a proposal to the chairman. */
#define DOER(name) {INPUT_TEXT, name, "Cơ quan thực hiện khi lãnh đạo đồng ý", .max = ORG_NAME_MAX, \
    .help = "Để trống: cơ quan được nêu tên trong đề xuất; không nêu tên ai thì cơ quan nêu khó khăn tự thực hiện."}
static const Input bulk_inputs[] = {FILTERS, LIST_TURN, {INPUT_LINES, "noi-dung", "Nội dung", .max = DIFFICULTY_TEXT_MAX, .lines = 3},
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "tra-loi=Trả lời|trinh=Trình lãnh đạo"}, DOER("thuc-hien"), {0}};
static const Input direct_all_inputs[] = {ALIKE, {INPUT_LINES, "noi-dung", "Ý kiến chỉ đạo", .max = DIFFICULTY_TEXT_MAX, .lines = 3},
    {INPUT_CHOICE, "lam", "Làm gì", .choices = "hoi-lai=Hỏi lại điều phối"},
    {INPUT_CHOICE, "dong-y", "Đồng ý đề xuất", .choices = "1"},
    {INPUT_TEXT, "co-quan", "Cơ quan thực hiện", .max = ORG_NAME_MAX, .help = "Để trống: cơ quan mà điều phối đề xuất; không có đề xuất thì mỗi cơ quan nêu khó khăn tự thực hiện."},
    {INPUT_TEXT, "han", "Hạn", .max = 60, .is_short = true, .help = "Viết như 15/10/2024, hoặc trước ngày 20/10/2024."}, {0}};
static const Input one_inputs[] = {THE_ONE, {0}};
static const Input task_inputs[] = {{INPUT_ID, "task", "Việc", .required = true}, {0}};
static const Input raise_inputs[] = {{INPUT_ID, "task", "Việc", .required = true},
    {INPUT_LINES, "noi-dung", "Khó khăn, và cần ai giúp điều gì", .required = true, .max = DIFFICULTY_TEXT_MAX, .lines = 4,
     .help = "Cơ quan điều phối trả lời, hoặc trình lãnh đạo chỉ đạo. Ai cũng thấy điều này đã chờ bao lâu."}, {0}};
static const Input move_inputs[] = {THE_ONE, {INPUT_LINES, "noi-dung", "Nội dung", .max = DIFFICULTY_TEXT_MAX, .lines = 3},
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "tra-loi=Trả lời|trinh=Trình lãnh đạo|hoi-lai=Hỏi lại điều phối|xac-nhan=Đã giải quyết được|chua-xong=Chưa giải quyết được|"
                "rut=Rút, không cần nữa|tach=Tách ra xử lý riêng"}, DOER("co-quan"), {0}};
static const Input join_inputs[] = {THE_ONE, {INPUT_ID, "voi", "Gộp vào", .required = true}, {0}};
static const Input direct_inputs[] = {THE_ONE, {INPUT_LINES, "noi-dung", "Ý kiến chỉ đạo", .max = DIFFICULTY_TEXT_MAX, .lines = 3},
    {INPUT_CHOICE, "dong-y", "Đồng ý đề xuất", .choices = "1"},
    {INPUT_TEXT, "co-quan", "Cơ quan thực hiện", .max = ORG_NAME_MAX}, {INPUT_TEXT, "han", "Hạn", .max = 60, .is_short = true, .help = "Viết như 15/10/2024, hoặc trước ngày 20/10/2024."}, {0}};

static const Route routes[] = {
    {GET, "/kho-khan", difficulty_list_get, list_inputs, "work.inside", "Khó khăn, vướng mắc: chờ ai, đã bao lâu", .api = true, .place = place_of_difficulties, .live = LIVE, .shows = &difficulty_list_record, .sheet = "Khó khăn, vướng mắc"},
    {GET, "/kho-khan/cu-nhat", difficulty_oldest_get, .right = "work.inside", .help = "Những khó khăn chờ lâu nhất", .live = LIVE, .api = true, .shows = &difficulty_list_record},
    {GET, "/chi-dao", difficulty_chairman_get, chairman_inputs, .right = "difficulty.direct", .help = "Mọi điều chờ lãnh đạo chỉ đạo, trên một trang", .live = LIVE, .api = true, .shows = &difficulty_list_record},
    {GET, "/kho-khan/{difficulty}", difficulty_get, one_inputs, "work.inside", "Một khó khăn và mọi bước xử lý", .api = true, .place = place_of_difficulty, .shows = &difficulty_list_record},
    {GET, "/viec/{task}/kho-khan", difficulty_raise_get, task_inputs, "difficulty.raise", "Biểu mẫu nêu khó khăn", .place = place_of_lead, .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/viec/{task}/kho-khan", difficulty_raise_post, raise_inputs, "difficulty.raise", "Nêu khó khăn của một việc", .api = true, .again = difficulty_raise_get, .place = place_of_lead},
    {POST, "/kho-khan", difficulty_bulk_post, bulk_inputs, "difficulty.answer", "Trả lời, trình một lần cho các khó khăn được đánh dấu", .api = true, .again = difficulty_list_get},
    {POST, "/chi-dao", difficulty_direct_all_post, direct_all_inputs, "difficulty.direct", "Chỉ đạo một lần cho các khó khăn giống nhau", .api = true, .again = difficulty_chairman_get},
    {POST, "/kho-khan/{difficulty}", difficulty_move_post, move_inputs, "work.inside", "Trả lời, trình, hỏi lại, xác nhận, rút, tách một khó khăn", .api = true, .again = difficulty_get, .place = place_of_difficulty},
    {POST, "/kho-khan/{difficulty}/gop", difficulty_join_post, join_inputs, "difficulty.answer", "Gộp khó khăn giống nhau", .api = true, .again = difficulty_get, .place = place_of_difficulty},
    {POST, "/kho-khan/{difficulty}/chi-dao", difficulty_direct_post, direct_inputs, "difficulty.direct", "Chỉ đạo: thành việc có cơ quan và hạn", .api = true, .again = difficulty_get, .place = place_of_difficulty},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {
    {"/chi-dao", "Chỉ đạo", MENU_LEAD, 10, .right = "difficulty.direct", .waits = difficulties_to_direct},
    {"/kho-khan", "Khó khăn", MENU_LEAD, 20, .right = "work.inside", .waits = difficulties_waiting},
    {0}};

static const Grant grants[] = {
    {"difficulty.raise",
     "Nêu khó khăn của việc cơ quan mình, xác nhận đã giải quyết",
     {[ROLE_COORDINATOR] = ALL, [ROLE_HEAD] = OWN, [ROLE_OFFICIAL] = OWN},
     .is_carried = true},
    {"difficulty.answer", "Trả lời, gộp, trình lãnh đạo khó khăn", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {"difficulty.direct", "Chỉ đạo giải quyết khó khăn", {[ROLE_CHAIRMAN] = ALL}, .is_carried = true},
    {0},
};

static const ObjectKind objects[] = {{"difficulty", .path = "/kho-khan/{}"}, {0}};

static const ListKind *const lists[] = {&difficulty_list_kind, NULL};

static const UndoKind undos[] = {{"difficulty", difficulty_undo, "khó khăn"}, {0}};

static const Panel panels[] = {{PANEL_OF_TASK, PANEL_ACT, 30, "difficulty.raise", difficulty_panel},
                               {PANEL_OF_HOME, PANEL_ACT, 15, "difficulty.direct", difficulty_direct_home},
                               {PANEL_OF_HOME, PANEL_ACT, 30, "difficulty.answer", difficulty_answer_home},
                               {PANEL_OF_HOME, PANEL_ACT, 60, "difficulty.raise", difficulty_raiser_home},
                               {0}};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("difficulty", "raised_by", "Khó khăn, vướng mắc đã nêu", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("difficulty_entry", "person_id", "Điều đã trả lời, chỉ đạo về khó khăn", "lâu dài",
                             PERSONAL_WHY_RECORD),
    {0},
};

const Feature feature_difficulty = {.name = "difficulty",
                                    .routes = routes,
                                    .grants = grants,
                                    .menu = menu,
                                    .objects = objects,
                                    .undos = undos,
                                    .lists = lists,
                                    .rebuild = difficulty_rebuild,
                                    .panels = panels,
                                    .personal = personal};
