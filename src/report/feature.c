// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "listing/listing.h"
#include "people/personal.h"
#include "people/rights.h"
#include "report/command.h"
#include "report/web.h"
#include "store/cursor.h"

/* clang-format off */
#define THE_ONE  {INPUT_ID, "document", "Văn bản", .required = true}
#define THE_PART THE_ONE, {INPUT_ID, "muc", "Mục", .required = true}
#define KIND(symbol, key, name, paper, by_head) "|" key "=" name
#define KINDS    (&("" DOCUMENT_KINDS(KIND))[1])
#define SEEN     {INPUT_INTEGER, "thay", "Bản đã thấy", .max = INT32_MAX}
#define BEFORE   {INPUT_ID, "truoc", "Cũ hơn văn bản này", .required = false}
#define ISSUER   {INPUT_TEXT, "ban-hanh", "Cơ quan ban hành", .max = ORG_CODE_MAX}
#define TYPE     {INPUT_TEXT, "loai-so", "Loại văn bản", .max = 10}
#define TEXT(name, label, ...) {INPUT_TEXT, name, label, .max = 500, ##__VA_ARGS__}
#define LINES(name, label, ...) {INPUT_LINES, name, label, .max = DOCUMENT_LINE_MAX, ##__VA_ARGS__}

static const Input list_inputs[] = {BEFORE, {INPUT_ID, "ke-hoach", "Kế hoạch", .required = false}, {0}};
static const Input form_inputs[] = {{INPUT_CHOICE, "loai", "Loại văn bản", .required = true, .choices = KINDS},
    {INPUT_ID, "ve", "Về việc, lần đôn đốc này", .required = false}, {INPUT_ID, "hoat-dong", "Điền sẵn từ hoạt động", .required = false}, {0}};
static const Input new_inputs[] = {{INPUT_CHOICE, "loai", "Loại văn bản", .required = true, .choices = KINDS},
    {INPUT_ID, "ke-hoach", "Kế hoạch", .required = false}, {INPUT_ID, "ve", "Về việc, lần đôn đốc này", .required = false}, ISSUER,
    {INPUT_CHOICE, "pham-vi", "Báo cáo về", .choices = "ke-hoach=cả kế hoạch|co-quan=một cơ quan|dia-ban=một cơ quan và các đơn vị trực thuộc, như một huyện"},
    {INPUT_TEXT, "co-quan", "Cơ quan", .max = ORG_NAME_MAX}, {INPUT_DAY, "ngay", "Số liệu đến hết ngày", .required = false},
    LINES("kinh-gui", "Kính gửi", .help = "Để trống: cơ quan cấp trên."), TEXT("viec", "Về việc gì"),
    TEXT("luc", "Thời gian", .help = "Viết như trong văn bản: 8 giờ 00, ngày 10/10/2024."), TEXT("tai", "Địa điểm"), TEXT("chu-tri", "Ai chủ trì"),
    LINES("nhung-ai", "Những ai", .lines = 6), {0}};
static const Input one_inputs[] = {THE_ONE, {0}};
static const Input figure_inputs[] = {THE_ONE, {INPUT_INTEGER, "so", "Số liệu thứ", .min = 0, .max = INT32_MAX}, {0}};
static const Input part_inputs[] = {THE_PART, {0}};
static const Input save_inputs[] = {THE_PART, SEEN, {INPUT_LINES, "noi-dung", "Nội dung", .max = PART_TEXT_MAX, .lines = 16,
    .help = "Mỗi dòng một đoạn; dòng bắt đầu bằng “- ” là gạch đầu dòng. Số liệu viết như {37|s2}: chuyển chỗ, bỏ đi được, không sửa số được."}, {0}};
static const Input take_inputs[] = {THE_PART, SEEN, {0}};
static const Input restore_inputs[] = {THE_PART, {INPUT_INTEGER, "ban", "Bản", .required = true, .max = INT32_MAX}, {0}};
static const Input head_inputs[] = {THE_ONE, SEEN, LINES("trich-yeu", "Trích yếu: về việc gì", .required = true),
    LINES("kinh-gui", "Kính gửi", .help = "Mỗi dòng một nơi; để trống thì không ghi."), LINES("can-cu", "Căn cứ", .lines = 4, .help = "Mỗi dòng một căn cứ, không ghi dấu chấm phẩy."),
    LINES("noi-nhan", "Nơi nhận", .lines = 6, .help = "Mỗi dòng một nơi; dòng cuối là “Lưu: VT, …”."), {0}};
static const Input compare_inputs[] = {THE_ONE, {INPUT_INTEGER, "tu", "Từ bản", .min = 0, .max = INT32_MAX}, {INPUT_INTEGER, "den", "đến bản", .min = 0, .max = INT32_MAX}, {0}};
static const Input issue_inputs[] = {THE_ONE, SEEN, {INPUT_ID, "nguoi-ky", "Người ký", .required = true},
    {INPUT_DAY, "ngay", "Ngày của văn bản", .required = true, .help = "Ngày ký; số được cấp trong ngày ký, chậm nhất ngày làm việc tiếp theo."},
    {INPUT_TEXT, "don-vi", "Đơn vị soạn thảo", .max = AGENCY_SYMBOL_MAX, .is_short = true, .help = "Chữ viết tắt đứng sau tên cơ quan trong số công văn, như CNTT."},
    {INPUT_ID, "so-danh", "Số", .required = false},
    {INPUT_TEXT, "xac-nhan", "Gõ họ và tên người ký để xác nhận", .required = true, .max = PERSON_NAME_MAX, .help = "Như trên văn bản, có dấu hay không đều được. Ban hành rồi không lấy lại được."}, {0}};
#define RECEIVERS                                                                                                      \
    {INPUT_CHOICE, "xem", "Tình trạng", .choices = "chua-gui=Chưa gửi|chua-doc=Chưa đọc|da-doc=Đã đọc", .list = LIST_CHOOSES}, \
    LIST_PAGE, {INPUT_CHOICE, "chon", "Đánh dấu tất cả", .choices = "tat-ca|moi-trang"},                               \
    {INPUT_ID, "nhan", "Cơ quan nhận", .many = true}
#define SENDING RECEIVERS, LIST_TURN, {INPUT_CHOICE, "dong-y", "Đã đọc câu hỏi trước khi gửi", .choices = "1"}
#define THE_SENT_PLAN {INPUT_ID, "plan", "Kế hoạch", .required = true}
static const Input send_inputs[] = {THE_ONE, SENDING, {0}};
static const Input sent_inputs[] = {THE_ONE, RECEIVERS, {0}};
static const Input plan_send_inputs[] = {THE_SENT_PLAN, SENDING, {0}};
static const Input plan_sent_inputs[] = {THE_SENT_PLAN, RECEIVERS, {0}};

static const Input next_inputs[] = {{INPUT_ID, "plan", "Kế hoạch", .required = true}, {0}};
static const Input batch_inputs[] = {{INPUT_ID, "ke-hoach", "Kế hoạch", .required = true},
    {INPUT_CHOICE, "cua", "Báo cáo của", .required = true, .choices = "huyen=mọi huyện, gồm các xã|so=mọi sở, ngành", .is_radio = true},
    {INPUT_TEXT, "ban-hanh", "Cơ quan ban hành", .required = true, .max = ORG_CODE_MAX}, {INPUT_DAY, "ngay", "Số liệu đến hết ngày", .required = true}, {0}};
static const Input batch_one_inputs[] = {{INPUT_ID, "loat", "Loạt báo cáo", .required = true}, {0}};
static const Input register_inputs[] = {{INPUT_TEXT, "q", "Tìm trong sổ", .max = 200, .keys = "search"}, {INPUT_INTEGER, "nam", "Năm", .min = YEAR_MIN, .max = YEAR_MAX},
    {INPUT_TEXT, "co-quan", "Cơ quan", .max = ORG_CODE_MAX}, TYPE, {INPUT_TEXT, "sau", "Trang sau", .max = CURSOR_MAX}, {0}};
static const Input keep_inputs[] = {{INPUT_TEXT, "ban-hanh", "Cơ quan ban hành", .required = true, .max = ORG_CODE_MAX}, {INPUT_TEXT, "loai-so", "Loại văn bản", .required = true, .max = 10},
    {INPUT_TEXT, "danh-cho", "Dành cho văn bản nào", .required = true, .max = REGISTER_TEXT_MAX}, {0}};
static const Input void_inputs[] = {{INPUT_ID, "so-van-ban", "Số", .required = true}, {INPUT_TEXT, "ly-do", "Vì sao hủy", .max = REGISTER_TEXT_MAX}, {0}};
static const Input begin_inputs[] = {{INPUT_TEXT, "ban-hanh", "Cơ quan ban hành", .required = true, .max = ORG_CODE_MAX}, {INPUT_TEXT, "loai-so", "Loại văn bản", .required = true, .max = 10},
    {INPUT_INTEGER, "so-cuoi", "Số cuối cùng đã ghi ở sổ giấy", .required = true, .min = 1, .max = REGISTER_NUMBER_MAX}, {0}};
static const Input agency_inputs[] = {{INPUT_TEXT, "ban-hanh", "Cơ quan", .required = true, .max = ORG_CODE_MAX},
    {INPUT_TEXT, "viet-tat", "Chữ viết tắt tên cơ quan", .required = true, .max = AGENCY_SYMBOL_MAX, .is_short = true},
    {INPUT_TEXT, "don-vi", "Đơn vị soạn thảo công văn", .max = AGENCY_SYMBOL_MAX, .is_short = true}, {INPUT_TEXT, "dia-danh", "Địa danh", .required = true, .max = AGENCY_PLACE_MAX}, {0}};
#define LETTERS                                                                                                        \
    {INPUT_CHOICE, "chua-doc", "Chưa đọc", .choices = "1", .list = LIST_CHOOSES}, LIST_PAGE, LIST_ALL,                 \
    {INPUT_ID, "den", "Văn bản được đánh dấu", .many = true}
static const Input letters_inputs[] = {LETTERS, {0}};
static const Input letters_bulk_inputs[] = {LETTERS, LIST_TURN, {0}};
static const Input letter_inputs[] = {{INPUT_ID, "den", "Văn bản đến", .required = true}, {0}};

#define KIND_ROW {INPUT_CHOICE, "loai", "Loại văn bản", .required = true, .choices = KINDS}
static const Input template_inputs[] = {KIND_ROW, {0}};
static const Input template_send_inputs[] = {KIND_ROW, {INPUT_FILE, "tep", "Mẫu mới, tệp Word", .required = true, .max = UPLOAD_MAX, .accept = ".docx",
    .help = "Tệp .docx, nhiều nhất 8 MB. Mọi lỗi được ghi một lượt; chưa dùng ngay, xem thử rồi mới chọn dùng."}, {0}};
static const Input template_use_inputs[] = {KIND_ROW, {INPUT_ID, "mau", "Bản", .required = false}, {0}};
static const Input preview_inputs[] = {KIND_ROW, {INPUT_ID, "mau", "Bản của mẫu", .required = true}, {INPUT_ID, "van-ban", "Văn bản", .required = false}, {0}};

#define FILE_OF(what) "là tệp; " what " ở /van-ban/{document}"
#define FORM "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"
static const Route routes[] = {
    {GET, "/van-ban", documents_get, list_inputs, "report.read", "Báo cáo, công văn: dự thảo và đã ban hành", .api = true, .shows = &document_list_record, .sheet = "Danh sách văn bản"},
    {POST, "/van-ban", new_document_post, new_inputs, "report.write", "Lập dự thảo văn bản", .api = true, .again = new_document_get, .place = place_of_draft},
    {GET, "/van-ban/moi/{loai}", new_document_get, form_inputs, "report.write", "Biểu mẫu lập văn bản", .no_twin = FORM, .place = place_of_draft},
    {GET, "/van-ban/hang-loat", batch_get, .right = "report.write", .help = "Báo cáo của nhiều cơ quan một lượt: đến đâu, còn bao lâu", .api = true, .shows = &batch_record, .live = "report_batch"},
    {POST, "/van-ban/hang-loat", batch_post, batch_inputs, "report.write", "Lập báo cáo của mọi huyện, mọi sở ngành", .api = true, .again = batch_get},
    {POST, "/van-ban/hang-loat/{loat}/dung", batch_cancel_post, batch_one_inputs, "report.write", "Dừng một loạt báo cáo", .api = true, .again = batch_get},
    {GET, "/van-ban/{document}", document_get, one_inputs, "report.read", "Một văn bản, số liệu và nội dung mới của nó", .api = true, .shows = &document_record, .place = place_of_document},
    {GET, "/van-ban/{document}/van-ban.docx", document_docx_get, one_inputs, "report.read", "Văn bản, tệp Word", .no_twin = FILE_OF("nội dung"), .place = place_of_document},
    {GET, "/van-ban/{document}/van-ban.pdf", document_pdf_get, one_inputs, "report.read", "Văn bản, tệp PDF", .no_twin = FILE_OF("nội dung"), .place = place_of_document, .slow = true},
    {GET, "/van-ban/{document}/van-ban.xlsx", document_xlsx_get, one_inputs, "report.read", "Phụ lục số liệu của văn bản, tệp Excel", .no_twin = FILE_OF("nội dung"), .place = place_of_document, .slow = true},
    {GET, "/van-ban/{document}/so/{so}", counted_things_get, figure_inputs, "report.read", "Những gì một con số của văn bản đếm", .no_twin = "là danh sách để xem; số liệu ở /van-ban/{document}", .place = place_of_document},
    {GET, "/van-ban/{document}/muc/{muc}", part_get, part_inputs, "report.write", "Viết một mục của dự thảo", .no_twin = FORM, .place = place_of_document},
    {POST, "/van-ban/{document}/muc/{muc}", part_post, save_inputs, "report.write", "Lưu một mục của dự thảo", .api = true, .again = part_get, .place = place_of_document},
    {POST, "/van-ban/{document}/muc/{muc}/moi", part_take_post, take_inputs, "report.write", "Dùng bản thảo mới của một mục", .api = true, .again = part_get, .place = place_of_document},
    {POST, "/van-ban/{document}/muc/{muc}/lay-lai", part_restore_post, restore_inputs, "report.write", "Lấy lại bản cũ của một mục", .api = true, .again = part_get, .place = place_of_document},
    {GET, "/van-ban/{document}/phan-dau", head_get, one_inputs, "report.write", "Trích yếu, kính gửi, căn cứ, nơi nhận", .no_twin = FORM, .place = place_of_document},
    {POST, "/van-ban/{document}/phan-dau", head_post, head_inputs, "report.write", "Lưu trích yếu, kính gửi, căn cứ, nơi nhận", .api = true, .again = head_get, .place = place_of_document},
    {POST, "/van-ban/{document}/so-lieu", figures_post, figure_inputs, "report.write", "Dùng số liệu mới trong dự thảo", .api = true, .again = document_get, .place = place_of_document},
    {POST, "/van-ban/{document}/hom-nay", to_today_post, one_inputs, "report.write", "Chuyển số liệu của dự thảo đến hôm nay", .api = true, .again = document_get, .place = place_of_document},
    {GET, "/van-ban/{document}/lich-su", history_get, one_inputs, "report.read", "Các bản của một văn bản và các lần sửa", .api = true, .shows = &history_record, .place = place_of_document},
    {GET, "/van-ban/{document}/so-sanh", compare_get, compare_inputs, "report.read", "So sánh hai bản của một văn bản", .no_twin = "là cách xem; các bản ở /van-ban/{document}/lich-su", .place = place_of_document},
    {GET, "/van-ban/{document}/ban-hanh", issue_get, one_inputs, "report.issue", "Biểu mẫu ban hành văn bản", .no_twin = FORM, .place = place_of_document},
    {POST, "/van-ban/{document}/ban-hanh", issue_post, issue_inputs, "report.issue", "Ban hành văn bản: lấy số, đóng nội dung", .api = true, .again = issue_get, .place = place_of_document},
    {POST, "/van-ban/{document}/bo", document_drop_post, one_inputs, "report.write", "Bỏ một dự thảo", .api = true, .again = document_get, .place = place_of_document},
    {GET, "/van-ban/{document}/gui", send_get, sent_inputs, "report.read", "Văn bản đã gửi ai, ai đã đọc", .api = true, .shows = &receipts_record, .place = place_of_document, .sheet = "Văn bản đã gửi ai"},
    {POST, "/van-ban/{document}/gui", send_post, send_inputs, "report.issue", "Gửi văn bản cho các cơ quan", .api = true, .again = send_get, .place = place_of_document},
    {GET, "/ke-hoach/{plan}/gui", plan_send_get, plan_sent_inputs, "report.read", "Kế hoạch đã gửi ai, ai đã đọc", .api = true, .shows = &receipts_record, .place = place_of_sent_plan, .sheet = "Kế hoạch đã gửi ai"},
    {POST, "/ke-hoach/{plan}/gui", plan_send_post, plan_send_inputs, "report.issue", "Gửi kế hoạch cho các cơ quan", .api = true, .again = plan_send_get, .place = place_of_sent_plan},
    {GET, "/ke-hoach/{plan}/nam-sau", next_plan_get, next_inputs, "report.write", "Dự thảo kế hoạch năm sau: những điểm cần xem lại", .no_twin = "là bản soạn để sửa trong Word", .place = place_of_sent_plan, .slow = true},
    {GET, "/ke-hoach/{plan}/nam-sau/du-thao.docx", next_plan_docx_get, next_inputs, "report.write", "Dự thảo kế hoạch năm sau, tệp Word", .no_twin = "là tệp", .place = place_of_sent_plan, .slow = true},
    {GET, "/so-van-ban", register_get, register_inputs, "report.read", "Sổ văn bản đi: số nào cấp cho văn bản nào", .api = true, .shows = &register_record, .sheet = "Sổ văn bản đi"},
    {POST, "/so-van-ban", register_keep_post, keep_inputs, "report.issue", "Dành số cho văn bản sẽ ban hành", .api = true, .again = register_get},
    {POST, "/so-van-ban/{so-van-ban}/huy", register_void_post, void_inputs, "report.issue", "Hủy số dành sẵn", .api = true, .again = register_get},
    {POST, "/so-van-ban/noi-tiep", register_begin_post, begin_inputs, "report.issue", "Nối tiếp số của sổ giấy", .api = true, .again = register_get},
    {POST, "/so-van-ban/cach-ghi", register_agency_post, agency_inputs, "report.issue", "Chữ viết tắt, địa danh của cơ quan trong văn bản", .api = true, .again = register_get},
    {GET, "/mau-van-ban", templates_get, .right = "report.template", .help = "Mẫu văn bản của cơ quan: loại nào dùng mẫu nào", .no_twin = "là mục lục; các bản ở /mau-van-ban/{loai}"},
    {GET, "/mau-van-ban/{loai}", template_get, template_inputs, "report.template", "Các bản mẫu của một loại văn bản", .api = true, .shows = &templates_record},
    {POST, "/mau-van-ban/{loai}", template_post, template_send_inputs, "report.template", "Đưa mẫu Word của cơ quan lên", .api = true, .prepare = template_prepare, .slow = true, .again = template_get},
    {POST, "/mau-van-ban/{loai}/dung", template_use_post, template_use_inputs, "report.template", "Dùng một bản mẫu, hoặc trở về mẫu của chương trình", .api = true, .again = template_get},
    {GET, "/mau-van-ban/{loai}/mau.docx", template_shipped_get, template_inputs, "report.template", "Mẫu của chương trình, tệp Word để sửa", .no_twin = "là tệp"},
    {GET, "/mau-van-ban/{loai}/xem-thu.docx", template_preview_get, preview_inputs, "report.template", "Một văn bản điền vào một bản mẫu", .no_twin = "là tệp", .place = place_of_preview, .slow = true},
    {GET, "/mau-van-ban/{loai}/cho-dien", template_places_get, template_inputs, "report.template", "Các chỗ điền được trong mẫu, mỗi chỗ một ví dụ", .api = true, .shows = &places_record},
    {GET, "/van-ban-den", letters_get, letters_inputs, "letter.read", "Văn bản gửi đến cơ quan mình", .api = true, .shows = &letters_record, .sheet = "Văn bản đến"},
    {POST, "/van-ban-den", letters_post, letters_bulk_inputs, "letter.confirm", "Xác nhận đã đọc các văn bản được đánh dấu", .api = true, .again = letters_get},
    {GET, "/van-ban-den/{den}", letter_get, letter_inputs, "letter.read", "Một văn bản đến", .api = true, .place = place_of_receipt, .shows = &letters_record},
    {POST, "/van-ban-den/{den}", letter_post, letter_inputs, "letter.confirm", "Xác nhận đã đọc văn bản đến", .api = true, .again = letter_get, .place = place_of_receipt},
    {GET, "/van-ban-den/{den}/van-ban.docx", letter_docx_get, letter_inputs, "letter.read", "Văn bản đến, tệp Word", .place = place_of_receipt, .no_twin = "là tệp"},
    {GET, "/van-ban-den/{den}/van-ban.pdf", letter_pdf_get, letter_inputs, "letter.read", "Văn bản đến, tệp PDF", .place = place_of_receipt, .no_twin = "là tệp", .slow = true},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {
    {"/van-ban", "Báo cáo, văn bản", MENU_PAPERS, 5, .right = "report.read"},
    {"/so-van-ban", "Sổ văn bản đi", MENU_PAPERS, 40, .right = "report.read"},
    {"/mau-van-ban", "Mẫu văn bản", MENU_PAPERS, 45, .right = "report.template"},
    {"/van-ban-den", "Văn bản đến", MENU_PAPERS, 50, .right = "letter.confirm", .waits = letters_waiting},
    {0}};

/* A report speaks of all agencies and of what stands in their way: it is written by who carries the plan out. */
static const Grant grants[] = {
    {"report.read",
     "Xem báo cáo, văn bản, sổ văn bản đi",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL},
     .is_carried = true},
    {"report.write", "Lập và sửa dự thảo báo cáo, văn bản", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {"report.issue",
     "Ban hành văn bản, giữ sổ số, gửi văn bản",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL},
     .is_carried = true},
    {"report.template",
     "Đưa lên và chọn mẫu văn bản của cơ quan",
     {[ROLE_COORDINATOR] = ALL, [ROLE_ADMIN] = ALL},
     .is_carried = true},
    {"letter.read",
     "Xem văn bản gửi đến cơ quan",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL, [ROLE_HEAD] = OWN, [ROLE_OFFICIAL] = OWN},
     .is_carried = true},
    {"letter.confirm", "Xác nhận đã đọc văn bản đến", {[ROLE_HEAD] = OWN, [ROLE_OFFICIAL] = OWN}, .is_carried = true},
    {0},
};

static const ListKind *const lists[] = {&letters_list_kind, NULL};

static const ObjectKind objects[] = {
    {"document", .path = "/van-ban/{}"}, {"template", .place = place_of_template}, {0}};

static const Panel panels[] = {{PANEL_OF_HOME, PANEL_ACT, 35, "report.write", report_home},
                               {PANEL_OF_HOME, PANEL_ACT, 55, "letter.confirm", letters_home},
                               {PANEL_OF_URGE, PANEL_ACT, 10, "report.write", letter_of_urge_panel},
                               {PANEL_OF_PLAN, PANEL_LINK, 60, "report.read", plan_send_panel},
                               {PANEL_OF_PLAN, PANEL_LINK, 70, "report.write", next_plan_panel},
                               {PANEL_OF_TASK, PANEL_LINK, 60, "report.write", sheet_of_task_panel},
                               {0}};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("report_number", "person_id", "Số văn bản đã lấy", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("report_document", "person_id", "Văn bản đã lập", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("report_edit", "person_id", "Nội dung văn bản đã sửa", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("report_receipt", "read_by", "Văn bản đến đã đọc", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("report_batch", "person_id", "Loạt báo cáo đã lập", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("report_template", "person_id", "Mẫu văn bản đã đưa lên", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("report_template_use", "person_id", "Mẫu văn bản đã chọn", "lâu dài", PERSONAL_WHY_RECORD),
    {0},
};

static const Job jobs[] = {{"report.batch", JOB_TICK, .is_asked = true, .run = batch_job}, {0}};

static const Command commands[] = {
    {"report",
     "consolidated|plan [--data FILE] [--plan ID] [--as-of DAY] [--agency|--branch CODE] [--issuer CODE] -o "
     "FILE.docx|.pdf|.xlsx | --list",
     "Write the consolidated report of a plan, next year's plan as a draft, or list the documents", report_command},
    {0},
};

const Feature feature_report = {.name = "report",
                                .routes = routes,
                                .commands = commands,
                                .jobs = jobs,
                                .grants = grants,
                                .menu = menu,
                                .lists = lists,
                                .objects = objects,
                                .panels = panels,
                                .personal = personal};
