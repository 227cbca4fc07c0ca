// SPDX-License-Identifier: Apache-2.0
#include "doc/sheet.h"
#include "form/draft.h"
#include "http/record.h"
#include "mail/mail.h"
#include "people/personal.h"
#include "people/rights.h"
#include "procedure/command.h"
#include "procedure/dossier.h"
#include "procedure/made.h"
#include "procedure/view.h"
#include "procedure/web.h"

extern const Record catalogue_record, wait_record, dossier_list_record;

/* clang-format off */
#define THE_PROCEDURE {INPUT_TEXT, "thu-tuc", "Thủ tục", .required = true, .max = DESIGN_NAME_MAX, .is_plain = true}
#define THE_DOSSIER {INPUT_ID, "ho-so", "Hồ sơ", .required = true}
#define THE_PASS {INPUT_TEXT, "khoa-xem", "Khóa xem hồ sơ", .required = true, .max = 64, .is_plain = true}
#define THE_MOVE {INPUT_TEXT, "buoc-di", "Bước", .required = true, .max = DESIGN_NAME_MAX, .is_plain = true}
#define SEEN {INPUT_INTEGER, "phien-ban", "Lần sửa đã xem", .min = 0, .max = 1000000000}
#define DONE {INPUT_CHOICE, "xong", "Vừa làm", .choices = "1"}
#define A_MESSAGE {INPUT_LINES, "noi-dung", "Nội dung", .required = true, .max = DOSSIER_TEXT_MAX, .lines = 4}
#define A_DOCUMENT {INPUT_ID, "muc", "Văn bản", .required = true}, {INPUT_CHOICE, "dang", "Dạng tệp", .choices = "docx|pdf"}
static const Input procedure_inputs[] = {THE_PROCEDURE, {0}};
static const Input send_inputs[] = {THE_PROCEDURE, FILL_BUTTON, {0}};
static const Input open_inputs[] = {THE_PROCEDURE, {INPUT_CHOICE, "mo", "Nhận hồ sơ", .required = true, .choices = "co|khong"}, {0}};
static const Input version_inputs[] = {THE_PROCEDURE, {INPUT_ID, "phien-ban", "Phiên bản", .required = true}, {0}};
static const Input dossier_inputs[] = {THE_DOSSIER, DONE, {INPUT_TEXT, "ma", "Mã hồ sơ", .max = 40}, {0}};
static const Input pass_inputs[] = {THE_PASS, DONE, {INPUT_TEXT, "ma", "Mã hồ sơ", .max = 40}, {0}};
static const Input dossier_move_inputs[] = {THE_DOSSIER, THE_MOVE, SEEN, FILL_BUTTON, {0}};
static const Input pass_move_inputs[] = {THE_PASS, THE_MOVE, SEEN, FILL_BUTTON, {0}};
static const Input dossier_message_inputs[] = {THE_DOSSIER, A_MESSAGE, {0}};
static const Input pass_message_inputs[] = {THE_PASS, A_MESSAGE, {0}};
static const Input dossier_document_inputs[] = {THE_DOSSIER, A_DOCUMENT, {0}};
static const Input pass_document_inputs[] = {THE_PASS, A_DOCUMENT, {0}};
static const Input lookup_inputs[] = {{INPUT_TEXT, "ma", "Mã hồ sơ", .max = 40, .is_short = true, .is_plain = true, .help = "Ba nhóm bốn ký tự, in trên trang xác nhận: k3mq-7xwd-p2na."}, {0}};
static const Input lookup_post_inputs[] = {
    {INPUT_TEXT, "ma", "Mã hồ sơ", .required = true, .max = 40, .is_short = true, .is_plain = true, .help = "Ba nhóm bốn ký tự, in trên trang xác nhận: k3mq-7xwd-p2na."},
    {INPUT_TEXT, "dien-thoai", "Số điện thoại", .required = true, .max = 40, .is_short = true, .keys = "tel", .autocomplete = "tel", .help = "Số đã khai trong hồ sơ."}, {0}};
static const Input wait_inputs[] = {{INPUT_TEXT, "thu-tuc", "Thủ tục", .max = DESIGN_NAME_MAX}, {0}};
static const Input wait_post_inputs[] = {THE_PROCEDURE, THE_MOVE, {INPUT_ID, "ho-so", "Hồ sơ được đánh dấu", .many = true},
                                         {INPUT_CHOICE, "tat-ca", "Tất cả hồ sơ đang chờ", .choices = "1"}, {0}};

#define FILTER(name) {INPUT_TEXT, name, "Lọc", .max = 200, .list = LIST_CHOOSES}
#define RANGE(n) {INPUT_TEXT, "tu-" n, "Từ", .max = 40, .is_short = true, .list = LIST_CHOOSES}, {INPUT_TEXT, "den-" n, "Đến", .max = 40, .is_short = true, .list = LIST_CHOOSES}
static const Input list_inputs[] = {
    {INPUT_TEXT, "thu-tuc", "Thủ tục", .max = DESIGN_NAME_MAX, .list = LIST_CHOOSES},
    {INPUT_TEXT, "trang-thai", "Trạng thái", .max = DESIGN_NAME_MAX, .list = LIST_CHOOSES},
    {INPUT_TEXT, "tim", "Tìm chữ", .max = 100, .list = LIST_CHOOSES, .help = "Trong số hồ sơ, người nộp, nội dung; không cần dấu."},
    FILTER("loc-1"), FILTER("loc-2"), FILTER("loc-3"), FILTER("loc-4"), FILTER("loc-5"),
    {INPUT_DAY, "nop-tu", "Nộp từ ngày", .list = LIST_CHOOSES}, {INPUT_DAY, "nop-den", "Nộp đến hết ngày", .list = LIST_CHOOSES},
    RANGE("1"), RANGE("2"), RANGE("3"), RANGE("4"), RANGE("5"), LIST_PAGE, {0}};
static const Input published_inputs[] = {THE_PROCEDURE, {INPUT_ID, "truoc", "Cũ hơn hồ sơ", .required = false}, {0}};
#define THE_COPY {INPUT_ID, "ban-sua", "Bản soạn của biểu mẫu", .required = false}
static const Input editor_inputs[] = {{INPUT_TEXT, "tu", "Chép từ thủ tục", .max = DESIGN_NAME_MAX}, THE_COPY, {0}};
static const Input editor_post_inputs[] = {
    {INPUT_LINES, "van-ban", "Văn bản của thủ tục", .required = true, .max = DESIGN_SOURCE_MAX, .lines = 30, .is_plain = true},
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "kiem-tra=Kiểm tra|sua-truong=Sửa từng trường|cong-bo=Công bố"},
    {INPUT_INTEGER, "da-xem", "Phiên bản đã xem", .min = 0, .max = 1000000000}, THE_COPY, {0}};
#define THE_FORM {INPUT_ID, "ban-sua", "Bản soạn", .required = true}
static const Input start_inputs[] = {{INPUT_TEXT, "tu", "Thủ tục sẽ chép", .max = DESIGN_NAME_MAX}, {0}};
static const Input start_post_inputs[] = {
    {INPUT_FILE, "tep", "Tệp XLSForm hoặc YAML", .required = true, .max = SHEET_BYTES_MAX, .accept = ".xlsx,.yaml,.yml,text/yaml",
     .help = "Bảng tính XLSForm của ODK, KoBo, SurveyCTO; tệp YAML của một biểu mẫu hoặc của cả một thủ tục."}, {0}};
static const Input copy_inputs[] = {
    {INPUT_TEXT, "tu", "Thủ tục sẽ chép", .required = true, .max = DESIGN_NAME_MAX},
    {INPUT_TEXT, "ten-moi", "Tên của thủ tục mới", .required = true, .max = 200}, {0}};
static const Input make_page_inputs[] = {THE_FORM, {0}};
static const Input make_inputs[] = {
    THE_FORM,
    {INPUT_TEXT, "ten-thu-tuc", "Tên thủ tục", .required = true, .max = 200},
    {INPUT_TEXT, "ma", "Mã trong địa chỉ trang", .max = DESIGN_NAME_MAX, .is_plain = true, .is_short = true, .help = "Chữ thường không dấu, số, dấu gạch. Để trống thì lấy theo tên."},
    {INPUT_TEXT, "nhom", "Nhóm trong danh mục", .max = 100, .help = "Ví dụ: Kinh tế số. Để trống thì xếp vào Thủ tục khác."},
    {INPUT_CHOICE, "ai-nop", "Ai được nộp", .required = true, .is_radio = true, .choices = "moi-nguoi=Mọi người, không cần tài khoản|tai-khoan=Người có tài khoản|co-quan=Cơ quan, đơn vị|duoc-moi=Chỉ người được mời"},
    {INPUT_TEXT, "giai-quyet", "Cơ quan giải quyết", .required = true, .max = 40},
    {INPUT_INTEGER, "so-ngay", "Giải quyết trong bao nhiêu ngày làm việc", .required = true, .min = 1, .max = MADE_DAYS_MAX, .is_short = true, .help = "Tính từ ngày sau ngày nộp; đứng lại trong lúc chờ người nộp bổ sung."},
    {INPUT_DAY, "han-nop", "Nhận hồ sơ đến hết ngày", .is_short = true, .help = "Để trống nếu nhận không thời hạn."},
    {INPUT_TEXT, "dien-thoai", "Trường nào là số điện thoại của người nộp", .max = DESIGN_NAME_MAX, .help = "Người không có tài khoản xem hồ sơ bằng mã và số điện thoại này."},
    {INPUT_TEXT, "chia-theo", "Số liệu chia theo câu hỏi nào", .max = DESIGN_NAME_MAX, .help = "Số hồ sơ được duyệt của từng câu trả lời. Theo cơ quan, theo xã thì luôn có khi biểu mẫu hỏi."},
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "xem=Xem văn bản trước|cong-bo=Công bố"}, {0}};
static const Input import_inputs[] = {
    THE_PROCEDURE, {INPUT_FILE, "tep", "Tệp Excel hoặc CSV", .required = true, .max = UPLOAD_MAX, .accept = ".xlsx,.csv"},
    {INPUT_CHOICE, "thu", "Chỉ kiểm tra, chưa nhập", .choices = "1"}, {0}};

static const Input invite_inputs[] = {
    THE_PROCEDURE, {INPUT_TEXT, "ten", "Mời ai", .required = true, .max = 200, .help = "Tên người, đơn vị."},
    {INPUT_TEXT, "thu", "Thư điện tử", .max = MAIL_ADDRESS_MAX, .keys = "email", .is_plain = true, .help = "Có thì đường dẫn được gửi ngay."}, {0}};
static const Input token_inputs[] = {{INPUT_TEXT, "token", "Giấy mời", .required = true, .max = 64, .is_plain = true}, {0}};

#define NO_JSON_OF_FORM .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"
enum { FILES_BYTES = 64 << 20 }; /* of one press */
static const Route routes[] = {
    {GET, "/thu-tuc", catalogue_get, .right = RIGHT_PUBLIC, .help = "Các thủ tục, cái nào đang nhận hồ sơ", .api = true, .shows = &catalogue_record},
    {GET, "/thu-tuc/{thu-tuc}", procedure_get, procedure_inputs, RIGHT_PUBLIC, "Một thủ tục: ai nộp, bao lâu, các bước", .no_twin = "JSON ở bản mô tả openapi.json của thủ tục"},
    {POST, "/thu-tuc/{thu-tuc}/nop", procedure_begin_post, procedure_inputs, RIGHT_PUBLIC, "Bắt đầu một hồ sơ: một bản nháp để điền", .api = true},
    {POST, "/thu-tuc/{thu-tuc}/mo", procedure_open_post, open_inputs, "procedure.manage", "Mở, dừng nhận hồ sơ của một thủ tục", .again = procedure_get},
    {GET, "/thu-tuc/{thu-tuc}/phien-ban/{phien-ban}", procedure_source_get, version_inputs, "procedure.manage", "Văn bản YAML của một phiên bản", .no_twin = "là tệp YAML"},
    {GET, "/thu-tuc/{thu-tuc}/cong-khai", published_get, published_inputs, RIGHT_PUBLIC, "Hồ sơ được công khai của một thủ tục", .no_twin = "các mục công khai có trong JSON của /ho-so cho người đã đăng nhập"},
    {GET, "/thu-tuc/{thu-tuc}/so-lieu", figures_get, procedure_inputs, RIGHT_OWN, "Số đếm của một thủ tục, qua mọi phiên bản", .no_twin = "số liệu dùng chung ở trang số liệu của cơ quan"},
    {GET, "/thu-tuc/{thu-tuc}/openapi.json", procedure_openapi_get, procedure_inputs, RIGHT_PUBLIC, "Mô tả OpenAPI của một thủ tục", .no_twin = "chính nó là JSON"},
    {POST, "/thu-tuc/{thu-tuc}/gui", procedure_send_post, send_inputs, RIGHT_PUBLIC, "Nộp một hồ sơ bằng một lần gọi", .api = true, .again = procedure_get, .more = procedure_send_more,
     .prepare = procedure_send_prepare, .files_max = FILES_BYTES, .slow_with_files = true},
    {GET, "/thu-tuc/{thu-tuc}/nhap", import_get, procedure_inputs, RIGHT_OWN, "Nhập hồ sơ từ Excel", NO_JSON_OF_FORM},
    {POST, "/thu-tuc/{thu-tuc}/nhap", import_post, import_inputs, RIGHT_OWN, "Kiểm tra, nhập hồ sơ từ Excel", .again = import_get, .prepare = import_prepare, .slow = true},
    {GET, "/thu-tuc/{thu-tuc}/mau.xlsx", import_sheet_get, procedure_inputs, RIGHT_OWN, "Tệp mẫu để nhập hồ sơ", .no_twin = "là tệp Excel trống"},
    {GET, "/thu-tuc/{thu-tuc}/moi", dossier_invite_get, procedure_inputs, RIGHT_OWN, "Mời nộp hồ sơ, và đã mời ai", NO_JSON_OF_FORM},
    {POST, "/thu-tuc/{thu-tuc}/moi", dossier_invite_post, invite_inputs, RIGHT_OWN, "Mời một người, một đơn vị nộp hồ sơ", .again = dossier_invite_get},
    {GET, "/moi/{token}", dossier_invited_get, token_inputs, RIGHT_PUBLIC, "Mở giấy mời nộp hồ sơ", .no_twin = "chỉ để người được mời mở"},
    {POST, "/moi/{token}", dossier_invited_post, token_inputs, RIGHT_PUBLIC, "Bắt đầu hồ sơ theo giấy mời", .again = dossier_invited_get},
    {GET, "/thu-tuc-moi", editor_get, editor_inputs, "procedure.manage", "Viết, chép, sửa một thủ tục", NO_JSON_OF_FORM},
    {POST, "/thu-tuc-moi", editor_post, editor_post_inputs, "procedure.manage", "Kiểm tra, công bố một thủ tục", .again = editor_get},
    {GET, "/thu-tuc-them", start_get, start_inputs, "procedure.manage", "Thêm một thủ tục: từ tệp, chép, từ biểu mẫu", NO_JSON_OF_FORM},
    {POST, "/thu-tuc-them", start_post, start_post_inputs, "procedure.manage", "Thêm một thủ tục từ tệp XLSForm, YAML", .again = start_get, .prepare = start_prepare, .slow = true},
    {POST, "/thu-tuc-them/chep", copy_post, copy_inputs, "procedure.manage", "Chép một thủ tục thành thủ tục khác", .again = start_get},
    {GET, "/thu-tuc-them/{ban-sua}", make_get, make_page_inputs, "procedure.manage", "Làm một biểu mẫu thành thủ tục", NO_JSON_OF_FORM},
    {POST, "/thu-tuc-them/{ban-sua}", make_post, make_inputs, "procedure.manage", "Làm một biểu mẫu thành thủ tục, công bố", .again = make_get},
    {GET, "/huong-dan/thu-tuc", procedure_guide_get, .right = RIGHT_PUBLIC, .help = "Cách làm một thủ tục", .no_twin = "là trang hướng dẫn", .cached = true},
    {GET, "/ho-so", dossier_list_get, list_inputs, RIGHT_OWN, "Các hồ sơ của một thủ tục", .api = true, .shows = &dossier_list_record},
    {GET, "/ho-so.xlsx", dossier_sheet_get, list_inputs, RIGHT_OWN, "Các hồ sơ, tệp Excel", .slow = true, .no_twin = "là tệp; JSON ở /ho-so"},
    {GET, "/ho-so.csv", dossier_csv_get, list_inputs, RIGHT_OWN, "Các hồ sơ, tệp CSV", .slow = true, .no_twin = "là tệp; JSON ở /ho-so"},
    {GET, "/ho-so-cua-toi", my_dossiers_get, .right = RIGHT_OWN, .help = "Hồ sơ đã nộp khi đăng nhập, của tôi và cơ quan tôi", .no_twin = "JSON của các hồ sơ có ở /api/v1/ho-so"},
    {GET, "/cho-toi", dossiers_wait_get, wait_inputs, RIGHT_OWN, "Hồ sơ chờ tôi giải quyết, việc gấp ở trên", .api = true, .shows = &wait_record, .sheet = "Hồ sơ chờ tôi"},
    {POST, "/cho-toi", dossiers_wait_post, wait_post_inputs, RIGHT_OWN, "Quyết định nhiều hồ sơ một lần", .again = dossiers_wait_get},
    {GET, "/tra-cuu", lookup_get, lookup_inputs, RIGHT_PUBLIC, "Tra cứu hồ sơ bằng mã và số điện thoại", NO_JSON_OF_FORM},
    {POST, "/tra-cuu", lookup_post, lookup_post_inputs, RIGHT_PUBLIC, "Mở hồ sơ bằng mã và số điện thoại", .again = lookup_get},
    {GET, "/ho-so/{ho-so}", dossier_get, dossier_inputs, RIGHT_PUBLIC, "Một hồ sơ: nội dung, thời hạn, các bước", .no_twin = "JSON của các hồ sơ có ở /api/v1/ho-so"},
    {POST, "/ho-so/{ho-so}/tin", dossier_message_post, dossier_message_inputs, RIGHT_OWN, "Viết cho người nộp, cho cơ quan giải quyết", .again = dossier_get},
    {GET, "/ho-so/{ho-so}/van-ban/{muc}", dossier_document_get, dossier_document_inputs, RIGHT_OWN, "Văn bản của một hồ sơ, Word hoặc PDF", .slow = true, .no_twin = "là tệp"},
    {GET, "/ho-so/{ho-so}/chuyen/{buoc-di}", move_get, dossier_move_inputs, RIGHT_OWN, "Biểu mẫu của một bước", NO_JSON_OF_FORM},
    {POST, "/ho-so/{ho-so}/chuyen/{buoc-di}", move_post, dossier_move_inputs, RIGHT_OWN, "Làm một bước của hồ sơ", .api = true, .again = move_get,
     .more = move_more, .prepare = move_prepare, .files_max = FILES_BYTES, .slow_with_files = true},
    {GET, "/tra-cuu/{khoa-xem}", dossier_get, pass_inputs, RIGHT_PUBLIC, "Hồ sơ của người nộp không có tài khoản", .no_twin = "chỉ để người nộp xem"},
    {POST, "/tra-cuu/{khoa-xem}/tin", dossier_message_post, pass_message_inputs, RIGHT_PUBLIC, "Người nộp viết cho cơ quan giải quyết", .again = dossier_get},
    {GET, "/tra-cuu/{khoa-xem}/van-ban/{muc}", dossier_document_get, pass_document_inputs, RIGHT_PUBLIC, "Văn bản trả lời người nộp", .slow = true, .no_twin = "là tệp"},
    {GET, "/tra-cuu/{khoa-xem}/chuyen/{buoc-di}", move_get, pass_move_inputs, RIGHT_PUBLIC, "Biểu mẫu của một bước của người nộp", NO_JSON_OF_FORM},
    {POST, "/tra-cuu/{khoa-xem}/chuyen/{buoc-di}", move_post, pass_move_inputs, RIGHT_PUBLIC, "Người nộp bổ sung, rút hồ sơ", .again = move_get,
     .more = move_more, .prepare = move_prepare, .files_max = FILES_BYTES, .slow_with_files = true},
    {0},
};

static const Grant grants[] = {
    {"dossier.oversee", "Tra cứu hồ sơ của mọi thủ tục, không gồm dữ liệu cá nhân",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL}, .is_carried = true},
    {"dossier.files", "Mở tệp của hồ sơ mình giải quyết hoặc đã nộp",
     {[ROLE_COORDINATOR] = OWN, [ROLE_CHAIRMAN] = OWN, [ROLE_HEAD] = OWN, [ROLE_OFFICIAL] = OWN, [ROLE_TEAM] = OWN, [ROLE_COUNCIL] = OWN}, .is_carried = true},
    {"procedure.manage", "Công bố, mở và dừng thủ tục", {[ROLE_COORDINATOR] = ALL}, .is_carried = false},
    {0},
};
/* clang-format on */

static Fail ensure_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    return versions_ensure_shipped(c);
}

static Fail ensure_shipped(Ctx *c, const JobPlace *place)
{
    return store_write(c, place->store, ensure_in_write, NULL);
}

static Fail run_clocks(Ctx *c, const JobPlace *place)
{
    int done;
    return clocks_run(c, place->store, &done);
}

enum { ERASED_AT_ONCE = 200 };

static Fail erase_in_write(Ctx *c, void *arg)
{
    TRY(passes_purge(c));
    return dossiers_erase_old(c, ERASED_AT_ONCE, arg);
}

static Fail erase_old(Ctx *c, const JobPlace *place)
{
    for (int n = ERASED_AT_ONCE; n == ERASED_AT_ONCE;) TRY(store_write(c, place->store, erase_in_write, &n));
    return OK;
}

static const Job jobs[] = {
    {"procedure.shipped", .at_start = true, .run = ensure_shipped},
    {"procedure.clocks", .every = JOB_MINUTE * 10, .at_start = true, .leased = true, .run = run_clocks},
    {"procedure.erase", .every = JOB_HOUR, .leased = true, .run = erase_old},
    {0}};

static const MenuRow menu[] = {
    {"/cho-toi", "Hồ sơ chờ tôi", MENU_TODAY, 25, .waits = dossiers_waiting_count},
    {"/thu-tuc", "Thủ tục", MENU_WORK, 70, .right = NULL},
    {"/thu-tuc", "Nộp hồ sơ", .order = 1, .waits = public_procedures_count, .spot = SPOT_GUEST},
    {"/tra-cuu", "Tra cứu hồ sơ", .order = 2, .waits = public_procedures_count, .spot = SPOT_GUEST},
    {0}};

static const ObjectKind objects[] = {
    {"dossier", .path = "/ho-so/{}", .place = dossier_file_place}, {"procedure", .path = NULL}, {0}};
static const ListKind *const lists[] = {&dossier_list_kind, NULL};
static const FormKind *const forms[] = {&dossier_form, NULL};
static const DesignKind *const designs[] = {&procedure_designs, NULL};
static const Panel panels[] = {{PANEL_OF_SIGN_IN, PANEL_SECTION, 10, NULL, public_panel},
                               {PANEL_OF_HOME, PANEL_ACT, 18, NULL, wait_home_panel},
                               {PANEL_OF_HOME, PANEL_SECTION, 60, NULL, counted_home_panel},
                               {0}};

static const Personal personal[] = {
    PERSONAL_EMPTIED("dossier", "person_id", "Hồ sơ đã nộp khi đăng nhập", "như thủ tục nói (retention)",
                     "để giải quyết hồ sơ và báo kết quả", "person_id = 0"),
    PERSONAL_STAYS_UNCOUNTED("dossier_entry", "person_id", "Bước đã làm với hồ sơ", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("dossier_entry", "behalf_id", "Bước người khác làm thay với hồ sơ", "lâu dài",
                             PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("procedure_version", "published_by", "Thủ tục đã công bố", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("dossier_invite", "made_by", "Giấy mời nộp hồ sơ đã gửi", "lâu dài", PERSONAL_WHY_RECORD),
    {0},
};

static const Command commands[] = {
    {"procedure", "check FILE... | list [--data FILE] | publish FILE... [--data FILE] | recount [--data FILE]",
     "Check procedures, list them, publish them, count their dossiers again", procedure_command},
    {0}};

const Feature feature_procedure = {.name = "procedure",
                                   .routes = routes,
                                   .commands = commands,
                                   .menu = menu,
                                   .grants = grants,
                                   .jobs = jobs,
                                   .objects = objects,
                                   .forms = forms,
                                   .designs = designs,
                                   .lists = lists,
                                   .panels = panels,
                                   .personal = personal,
                                   .rebuild = dossiers_rebuild};
