// SPDX-License-Identifier: Apache-2.0
#include "doc/formats.h"
#include "http/request.h"
#include "people/personal.h"
#include "people/rights.h"
#include "plan/command.h"
#include "plan/json.h"
#include "plan/learnt.h"
#include "plan/plan.h"
#include "plan/sheet.h"
#include "plan/undo.h"
#include "plan/view.h"
#include "plan/web.h"

#define THE_PLAN                                                                                                       \
    {                                                                                                                  \
        INPUT_ID, "plan", "Kế hoạch", .required = true                                                                 \
    }

_Static_assert(PLAN_UPLOAD_MAX == 500 << 10 && DOC_SCAN_BYTES_MAX == 64 << 20 && FILES_MAX == 100, "the help says so");
static const Input upload_inputs[] = {
    {INPUT_FILE, "tep", "Tệp kế hoạch", .required = true, .max = DOC_SCAN_BYTES_MAX, .many = true,
     .accept = ".docx,.pdf,.odt,.xlsx,.txt,.jpg,.jpeg,.png,.tif,.tiff,text/plain",
     .help = "Word (.docx), PDF, bản quét hay ảnh chụp (PDF, TIFF nhiều trang, JPEG, PNG), OpenDocument (.odt), Excel "
             "(.xlsx, mỗi dòng một nhiệm vụ) hoặc văn bản thuần (.txt), cả bản OCR còn lỗi; có thể chọn cùng lúc ảnh "
             "của nhiều trang, đến 100 tệp. Tối đa 64 MB và 500 KB chữ (khoảng 250 trang)."},
    {INPUT_CHOICE, "thu-tu", "Thứ tự các trang, khi chọn nhiều ảnh", .choices = PAGE_ORDERS, .is_radio = true,
     .help = "Máy ảnh đặt tên tệp theo thứ tự chụp; tên của từng trang hiện ra sau khi gửi để kiểm tra."},
    {0}};
static const Input intake_inputs[] = {{INPUT_ID, "quet", "Bản quét", .required = true}, {0}};
static const Input plan_inputs[] = {THE_PLAN, {0}};
static const Input pages_inputs[] = {THE_PLAN,
                                     {INPUT_INTEGER, "tu", "Từ dòng", .required = false, .min = 1, .max = 100000},
                                     {INPUT_TEXT, "muc", "Trang có mục này", .max = 40},
                                     {0}};
static const Input activity_inputs[] = {
    THE_PLAN, {INPUT_TEXT, "code", "Số hiệu hoạt động", .required = true, .max = 40}, {0}};
static const Input review_inputs[] = {
    THE_PLAN,
    {INPUT_INTEGER, "to", "Trang thứ mấy của bản rà soát", .min = 1, .max = SHEETS_MAX},
    {INPUT_INTEGER, "dong", "Trang có dòng này", .min = 1, .max = DOC_LINES_MAX},
    {INPUT_ID, "phat-hien", "Trang có phát hiện này", .required = false},
    {INPUT_ID, "gia-tri", "Giá trị đang xem", .required = false},
    {INPUT_ID, "them", "Mục đang thêm giá trị", .required = false},
    {INPUT_CHOICE, "chu", "Chữ của nguyên văn: như máy đọc, thay vì đã phục hồi", .choices = "may-doc"},
    {INPUT_INTEGER, "da-luu", "Vừa lưu, cho mấy hoạt động", .min = 1, .max = 10000},
    {0}};
static const Input picture_inputs[] = {
    THE_PLAN,
    {INPUT_INTEGER, "trang", "Trang", .required = true, .min = 1, .max = 100000},
    {INPUT_INTEGER, "rong", "Rộng mấy điểm", .min = PICTURE_WIDTH_MIN, .max = PAGE_WIDTH_MAX},
    {0}};
static const Input correction_inputs[] = {
    THE_PLAN,
    {INPUT_ID, "gia-tri", "Giá trị", .required = true},
    {INPUT_LINES, "noi-dung", "Giá trị mới", .max = PLAN_VALUE_MAX, .lines = 4,
     .help = "Sửa cho đúng bản đã ký; nguyên văn máy đọc vẫn được giữ."},
    {INPUT_INTEGER, "phien-ban", "Phiên bản đã xem", .required = true, .min = 0, .max = 1000000},
    {INPUT_CHOICE, "pham-vi", "Nhóm hoạt động: sửa cho cả nhóm, một hoạt động, hay như lần sửa trước",
     .choices = "nhom=cả nhóm|mot=riêng hoạt động này|lan-truoc=như lần sửa trước", .is_radio = true},
    {INPUT_ID, "ve", "Trở về phát hiện này", .required = false},
    {0}};
static const Input addition_inputs[] = {THE_PLAN,
                                        {INPUT_ID, "them", "Mục", .required = true},
                                        {INPUT_TEXT, "truong", "Loại cần thêm", .required = true, .max = 40},
                                        {INPUT_LINES, "noi-dung", "Nội dung", .required = true, .max = PLAN_VALUE_MAX,
                                         .help = "Với cơ quan: gõ tên, có dấu hay không đều được."},
                                        {0}};
static const Input finding_inputs[] = {
    THE_PLAN,
    {INPUT_ID, "finding", "Phát hiện", .required = true},
    {INPUT_CHOICE, "quyet-dinh", "Quyết định", .required = true, .choices = "chap-nhan|mo-lai"},
    {0}};

static const Input unsure_inputs[] = {
    THE_PLAN,
    {INPUT_INTEGER, "to", "Trang thứ mấy của bản rà soát", .min = 1, .max = SHEETS_MAX},
    {INPUT_INTEGER, "phien-ban", "Phiên bản đã xem", .min = 0, .max = 1000000, .each = true},
    {INPUT_TEXT, "chon", "Chữ đã chọn", .max = PLAN_WORD_MAX, .each = true},
    {INPUT_TEXT, "chu", "Chữ khác", .max = PLAN_WORD_MAX, .each = true, .is_short = true},
    {INPUT_CHOICE, "bo", "Bỏ chữ này", .choices = "1", .each = true},
    {INPUT_CHOICE, "mo-lai", "Xem lại chữ này", .choices = "1", .each = true},
    {0}};

#define X(symbol, key, name) "|" key "=" name
static const char ways[] = REREAD_WAYS(X);
#undef X
static const Input reread_inputs[] = {
    THE_PLAN, {INPUT_CHOICE, "cach", "Đọc lại bằng cách", .choices = ways + 1, .is_radio = true}, {0}};
static const Input reread_post_inputs[] = {
    THE_PLAN,
    {INPUT_CHOICE, "cach", "Đọc lại bằng cách", .required = true, .choices = ways + 1, .is_radio = true},
    {0}};

static const Input recognise_inputs[] = {THE_PLAN, {0}};
static const Input revoke_inputs[] = {{INPUT_ID, "dieu", "Điều đã học", .required = true}, {0}};

static const Input wording_post_inputs[] = {
    THE_PLAN,
    {INPUT_INTEGER, "phien-ban", "Phiên bản đã xem", .min = 0, .max = 1000000, .each = true},
    {INPUT_LINES, "chu", "Chữ đúng", .max = PLAN_VALUE_MAX, .each = true, .lines = 2},
    {INPUT_CHOICE, "xem", "Đã xem, đúng", .choices = "1", .each = true},
    {INPUT_CHOICE, "tat-ca", "Đúng cả những dòng máy chắc", .choices = "chac"},
    {0}};

/* The signed text went to every agency that it names: who reads the plan may have its file. */
static Fail place_of_file(Ctx *c, Id plan, Place *place)
{
    (void)c;
    *place = (Place){.plan = plan, .right = "plan.read"};
    return OK;
}

static const Route routes[] = {
    {GET, "/ke-hoach", plan_list_get, .right = "plan.read", .help = "Các kế hoạch đã nhập", .api = true,
     .shows = &plan_list_record, .cached = true, .sheet = "Danh sách kế hoạch"},
    {GET, "/ke-hoach/moi", plan_upload_get, .right = "plan.review", .help = "Biểu mẫu nhập kế hoạch",
     .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/ke-hoach/moi", plan_upload_post, upload_inputs, "plan.review",
     "Nhập một kế hoạch từ tệp Word, PDF, OpenDocument, Excel hoặc văn bản", .api = true,
     .prepare = plan_upload_prepare, .slow = true, .again = plan_upload_get},
    {GET, "/quet/{quet}", intake_get, intake_inputs, "plan.review", .help = "Bản quét đọc đến đâu",
     .live = "plan_intake plan_intake_page", .no_twin = "là tiến độ trong chốc lát: kế hoạch đọc xong có ở danh sách"},
    {POST, "/quet/{quet}/bo", intake_cancel_post, intake_inputs, "plan.review", "Dừng đọc một bản quét", .api = true},
    {POST, "/quet/{quet}/lai", intake_again_post, intake_inputs, "plan.review", "Đọc lại một bản quét chưa đọc được",
     .api = true},
    {GET, "/ke-hoach/da-hoc", learnt_get, NULL, "plan.review", "Điều máy đã học từ những lần rà soát: chữ, tên cơ quan",
     .api = true, .shows = &plan_learnt_record},
    {POST, "/ke-hoach/da-hoc/{dieu}/bo", learnt_post, revoke_inputs, "plan.review",
     "Bỏ một điều đã học: văn bản sau không đọc theo nữa", .api = true},
    {GET, "/ke-hoach/{plan}", plan_get, pages_inputs, "plan.read", "Kế hoạch: hoạt động, mục đích, kinh phí",
     .api = true, .shows = &plan_page_record, .cached = true, .place = place_of_plan},
    {GET, "/ke-hoach/{plan}/phan-cong", assignments_get, pages_inputs, "plan.read",
     "Phân công của kế hoạch: cơ quan nào, nhiệm vụ gì", .cached = true, .place = place_of_plan,
     .no_twin = "có trong JSON của /ke-hoach/{plan}"},
    {GET, "/ke-hoach/{plan}/ban-word", plan_docx_get, plan_inputs, "plan.read",
     "Tải bản Word của kế hoạch, chữ đã phục hồi và đã sửa", .slow = true, .place = place_of_plan,
     .no_twin = "là tệp; JSON của kế hoạch ở /ke-hoach/{plan}"},
    {GET, "/ke-hoach/{plan}/hoat-dong/{code}", activity_get, activity_inputs, "plan.read",
     "Một hoạt động: ai, khi nào, ở đâu, nội dung", .api = true, .shows = &plan_node_record, .cached = true,
     .place = place_of_plan},
    {GET, "/ke-hoach/{plan}/ra-soat", review_get, review_inputs, "plan.read",
     "Rà soát: nguyên văn, cấu trúc đã đọc, phát hiện", .api = true, .shows = &plan_review_record,
     .place = place_of_plan},
    {GET, "/ke-hoach/{plan}/doc-lai", reread_get, reread_inputs, "plan.review",
     "Đọc lại kế hoạch bằng cách khác: xem trước điều gì thay đổi", .slow = true, .place = place_of_plan,
     .no_twin = "là bước xem trước của biểu mẫu: gửi bằng POST"},
    {POST, "/ke-hoach/{plan}/doc-lai", reread_post, reread_post_inputs, "plan.review",
     "Đọc lại kế hoạch; mọi chỗ đã sửa được giữ", .api = true, .prepare = reread_prepare, .slow = true,
     .again = reread_get, .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/nhan-dang", recognise_post, recognise_inputs, "plan.review",
     "Nhận dạng lại chữ trên ảnh các trang, ở phía sau", .api = true, .again = reread_get, .place = place_of_plan},
    {GET, "/ke-hoach/{plan}/trang/{trang}", page_picture_get, picture_inputs, "plan.read",
     "Ảnh một trang của tệp đã quét hay PDF", .slow = true, .place = place_of_plan,
     .no_twin = "là ảnh: chỗ đứng của từng dòng ở trang rà soát"},
    {GET, "/ke-hoach/{plan}/chu", wording_get, plan_inputs, "plan.review",
     "Đối chiếu tên gọi: tên gọi có chữ do máy phục hồi, chưa ai xem", .api = true, .shows = &plan_wording_record,
     .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/chu", wording_post, wording_post_inputs, "plan.review",
     "Ghi những tên gọi đã xem chữ, đúng hoặc đã sửa", .api = true, .again = wording_get, .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/chua-chac", unsure_post, unsure_inputs, "plan.review",
     "Ghi những chỗ chưa chắc đã xem, đúng hoặc đã sửa", .api = true, .again = review_get, .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/gia-tri/{gia-tri}", correction_post, correction_inputs, "plan.review",
     "Sửa một giá trị; nguyên văn vẫn giữ", .api = true, .prepare = correction_prepare, .again = review_get,
     .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/muc/{them}", addition_post, addition_inputs, "plan.review",
     "Thêm điều văn bản có mà máy chưa đọc được", .api = true, .prepare = addition_prepare, .again = review_get,
     .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/phat-hien/{finding}", finding_post, finding_inputs, "plan.review",
     "Chấp nhận một phát hiện, hoặc mở lại", .api = true, .again = review_get, .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/kich-hoat", activation_post, plan_inputs, "plan.activate",
     "Kích hoạt kế hoạch khi không còn phát hiện phải xử lý", .api = true, .again = review_get, .place = place_of_plan},
    {0},
};

static const Command commands[] = {
    {"import", "FILE… [--data ngayso.db]",
     "read plans and keep them, in review; pictures that follow each other are the pages of one", import_command},
    {"export", "PLAN -o FILE.docx [--data ngayso.db]", "write a plan as Word: its wording restored and put right",
     export_command},
    {0},
};

static const MenuRow menu[] = {
    {"/ke-hoach/moi", "Nhập kế hoạch: Word, PDF, bản quét", MENU_WORK, 10, .right = "plan.review", .spot = SPOT_ACT},
    {"/ke-hoach", "Kế hoạch", MENU_WORK, 20, .right = "plan.read"},
    {0}};

static const Grant grants[] = {
    {"plan.review", "Nhập kế hoạch, rà soát, sửa giá trị", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {"plan.activate", "Kích hoạt kế hoạch", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {0},
};

/* The scan is of who reads plans in. */
static Fail place_of_scan(Ctx *c, Id intake, Place *place)
{
    (void)c, (void)intake;
    *place = (Place){.right = "plan.review"};
    return OK;
}

static const ObjectKind objects[] = {{"intake", "/quet/{}", place_of_scan},
                                     {"plan", "/ke-hoach/{}", place_of_file},
                                     {"value", .path = "/ke-hoach/{within}/ra-soat?gia-tri={}#gia-tri-{}"},
                                     {"finding", .path = "/ke-hoach/{within}/ra-soat?phat-hien={}#phat-hien-{}"},
                                     {0}};

static const UndoKind undos[] = {{"plan.word", .undo = plan_undo_word},
                                 {"plan.finding", .undo = plan_undo_finding},
                                 {"plan.value", .undo = plan_undo_value},
                                 {"plan.learnt", .undo = learnt_undo_revoke},
                                 {0}};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("plan_learnt", "learnt_by", "Điều máy học được khi rà soát kế hoạch", "lâu dài",
                             PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("plan_learnt", "revoked_by", "Điều máy học được đã bỏ", "lâu dài", PERSONAL_WHY_RECORD),
    {0},
};

const Feature feature_plan = {.name = "plan",
                              .routes = routes,
                              .grants = grants,
                              .commands = commands,
                              .menu = menu,
                              .personal = personal,
                              .rebuild = plan_rebuild,
                              .undos = undos,
                              .objects = objects};
