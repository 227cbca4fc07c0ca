// SPDX-License-Identifier: Apache-2.0
#include "doc/sheet.h"
#include "form/command.h"
#include "form/draft_inside.h"
#include "form/editing.h"
#include "form/expression.h"
#include "form/sketch.h"
#include "form/web.h"
#include "people/personal.h"
#include "people/rights.h"

/* clang-format off */
#define THE_DRAFT {INPUT_TEXT, "ban-nhap", "Bản nháp", .required = true, .max = 64}
#define SPOKEN {INPUT_TEXT, "ngon-ngu", "Ngôn ngữ của câu hỏi", .max = 8, .is_plain = true}
static const Input page_inputs[] = {
    THE_DRAFT,
    {INPUT_INTEGER, "phan-so", "Phần", .min = 0, .max = DESIGN_FIELDS_MAX},
    SPOKEN,
    {INPUT_CHOICE, "soat", "Nêu chỗ cần xem lại", .choices = "1"},
    {INPUT_CHOICE, "luu", "Vừa lưu", .choices = "1"},
    {INPUT_CHOICE, "da-gui-thu", "Vừa gửi liên kết", .choices = "1"},
    {0}};
static const Input save_inputs[] = {
    THE_DRAFT,
    {INPUT_INTEGER, "phan-so", "Phần", .min = 0, .max = DESIGN_FIELDS_MAX},
    SPOKEN,
    {INPUT_INTEGER, "lan-luu", "Lần lưu đã xem", .min = 0, .max = 1000000000},
    FILL_BUTTON,
    {0}};
static const Input file_inputs[] = {
    THE_DRAFT,
    {INPUT_TEXT, "o", "Ô nhận tệp", .max = DESIGN_NAME_MAX},
    {INPUT_TEXT, "ten", "Tên tệp", .max = 300},
    {INPUT_INTEGER, "co", "Số byte của tệp", .min = 1, .max = 1 << 30},
    {INPUT_ID, "tep", "Tệp đang gửi", .required = false},
    {INPUT_INTEGER, "tu", "Từ byte", .min = 0, .max = 1 << 30},
    {INPUT_FILE, "khuc", "Khúc", .max = UPLOAD_PIECE_MAX},
    {INPUT_CHOICE, "xong", "Đã đủ", .choices = "1"},
    {0}};
static const Input held_inputs[] = {THE_DRAFT, {INPUT_ID, "tep", "Tệp", .required = true}, {0}};
static const Input drop_inputs[] = {THE_DRAFT, {0}};
static const Input link_inputs[] = {THE_DRAFT, {INPUT_TEXT, "thu", "Địa chỉ thư điện tử", .required = true, .max = MAIL_ADDRESS_MAX, .help = "Mỗi địa chỉ nhận nhiều nhất một liên kết mỗi giờ.", .keys = "email", .autocomplete = "email", .is_plain = true}, {0}};

/* Working copies of forms. */
#define X(symbol, word, name) word "=" name "|"
#define TYPES FIELD_TYPES(X)
#define THE_EDITING {INPUT_ID, "ban-sua", "Bản soạn", .required = true}
#define EDITION {INPUT_INTEGER, "lan", "Lần sửa đã xem", .min = 0, .max = 1000000000}
#define FORM_FILE(needed) {INPUT_FILE, "tep", "Tệp YAML hoặc XLSForm", .required = needed, .max = SHEET_BYTES_MAX, .accept = ".yaml,.yml,.xlsx,text/yaml", .help = "Bảng tính XLSForm của ODK, KoBo, SurveyCTO, hoặc tệp YAML đã tải về từ đây."}
static const Input new_inputs[] = {
    {INPUT_TEXT, "ten-bieu-mau", "Tên biểu mẫu", .max = 200, .help = "Ví dụ: Đăng ký tham gia phiên chợ số. Đưa tệp lên thì không cần."},
    FORM_FILE(false), {0}};
static const Input editing_inputs[] = {THE_EDITING, {0}};
static const Input undo_inputs[] = {THE_EDITING, EDITION, {0}};
static const Input editing_move_inputs[] = {THE_EDITING, EDITION, {INPUT_TEXT, "lam", "Làm gì với trường nào", .max = 80, .is_plain = true}, {0}};
static const Input editing_file_inputs[] = {THE_EDITING, EDITION, FORM_FILE(true), {0}};
static const Input text_inputs[] = {THE_EDITING, EDITION,
    {INPUT_LINES, "van-ban", "Văn bản YAML", .max = DESIGN_SOURCE_MAX, .lines = 30, .is_plain = true}, {0}};
static const Input download_inputs[] = {THE_EDITING, {INPUT_CHOICE, "dang", "Dạng tệp", .choices = "yaml=YAML|xform=XForm"}, {0}};
static const Input field_page_inputs[] = {THE_EDITING,
    {INPUT_TEXT, "ten", "Trường", .max = DESIGN_NAME_MAX, .is_plain = true},
    {INPUT_CHOICE, "kieu", "Kiểu", .choices = TYPES},
    {INPUT_TEXT, "sau", "Đứng sau", .max = DESIGN_NAME_MAX, .is_plain = true}, {0}};
#define FORMULA(name, label, help_) {INPUT_LINES, name, label, .max = EXPRESSION_BYTES_MAX, .help = help_, .is_plain = true}
static const Input field_inputs[] = {THE_EDITING, EDITION,
    {INPUT_TEXT, "cu", "Trường đang sửa", .max = DESIGN_NAME_MAX, .is_plain = true},
    {INPUT_TEXT, "sau", "Đứng sau", .max = DESIGN_NAME_MAX, .is_plain = true},
    {INPUT_CHOICE, "kieu", "Kiểu", .choices = TYPES},
    {INPUT_LINES, "nhan", "Nhãn", .max = SKETCH_TEXT_MAX, .help = "Câu người điền đọc."},
    {INPUT_LINES, "giai-thich", "Lời giải thích", .max = SKETCH_TEXT_MAX},
    {INPUT_CHOICE, "bat-buoc", "Bắt buộc", .choices = "khong=Không|co=Luôn luôn|khi=Chỉ khi…", .is_radio = true},
    FORMULA("bat-buoc-khi", "Bắt buộc khi", "Công thức, khi đã chọn “Chỉ khi…”: ${loai} = 'ngang'"),
    {INPUT_LINES, "lua-chon", "Các lựa chọn", .max = 100000, .lines = 6, .help = "Mỗi dòng một lựa chọn: Ngang, hoặc khóa: nhãn, như ngang: Mặt ngang."},
    {INPUT_TEXT, "danh-sach", "Hoặc danh sách chung", .max = DESIGN_NAME_MAX, .is_plain = true, .help = "Tên một danh sách khai ở “lists” trong văn bản."},
    FORMULA("cong-thuc", "Công thức tính", "Ô luôn bằng công thức này: ${so} * ${gia}"),
    {INPUT_TEXT, "it-nhat", "Ít nhất", .max = 40, .is_short = true},
    {INPUT_TEXT, "nhieu-nhat", "Nhiều nhất", .max = 40, .is_short = true},
    {INPUT_TEXT, "don-vi", "Đơn vị ghi sau ô", .max = 40, .is_short = true},
    {INPUT_TEXT, "dat-san", "Đặt sẵn", .max = 1000, .help = "Giá trị có sẵn khi mở biểu mẫu."},
    FORMULA("hien-khi", "Chỉ hiện khi", "Công thức: ${loai} = 'ngang' and ${so_luong} > 1"),
    FORMULA("hop-le", "Điều kiện hợp lệ", "Dấu chấm là câu trả lời: . <= ${so_luong}"),
    {INPUT_LINES, "cau-nhac", "Câu nhắc khi không hợp lệ", .max = 1000},
    {INPUT_TEXT, "muc-dich", "Dữ liệu cá nhân: hỏi để làm gì", .max = 500, .help = "Để trống nếu không phải dữ liệu cá nhân."},
    {INPUT_CHOICE, "ai-xem", "Ai được xem câu trả lời", .choices = "deciders=Người giải quyết|signed_in=Người đã đăng nhập|all=Mọi người"},
    {INPUT_TEXT, "ten", "Tên trong công thức", .max = DESIGN_NAME_MAX, .is_plain = true, .is_short = true, .help = "Chữ thường không dấu, chữ số, dấu _. Để trống thì lấy theo nhãn."},
    {INPUT_LINES, "them", "Các khóa khác", .max = 20000, .is_plain = true, .help = "Từng dòng YAML: decimals: 2, filter: huyen = ${huyen}, unique: true…"},
    {0}};
static const Input try_inputs[] = {THE_EDITING, FILL_BUTTON, {0}};
#undef X

enum { FILES_BYTES = 64 << 20 }; /* of one press */
static const Route routes[] = {
    {GET, "/ban-nhap", drafts_get, .right = RIGHT_OWN, .help = "Biểu mẫu đang điền dở", .no_twin = "chỉ để người đang điền mở tiếp"},
    {GET, "/ban-nhap/{ban-nhap}", draft_get, page_inputs, RIGHT_PUBLIC, "Điền tiếp một biểu mẫu, từ liên kết của nó", .no_twin = "chỉ để người có liên kết điền tiếp"},
    {POST, "/ban-nhap/{ban-nhap}", draft_post, save_inputs, RIGHT_PUBLIC, "Lưu nháp, sang phần khác, nộp", .api = true,
     .again = draft_get, .more = draft_more, .prepare = draft_prepare, .files_max = FILES_BYTES, .slow_with_files = true},
    {GET, "/ban-nhap/{ban-nhap}/tep/{tep}", draft_file_get, held_inputs, RIGHT_PUBLIC, "Tải một tệp đã gửi vào bản nháp", .no_twin = "là tệp"},
    {POST, "/ban-nhap/{ban-nhap}/tep", draft_file_post, file_inputs, RIGHT_PUBLIC, "Gửi một tệp lớn từng khúc, đứt thì gửi tiếp", .api = true,
     .again = draft_get, .prepare = draft_file_prepare, .slow = true},
    {POST, "/ban-nhap/{ban-nhap}/bo", draft_drop_post, drop_inputs, RIGHT_PUBLIC, "Bỏ một bản nháp", .again = draft_get},
    {GET, "/ban-nhap/{ban-nhap}/lien-ket", draft_link_get, drop_inputs, RIGHT_PUBLIC, "Mã QR của một bản nháp", .no_twin = "chỉ để người có liên kết điền tiếp"},
    {POST, "/ban-nhap/{ban-nhap}/lien-ket", draft_link_post, link_inputs, RIGHT_PUBLIC, "Gửi liên kết của bản nháp vào thư", .again = draft_get},
    {GET, "/bieu-mau", editings_get, .right = "form.design", .help = "Biểu mẫu đang soạn", .no_twin = "là nơi soạn, chưa phải hồ sơ"},
    {POST, "/bieu-mau", editing_new_post, new_inputs, "form.design", "Bắt đầu soạn một biểu mẫu, hoặc đưa lên tệp YAML, XLSForm", .again = editings_get,
     .prepare = editing_new_prepare, .slow = true},
    {GET, "/huong-dan/bieu-mau", guide_get, .right = RIGHT_PUBLIC, .help = "Cách viết một biểu mẫu", .no_twin = "là trang hướng dẫn", .cached = true},
    {GET, "/bieu-mau/{ban-sua}", editing_get, editing_inputs, "form.design", "Các trường của biểu mẫu đang soạn", .no_twin = "là nơi soạn, chưa phải hồ sơ"},
    {POST, "/bieu-mau/{ban-sua}/truong/chuyen", editing_move_post, editing_move_inputs, "form.design", "Chuyển, bỏ một trường", .again = editing_get},
    {GET, "/bieu-mau/{ban-sua}/truong", field_get, field_page_inputs, "form.design", "Thêm, sửa một trường", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/bieu-mau/{ban-sua}/truong", field_post, field_inputs, "form.design", "Thêm, sửa một trường", .again = field_get, .prepare = field_prepare},
    {GET, "/bieu-mau/{ban-sua}/noi-dung", editing_text_get, editing_inputs, "form.design", "Văn bản YAML của biểu mẫu đang soạn", .no_twin = "tải được ở /bieu-mau/{ban-sua}/tai"},
    {POST, "/bieu-mau/{ban-sua}/noi-dung", editing_text_post, text_inputs, "form.design", "Sửa văn bản YAML của biểu mẫu", .again = editing_text_get},
    {POST, "/bieu-mau/{ban-sua}/tep", editing_file_post, editing_file_inputs, "form.design", "Thay bằng một tệp YAML, XLSForm", .again = editing_get,
     .prepare = editing_file_prepare, .slow = true},
    {GET, "/bieu-mau/{ban-sua}/tai", editing_download_get, download_inputs, "form.design", "Tải biểu mẫu về: YAML, XForm", .no_twin = "là một tệp"},
    {GET, "/bieu-mau/{ban-sua}/khac", editing_changes_get, editing_inputs, "form.design", "Biểu mẫu đang soạn khác gì bản đang dùng", .no_twin = "là nơi soạn, chưa phải hồ sơ"},
    {GET, "/bieu-mau/{ban-sua}/thu", trial_get, editing_inputs, "form.design", "Xem và điền thử biểu mẫu đang soạn", .no_twin = "là biểu mẫu: gửi bằng POST"},
    {POST, "/bieu-mau/{ban-sua}/thu", trial_post, try_inputs, "form.design", "Điền thử, không giữ gì", .again = trial_get, .more = trial_more, .prepare = trial_prepare,
     .files_max = FILES_BYTES, .slow_with_files = true},
    {POST, "/bieu-mau/{ban-sua}/hoan-tac", editing_undo_post, undo_inputs, "form.design", "Hoàn tác thay đổi vừa rồi của biểu mẫu", .again = editing_get},
    {POST, "/bieu-mau/{ban-sua}/da-xem", editing_heed_post, editing_inputs, "form.design", "Đã xem những gì không lấy được của tệp", .again = editing_get},
    {POST, "/bieu-mau/{ban-sua}/bo", editing_drop_post, editing_inputs, "form.design", "Bỏ một bản soạn", .again = editing_get},
    {0},
};
static const Grant grants[] = {
    {"form.design", "Soạn biểu mẫu, điền thử", {[ROLE_COORDINATOR] = ALL, [ROLE_ADMIN] = ALL}, .is_carried = true}, {0}};
static const MenuRow menu[] = {{"/bieu-mau", "Biểu mẫu", MENU_KEEP, 60, "form.design", .waits = NULL}, {0}};
/* clang-format on */

static Fail purge_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    TRY(drafts_purge(c));
    return editings_purge(c);
}
static Fail purge(Ctx *c, const JobPlace *place) { return store_write(c, place->store, purge_in_write, NULL); }
static const Job jobs[] = {{"form.purge", .every = JOB_HOUR, .leased = true, .run = purge}, {0}};

static const Panel panels[] = {{PANEL_OF_ME, PANEL_LINK, 30, NULL, drafts_panel},
                               {PANEL_OF_HOME, PANEL_ACT, 60, PANEL_OWN, drafts_home_panel},
                               {0}};

static const Personal personal[] = {
    PERSONAL_GOES("form_draft", "person_id", "Biểu mẫu đang điền dở", "30 ngày từ lần sửa cuối",
                  "để điền tiếp, cũng trên máy khác"),
    PERSONAL_STAYS("form_editing", "made_by", "Biểu mẫu đang soạn", "đến khi công bố hoặc bỏ", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS("form_editing", "changed_by", "Biểu mẫu đang soạn, ai sửa sau cùng", "đến khi công bố hoặc bỏ",
                   PERSONAL_WHY_RECORD),
    {0}};

static const Command commands[] = {
    {"form", "check|yaml|xform FILE", "Check a form (YAML or XLSForm), print it as YAML or as an XForm", form_command},
    {0}};

const Feature feature_form = {.name = "form",
                              .routes = routes,
                              .commands = commands,
                              .grants = grants,
                              .menu = menu,
                              .jobs = jobs,
                              .panels = panels,
                              .personal = personal};
