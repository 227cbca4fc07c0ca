// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "indicator/desk.h"
#include "indicator/import.h"
#include "indicator/web.h"
#include "org/web.h"
#include "people/personal.h"
#include "people/rights.h"

/* clang-format off */
#define THE_SET {INPUT_TEXT, "bo", "Bộ số liệu", .required = true, .max = INDICATOR_CODE_MAX}
#define THE_ONE {INPUT_TEXT, "chi-tieu", "Chỉ tiêu", .required = true, .max = INDICATOR_CODE_MAX}
#define THE_ORG {INPUT_TEXT, "code", "Mã cơ quan", .required = true, .max = ORG_CODE_MAX}
#define TERM_ASKED {INPUT_TEXT, "ky", "Kỳ", .max = 40, .is_short = true, .help = "Một ngày trong kỳ, như 23/9/2024; hoặc 2024W39, 9/2024."}
#define THE_TERM {INPUT_TEXT, "ky", "Kỳ", .required = true, .max = 40}
#define UNDER {INPUT_TEXT, "trong", "Trong cơ quan", .max = ORG_CODE_MAX}
#define WHY {INPUT_TEXT, "ly-do", "Lý do sửa", .max = INDICATOR_WHY_MAX, .help = "Sửa số đã quá hạn báo cáo thì phải có; lý do được giữ cùng số cũ."}
#define CELL THE_ONE, THE_ORG, THE_TERM

static const Input overview_inputs[] = {{INPUT_DAY, "ngay", "Ngày trong kỳ", .required = false}, {0}};
static const Input of_inputs[] = {THE_ORG, {INPUT_DAY, "ngay", "Ngày trong kỳ", .required = false}, {0}};
static const Input indicator_inputs[] = {THE_ONE, TERM_ASKED, UNDER,
    {INPUT_DAY, "tinh-den", "Cộng theo cơ quan của ngày", .help = "Để trống: cộng theo cơ quan của chính kỳ ấy. Chọn một ngày sau sáp nhập: số của cơ quan cũ được cộng vào cơ quan kế tục."},
    {INPUT_INTEGER, "tu", "Từ dòng", .required = false, .min = 1, .max = 100000}, {0}};
static const Input cell_inputs[] = {CELL, {0}};
static const Input cell_post_inputs[] = {CELL, {INPUT_TEXT, "gia-tri", "Số", .max = 40, .is_short = true, .keys = "decimal"},
    {INPUT_TEXT, "da-xem", "Số đã thấy", .max = 40}, WHY, {0}};
static const Input note_inputs[] = {CELL, {INPUT_LINES, "ghi-chu", "Ghi chú", .max = INDICATOR_NOTE_MAX, .lines = 3}, {0}};
static const Input grid_inputs[] = {THE_SET, TERM_ASKED, UNDER, {INPUT_INTEGER, "da-luu", "Vừa lưu", .min = 0, .max = 1000000}, {0}};
#define FIELD(n) {.type = INPUT_TEXT, .name = "o" #n, .label = "Số", .max = 40, .each = true, .is_short = true, .keys = "decimal"}
static const Input grid_post_inputs[] = {THE_SET, TERM_ASKED, UNDER, WHY,
    {INPUT_TEXT, "xem", "Số đã thấy", .max = 800, .each = true},
    FIELD(1), FIELD(2), FIELD(3), FIELD(4), FIELD(5), FIELD(6), FIELD(7), FIELD(8), FIELD(9), FIELD(10), FIELD(11), FIELD(12),
    FIELD(13), FIELD(14), FIELD(15), FIELD(16), FIELD(17), FIELD(18), {0}};
_Static_assert(INDICATORS_MAX == 18, "a field for each column");
static const Input grid_cell_inputs[] = {THE_SET, THE_ORG, THE_ONE, THE_TERM, {INPUT_TEXT, "gia-tri", "Số", .max = 40},
    {INPUT_TEXT, "da-xem", "Số đã thấy", .max = 40}, WHY, {0}};
static const Input reports_inputs[] = {{INPUT_TEXT, "bo", "Bộ số liệu", .max = INDICATOR_CODE_MAX}, TERM_ASKED,
    {INPUT_INTEGER, "da-nhac", "Vừa nhắc", .min = 0, .max = 100000}, {0}};
static const Input remind_inputs[] = {THE_SET, TERM_ASKED, {INPUT_ID, "co-quan", "Cơ quan", .many = true},
    {INPUT_LINES, "noi-dung", "Lời nhắn thêm", .max = INDICATOR_NOTE_MAX}, {0}};
static const Input term_inputs[] = {THE_SET, THE_TERM, {0}};
static const Input reopen_inputs[] = {THE_SET, THE_TERM, {INPUT_TEXT, "ly-do", "Vì sao mở lại", .max = INDICATOR_WHY_MAX}, {0}};
static const Input set_inputs[] = {THE_SET, {0}};
static const Input run_inputs[] = {THE_SET, {INPUT_DAY, "tu", "Thu thập từ ngày", .required = true}, {INPUT_DAY, "den", "Đến ngày", .help = "Để trống: không có ngày kết thúc."}, {0}};
static const Input sets_run_inputs[] = {{INPUT_ID, "chon", "Bộ số liệu", .many = true}, {INPUT_DAY, "tu", "Thu thập từ ngày", .required = true}, {INPUT_DAY, "den", "Đến ngày", .help = "Để trống: không có ngày kết thúc."}, {0}};
static const Input declare_inputs[] = {{INPUT_TEXT, "theo", "Theo bộ", .max = INDICATOR_CODE_MAX}, {0}};
static const Input declare_post_inputs[] = {
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "soan=Soạn|xem=Xem thử|luu=Khai báo"},
    {INPUT_LINES, "yaml", "Khai báo (YAML)", .max = INDICATOR_SOURCE_MAX, .lines = 18},
    {INPUT_TEXT, "ten", "Tên bộ số liệu", .max = INDICATOR_TITLE_MAX},
    {INPUT_CHOICE, "chu-ky", "Báo cáo mỗi", .choices = "day=ngày|week=tuần|month=tháng"},
    {INPUT_TEXT, "ai", "Ai báo cáo", .max = ORG_CODE_MAX},
    {INPUT_INTEGER, "han", "Hạn, số ngày làm việc sau khi hết kỳ", .min = 0, .max = INDICATOR_DEADLINE_MAX},
    {INPUT_LINES, "chi-tieu", "Các chỉ tiêu, mỗi dòng một", .max = 8000, .lines = 6, .help = "Tên; đơn vị; “hiện có” hoặc “trong kỳ”. Ví dụ: Hộ có cáp quang; hộ; hiện có"}, {0}};
static const Input file_inputs[] = {THE_SET, TERM_ASKED, {0}};
static const Input file_post_inputs[] = {THE_SET, {INPUT_FILE, "tep", "Tệp Excel (.xlsx), CSV hoặc ADX (.xml)", .required = true, .max = IMPORT_FILE_MAX, .accept = ".xlsx,.csv,.xml,.txt"},
    {INPUT_TEXT, "ky", "Kỳ, nếu tệp không có cột “Kỳ”", .max = 40, .is_short = true}, {0}};
#define THE_FILE {INPUT_ID, "tep", "Tệp", .required = true}
static const Input look_inputs[] = {THE_SET, THE_FILE, {0}};
static const Input take_inputs[] = {THE_SET, THE_FILE, WHY, {0}};
static const Input export_inputs[] = {THE_SET, TERM_ASKED, {INPUT_TEXT, "tu", "Từ kỳ", .max = 40},
    {INPUT_CHOICE, "dang", "Dạng tệp", .choices = "xlsx|csv|adx"}, {0}};

#define FORM "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"
static const Route routes[] = {
    {GET, "/so-lieu", overview_get, overview_inputs, RIGHT_INDICATOR_READ, "Mọi chỉ tiêu: kỳ này, kỳ trước, so chỉ tiêu", .api = true, .cached = true, .shows = &overview_record},
    {GET, "/so-lieu/co-quan/{code}", overview_of_get, of_inputs, RIGHT_INDICATOR_READ, "Mọi chỉ tiêu của một cơ quan và cấp dưới", .api = true, .cached = true, .place = place_of_org, .shows = &overview_record},
    {GET, "/so-lieu/chi-tieu/{chi-tieu}", indicator_get, indicator_inputs, RIGHT_INDICATOR_READ, "Một chỉ tiêu: từng nơi, bản đồ, các kỳ", .api = true, .cached = true, .place = place_of_figures_asked, .shows = &indicator_record},
    {GET, "/so-lieu/o/{chi-tieu}/{code}/{ky}", cell_get, cell_inputs, RIGHT_INDICATOR_READ, "Một số: ai báo cáo, đã sửa thế nào, ghi chú", .api = true, .place = place_of_org, .shows = &cell_record},
    {POST, "/so-lieu/o/{chi-tieu}/{code}/{ky}", cell_post, cell_post_inputs, RIGHT_INDICATOR_WRITE, "Nhập, sửa một số", .api = true, .again = cell_get, .place = place_of_org},
    {POST, "/so-lieu/o/{chi-tieu}/{code}/{ky}/ghi-chu", cell_note_post, note_inputs, RIGHT_INDICATOR_WRITE, "Ghi chú về một số", .api = true, .again = cell_get, .place = place_of_org},
    {GET, "/so-lieu/nhap/{bo}", grid_get, grid_inputs, RIGHT_INDICATOR_WRITE, "Bảng nhập số liệu của các cơ quan", .place = place_of_figures_asked, .no_twin = FORM},
    {POST, "/so-lieu/nhap/{bo}", grid_post, grid_post_inputs, RIGHT_INDICATOR_WRITE, "Lưu bảng số liệu", .again = grid_get, .place = place_of_figures_asked},
    {POST, "/so-lieu/nhap/{bo}/o", grid_cell_post, grid_cell_inputs, RIGHT_INDICATOR_WRITE, "Lưu một ô, trả lời đã nhận hay vì sao không", .api = true, .place = place_of_org},
    {GET, "/so-lieu/nap/{bo}", file_get, file_inputs, RIGHT_INDICATOR_WRITE, "Nạp số liệu từ tệp", .no_twin = FORM},
    {POST, "/so-lieu/nap/{bo}", file_post, file_post_inputs, RIGHT_INDICATOR_WRITE, "Gửi tệp số liệu để xem trước", .again = file_get},
    {GET, "/so-lieu/nap/{bo}/{tep}", file_look_get, look_inputs, RIGHT_INDICATOR_WRITE, "Tệp số liệu sẽ thay đổi gì", .slow = true, .no_twin = "là bước xem trước của một biểu mẫu"},
    {POST, "/so-lieu/nap/{bo}/{tep}", file_take_post, take_inputs, RIGHT_INDICATOR_WRITE, "Nạp tệp số liệu đã xem trước", .again = file_look_get},
    {GET, "/so-lieu/tai/{bo}", export_get, export_inputs, RIGHT_INDICATOR_READ, "Số liệu của một bộ: Excel, CSV, ADX", .slow = true, .no_twin = "là tệp; JSON ở /so-lieu/chi-tieu/{chi-tieu}"},
    {GET, "/so-lieu/bao-cao", reports_get, reports_inputs, RIGHT_INDICATOR_MANAGE, "Ai chưa báo cáo số liệu", .api = true, .shows = &reports_record, .sheet = "Chưa báo cáo số liệu"},
    {POST, "/so-lieu/bao-cao", reports_post, remind_inputs, RIGHT_INDICATOR_MANAGE, "Nhắc các cơ quan chưa báo cáo", .api = true, .again = reports_get},
    {GET, "/so-lieu/bo", sets_get, NULL, RIGHT_INDICATOR_READ, "Các bộ số liệu", .api = true, .shows = &sets_record},
    {POST, "/so-lieu/bo", sets_run_post, sets_run_inputs, RIGHT_INDICATOR_MANAGE, "Bắt đầu thu thập nhiều bộ số liệu", .api = true, .again = sets_get},
    {GET, "/so-lieu/bo/{bo}", set_get, set_inputs, RIGHT_INDICATOR_READ, "Một bộ số liệu: chỉ tiêu nào, ai báo cáo, cộng thế nào", .api = true, .shows = &set_record},
    {GET, "/so-lieu/bo/{bo}/yaml", set_yaml_get, set_inputs, RIGHT_INDICATOR_READ, "Khai báo của một bộ số liệu", .no_twin = "là tệp YAML; JSON ở /so-lieu/bo/{bo}"},
    {POST, "/so-lieu/bo/{bo}/chay", set_run_post, run_inputs, RIGHT_INDICATOR_MANAGE, "Bắt đầu thu thập một bộ số liệu", .api = true, .again = set_get},
    {POST, "/so-lieu/bo/{bo}/dung", set_close_post, set_inputs, RIGHT_INDICATOR_MANAGE, "Dừng thu thập một bộ số liệu", .api = true, .again = set_get},
    {POST, "/so-lieu/bo/{bo}/cong-bo", publish_post, term_inputs, RIGHT_INDICATOR_MANAGE, "Công bố số liệu của một kỳ: không sửa được nữa", .api = true, .again = reports_get},
    {POST, "/so-lieu/bo/{bo}/mo-lai", reopen_post, reopen_inputs, RIGHT_INDICATOR_MANAGE, "Mở lại số liệu đã công bố", .api = true, .again = reports_get},
    {GET, "/so-lieu/khai-bao", declare_get, declare_inputs, RIGHT_INDICATOR_MANAGE, "Biểu mẫu khai báo bộ số liệu", .no_twin = FORM},
    {POST, "/so-lieu/khai-bao", declare_post, declare_post_inputs, RIGHT_INDICATOR_MANAGE, "Soạn, xem thử, khai báo bộ số liệu", .api = true, .again = declare_get},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {
    {"/so-lieu", "Số liệu", MENU_PAPERS, 15, .right = RIGHT_INDICATOR_READ},
    {"/so-lieu/bao-cao", "Ai chưa báo cáo số liệu", MENU_PAPERS, 16, .right = RIGHT_INDICATOR_MANAGE, .spot = SPOT_ACT},
    {0}};

/* An agency has its own figures, a district those of its communes; what was published as a sum says nothing of one. */
static const Grant grants[] = {
    {RIGHT_INDICATOR_READ,
     "Xem số liệu: của cơ quan mình và cấp dưới, hoặc của mọi cơ quan",
     {[ROLE_ADMIN] = ALL,
      [ROLE_COORDINATOR] = ALL,
      [ROLE_CHAIRMAN] = ALL,
      [ROLE_VIEWER] = ALL,
      [ROLE_HEAD] = SUBTREE,
      [ROLE_OFFICIAL] = SUBTREE},
     .is_carried = true},
    {RIGHT_INDICATOR_WRITE,
     "Nhập, sửa số liệu của cơ quan mình và cấp dưới",
     {[ROLE_COORDINATOR] = ALL, [ROLE_HEAD] = SUBTREE, [ROLE_OFFICIAL] = SUBTREE},
     .is_carried = true},
    {RIGHT_INDICATOR_MANAGE,
     "Khai báo, công bố số liệu, nhắc cơ quan chưa báo cáo",
     {[ROLE_COORDINATOR] = ALL},
     .is_carried = true},
    {0},
};

static const ObjectKind objects[] = {{"indicator_set", .path = NULL}, {0}};

static Fail offer_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    return indicator_ensure_shipped(c);
}
static Fail offer(Ctx *c, const JobPlace *place) { return store_write(c, place->store, offer_in_write, NULL); }
static const Job jobs[] = {{"indicator.offer", .at_start = true, .leased = true, .run = offer}, {0}};

static const Panel panels[] = {{PANEL_OF_HOME, PANEL_ACT, 52, RIGHT_INDICATOR_WRITE, indicator_owed_home},
                               {PANEL_OF_HOME, PANEL_ACT, 42, RIGHT_INDICATOR_MANAGE, indicator_reports_home},
                               {0}};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("indicator_value", "person_id", "Số liệu đã nhập", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("indicator_change", "person_id", "Số liệu đã sửa", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("indicator_note", "person_id", "Ghi chú về số liệu", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("indicator_published", "person_id", "Kỳ số liệu đã công bố", "lâu dài",
                             PERSONAL_WHY_RECORD),
    PERSONAL_GOES("indicator_file", "person_id", "Tệp số liệu chờ nạp", "đến khi nạp, hoặc gửi tệp khác",
                  "để xem trước khi nạp"),
    {0},
};

const Feature feature_indicator = {.name = "indicator",
                                   .routes = routes,
                                   .menu = menu,
                                   .grants = grants,
                                   .jobs = jobs,
                                   .objects = objects,
                                   .panels = panels,
                                   .personal = personal,
                                   .annex = &indicator_annex,
                                   .rebuild = indicator_rebuild};
