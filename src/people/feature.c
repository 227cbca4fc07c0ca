// SPDX-License-Identifier: Apache-2.0
#include "http/reply.h"
#include "listing/listing.h"
#include "people/command.h"
#include "people/inside.h"
#include "people/personal.h"
#include "people/web.h"
#include "secret/secret.h"

/* clang-format off */
#define BACK     {INPUT_TEXT, "ve", "Trang trở về", .required = false, .max = 1900}
#define PASSWORD {INPUT_SECRET, "mat-khau", "Mật khẩu", .required = true, .max = 1000, .autocomplete = "current-password"}
#define NEW_PASSWORD \
    {INPUT_SECRET, "mat-khau", "Mật khẩu mới", .required = true, .max = 1000, .autocomplete = "new-password", \
     .help = "Ít nhất 14 ký tự: bốn từ không liên quan đến nhau dễ nhớ hơn chữ số và ký hiệu. Có xác thực hai lớp thì 8 ký tự."}, \
    {INPUT_SECRET, "mat-khau-lai", "Nhập lại mật khẩu mới", .required = true, .max = 1000, .autocomplete = "new-password"}
#define TOKEN    {INPUT_TEXT, "token", "Liên kết", .required = true, .max = 100}
#define PERSON   {INPUT_ID, "nguoi", "Người", .required = true}
#define OFFER    {INPUT_ID, "de-nghi", "Lời đề nghị", .required = true}
#define THE_DUTY {INPUT_ID, "nhiem-vu", "Nhiệm vụ", .required = true}
#define NAME(needed, known) {INPUT_TEXT, "ho-ten", "Họ và tên", .required = (needed), .max = PERSON_NAME_MAX, .autocomplete = (known)}
#define MAIL(known) {INPUT_TEXT, "thu", "Thư điện tử", .required = false, .max = PERSON_MAIL_MAX, .keys = "email", .is_plain = true, .autocomplete = (known)}
#define PHONE(known) {INPUT_TEXT, "dien-thoai", "Điện thoại", .required = false, .max = PERSON_PHONE_MAX, .keys = "tel", .autocomplete = (known)}
#define ROLES "quan-tri|dieu-phoi|lanh-dao|thu-truong|chuyen-vien|to-vien|hoi-dong|xem" /* role_names */
#define DUTY_FIELDS \
    {INPUT_TEXT, "co-quan", "Mã cơ quan", .required = true, .max = ORG_CODE_MAX, .is_plain = true, \
     .help = "Mã trong danh mục cơ quan, như STTTT là Sở Thông tin và Truyền thông."}, \
    {INPUT_CHOICE, "vai-tro", "Vai trò", .required = true, .choices = ROLES}, \
    {INPUT_TEXT, "chuc-vu", "Chức vụ", .required = false, .max = PERSON_POSITION_MAX}, \
    {INPUT_DAY, "den", "Giữ nhiệm vụ đến hết ngày", .required = false}

static const Input back_inputs[] = {BACK, {0}};
static const Input sign_in_inputs[] = {{INPUT_TEXT, "tai-khoan", "Tên đăng nhập, hoặc thư điện tử đã xác nhận", .required = true, .max = 200,
                                         .autocomplete = "username", .is_plain = true}, PASSWORD,
                                        {INPUT_CHOICE, "tin", "Giữ đăng nhập 8 giờ trên thiết bị này", .choices = "1",
                                         .help = "Chỉ chọn trên máy hoặc điện thoại của riêng bạn, có khóa màn hình. Không chọn thì sau 15 phút không dùng phải đăng nhập lại; nhiệm vụ quản trị luôn là 5 phút."}, BACK, {0}};
static const Input code_inputs[] = {{INPUT_TEXT, "ma", "Mã 6 số trong ứng dụng xác thực", .required = true, .max = 40, .autocomplete = "one-time-code",
                                     .is_plain = true, .help = "Mất điện thoại? Nhập một mã dự phòng đã lưu."}, BACK, {0}};
static const Input confirm_inputs[] = {PASSWORD, BACK, {0}};
static const Input token_inputs[] = {TOKEN, {0}};
static const Input link_inputs[] = {TOKEN, NAME(false, "name"), {INPUT_TEXT, "tai-khoan", "Tên đăng nhập", .required = false, .max = PERSON_ACCOUNT_MAX,
                                     .autocomplete = "username", .is_plain = true, .help = "Chữ không dấu, chữ số và . - _ @, như quan.tri hoặc địa chỉ thư."},
                                    {INPUT_TEXT, "co-quan", "Mã cơ quan của bạn", .required = false, .max = ORG_CODE_MAX, .is_plain = true,
                                     .help = "Mã trong danh mục cơ quan: STTTT là Sở Thông tin và Truyền thông."}, NEW_PASSWORD, {0}};
static const Input me_inputs[] = {{INPUT_INTEGER, "xong", "Vừa làm xong", .required = false, .min = 1, .max = 4},
    {INPUT_TEXT, "tim-nguoi", "Tìm người để ủy quyền", .max = 100, .keys = "search", .help = "Tên, hoặc mã cơ quan, có dấu hay không."}, {0}};
static const Input contact_inputs[] = {NAME(true, "name"), MAIL("email"), PHONE("tel"), {0}};
static const Input choose_inputs[] = {THE_DUTY, {0}};
static const Input offer_inputs[] = {OFFER, {0}};
static const Input vouch_inputs[] = {PERSON, {INPUT_TEXT, "thu", "Thư điện tử", .required = true, .max = PERSON_MAIL_MAX}, {0}};
static const Input delegate_inputs[] = {{INPUT_ID, "nguoi", "Người được ủy quyền", .required = true}, {INPUT_DAY, "tu", "Từ ngày", .required = true}, {INPUT_DAY, "den", "Đến hết ngày", .required = true}, {0}};
static const Input device_inputs[] = {{INPUT_ID, "phien", "Thiết bị", .required = true}, {0}};
static const Input password_inputs[] = {NEW_PASSWORD, {0}};
static const Input second_inputs[] = {{INPUT_TEXT, "ma", "Mã 6 số", .required = true, .max = 40, .autocomplete = "one-time-code",
                                       .is_plain = true, .is_short = true, .keys = "numeric"}, {0}};
static const Input people_inputs[] = {{INPUT_TEXT, "loc", "Tìm theo tên, cơ quan", .required = false, .max = 100, .keys = "search", .list = LIST_CHOOSES},
                                      {INPUT_CHOICE, "vai-tro", "Vai trò", .list = LIST_CHOOSES,
                                       .choices = "quan-tri=Quản trị|dieu-phoi=Điều phối|lanh-dao=Lãnh đạo UBND|thu-truong=Thủ trưởng cơ quan|chuyen-vien=Chuyên viên|to-vien=Tổ viên công nghệ số|hoi-dong=Hội đồng thi đua khen thưởng|xem=Chỉ xem"},
                                      {INPUT_CHOICE, "tai-khoan", "Tài khoản", .choices = "active=Đang hoạt động|invited=Đã mời, chưa đặt mật khẩu|disabled=Đã khóa", .list = LIST_CHOOSES},
                                      {INPUT_TEXT, "co-quan", "Cơ quan", .required = false, .max = ORG_CODE_MAX, .list = LIST_CHOOSES}, LIST_PAGE, {0}};
static const Input person_inputs[] = {PERSON, {0}};
#define OFFERED {INPUT_CHOICE, "vai-tro", "Vai trò đề nghị sẵn", .choices = ROLES}
static const Input person_page_inputs[] = {PERSON, OFFERED, {0}};
static const Input invite_page_inputs[] = {OFFERED, {0}};
static const Input invite_inputs[] = {NAME(true, NULL), MAIL(NULL), PHONE(NULL), DUTY_FIELDS, {0}};
static const Input many_inputs[] = {{INPUT_FILE, "tep", "Tệp danh sách", .required = true, .max = 2 << 20, .accept = ".xlsx,.csv,.tsv,.txt",
                                     .help = "Dòng đầu là tên cột: họ tên, cơ quan, chức vụ, thư, điện thoại, vai trò. Cơ quan ghi mã hoặc tên đầy đủ; vai trò để trống là Chuyên viên."},
                                    {INPUT_CHOICE, "chi-kiem-tra", "Chỉ kiểm tra, chưa thêm ai", .required = false, .choices = "1"}, {0}};
_Static_assert(MANY_LINK == TOKEN_LETTERS + 2, "a token and the end of its line");
static const Input many_links_inputs[] = {{INPUT_LINES, "lien-ket", "Các liên kết vừa tạo", .required = true, .max = MANY_MAX * MANY_LINK}, {0}};
static const Input duty_inputs[] = {PERSON, DUTY_FIELDS, {0}};
static const Input duty_end_inputs[] = {PERSON, THE_DUTY, {0}};
static const Input journal_inputs[] = {{INPUT_ID, "nguoi", "Người", .list = LIST_CHOOSES},
                                       {INPUT_TEXT, "co-quan", "Cơ quan", .max = ORG_CODE_MAX, .list = LIST_CHOOSES},
                                       {INPUT_ID, "doi-tuong", "Chỉ xem", .list = LIST_CHOOSES},
                                       {INPUT_INTEGER, "dong", "Dòng", .required = false, .min = 1, .max = INT64_MAX - 1, .list = LIST_CHOOSES, .help = "Số thứ tự của một dòng: xem riêng dòng ấy, đủ chữ"}, LIST_PAGE, {0}};

_Static_assert(WALL_HOURS_MAX == 168, "the help says so");
#define SHOWN(needed) {INPUT_TEXT, "trang", "Trang", .required = (needed), .max = 1900, .is_plain = true, \
                       .help = "Chọn trong danh sách, hoặc dán địa chỉ của trang đang xem, kể cả cách lọc."}
static const Input wall_choice_inputs[] = {SHOWN(false), {0}};
static const Input wall_inputs[] = {SHOWN(true), {INPUT_INTEGER, "gio", "Có hiệu lực trong bao nhiêu giờ", .required = false, .min = 1, .max = WALL_HOURS_MAX,
                                     .help = "Từ 1 đến 168 giờ, tức nhiều nhất 7 ngày."}, {0}};
static const Input wall_one_inputs[] = {{INPUT_ID, "man-hinh", "Màn hình", .required = true}, {0}};

static const Route routes[] = {
    {GET, "/dang-nhap", sign_in_get, back_inputs, RIGHT_PUBLIC, .help = "Đăng nhập", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/dang-nhap", sign_in_post, sign_in_inputs, RIGHT_PUBLIC, "Đăng nhập", .prepare = sign_in_prepare, .slow = true, .again = sign_in_get},
    {POST, "/dang-xuat", sign_out_post, NULL, RIGHT_OWN, .help = "Đăng xuất"},
    {GET, "/loi-moi/{token}", link_get, token_inputs, RIGHT_PUBLIC, .help = "Liên kết mời, đặt lại mật khẩu", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/loi-moi/{token}", link_post, link_inputs, RIGHT_PUBLIC, "Đặt mật khẩu bằng liên kết", .prepare = link_prepare, .slow = true, .again = link_get},
    {GET, "/vao/{token}", try_get, token_inputs, RIGHT_PUBLIC, .help = "Liên kết vào thử trên máy này", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/vao/{token}", try_post, token_inputs, RIGHT_PUBLIC, .help = "Vào thử"},
    {GET, "/quyen", rights_get, NULL, RIGHT_PUBLIC, .help = "Quyền của từng vai trò", .api = true, .shows = &rights_record},

    {GET, "/toi", me_get, me_inputs, RIGHT_OWN, "Tài khoản của tôi", .api = true, .shows = &me_record},
    {POST, "/toi", me_post, contact_inputs, RIGHT_OWN, "Sửa liên hệ của mình", .again = me_get},
    {GET, "/toi/ma", code_get, back_inputs, RIGHT_OWN, .help = "Nhập mã trên điện thoại", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/ma", code_post, code_inputs, RIGHT_OWN, "Nhập mã trên điện thoại", .again = code_get},
    {GET, "/toi/xac-nhan", confirm_get, back_inputs, RIGHT_OWN, .help = "Xác nhận lại mật khẩu", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/xac-nhan", confirm_post, confirm_inputs, RIGHT_OWN, "Xác nhận lại mật khẩu", .prepare = confirm_prepare, .slow = true, .again = confirm_get},
    {POST, "/toi/nhiem-vu", duty_choose_post, choose_inputs, RIGHT_OWN, "Đổi nhiệm vụ đang dùng", .again = me_get},
    {POST, "/toi/de-nghi/{de-nghi}/nhan", offer_accept_post, offer_inputs, RIGHT_OWN, "Nhận nhiệm vụ được đề nghị", .again = me_get},
    {POST, "/toi/de-nghi/{de-nghi}/tu-choi", offer_decline_post, offer_inputs, RIGHT_OWN, "Từ chối nhiệm vụ được đề nghị", .again = me_get},
    {POST, "/toi/uy-quyen", delegate_post, delegate_inputs, "duty.delegate", "Ủy quyền nhiệm vụ đang dùng", .again = me_get},
    {POST, "/toi/thiet-bi", devices_post, NULL, RIGHT_OWN, .help = "Đăng xuất mọi thiết bị khác"},
    {POST, "/toi/thiet-bi/{phien}", device_post, device_inputs, RIGHT_OWN, .help = "Đăng xuất một thiết bị"},
    {GET, "/toi/mat-khau", password_get, NULL, RIGHT_OWN, "Đổi mật khẩu", .fresh = true, .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/mat-khau", password_post, password_inputs, RIGHT_OWN, "Đổi mật khẩu", .prepare = password_prepare, .slow = true, .again = password_get, .fresh = true},
    {GET, "/toi/hai-lop", second_get, NULL, RIGHT_OWN, "Xác thực hai lớp", .fresh = true, .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/hai-lop/khoa", second_begin_post, NULL, RIGHT_OWN, "Tạo khóa cho điện thoại", .again = second_get, .fresh = true},
    {POST, "/toi/hai-lop/thoi", second_cancel_post, NULL, RIGHT_OWN, "Bỏ khóa chưa dùng", .again = second_get, .fresh = true},
    {POST, "/toi/hai-lop", second_post, second_inputs, RIGHT_OWN, "Bật xác thực hai lớp", .again = second_get, .fresh = true},
    {POST, "/toi/hai-lop/tat", second_drop_post, NULL, RIGHT_OWN, "Tắt xác thực hai lớp", .again = second_get, .fresh = true},

    {GET, "/man-hinh", walls_get, wall_choice_inputs, RIGHT_OWN, .help = "Màn hình lớn: liên kết chỉ để xem một trang", .api = true, .shows = &walls_record},
    {POST, "/man-hinh", wall_post, wall_inputs, RIGHT_OWN, "Tạo liên kết màn hình", .again = walls_get},
    {POST, "/man-hinh/{man-hinh}/thu-hoi", wall_revoke_post, wall_one_inputs, RIGHT_OWN, "Thu hồi liên kết màn hình", .again = walls_get},
    {GET, "/tuong/{token}", wall_get, token_inputs, RIGHT_PUBLIC, .help = "Một trang trên màn hình lớn, theo liên kết riêng", .wall = wall_of_token, .no_twin = "là màn hình của một trang khác"},

    {GET, "/nguoi", people_get, people_inputs, "person.read", .help = "Người và nhiệm vụ", .api = true, .shows = &people_record, .sheet = "Danh sách người"},
    {GET, "/nguoi/moi", invite_get, invite_page_inputs, "person.invite", .help = "Biểu mẫu mời một người", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/nguoi/moi", invite_post, invite_inputs, "person.invite", "Mời một người", .again = invite_get, .place = place_of_typed_org},
    {GET, "/nguoi/nhieu", many_get, NULL, "person.invite", .help = "Biểu mẫu mời nhiều người", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/nguoi/nhieu", many_post, many_inputs, "person.invite", "Mời nhiều người từ một tệp", .prepare = many_prepare, .slow = true, .again = many_get},
    {GET, "/nguoi/nhieu/mau.xlsx", many_template, NULL, "person.invite", .help = "Tệp mẫu để mời nhiều người", .no_twin = "là tệp mẫu để điền"},
    {POST, "/nguoi/nhieu/lien-ket.xlsx", many_links, many_links_inputs, "person.invite", .help = "Các liên kết vừa tạo thành tệp Excel"},
    {GET, "/nguoi/{nguoi}", person_get, person_page_inputs, "person.read", "Một người: nhiệm vụ, tài khoản", .place = place_of_person, .api = true, .shows = &person_page_record},
    {POST, "/nguoi/{nguoi}/lien-ket", person_link_post, person_inputs, "person.manage", "Liên kết mời hoặc đặt lại mật khẩu", .again = person_get, .place = place_of_person, .fresh = true},
    {POST, "/nguoi/{nguoi}/khoa", person_lock_post, person_inputs, "person.manage", "Khóa tài khoản", .again = person_get, .place = place_of_person, .fresh = true},
    {POST, "/nguoi/{nguoi}/mo", person_unlock_post, person_inputs, "person.manage", "Mở lại tài khoản", .again = person_get, .place = place_of_person, .fresh = true},
    {POST, "/nguoi/{nguoi}/mat-dien-thoai", person_phone_lost_post, person_inputs, "person.manage", "Tắt xác thực hai lớp của người mất điện thoại", .again = person_get, .place = place_of_person, .fresh = true},
    {POST, "/nguoi/{nguoi}/thu-dung", person_vouch_post, vouch_inputs, "person.vouch", "Xác nhận thay địa chỉ thư của một người", .again = person_get, .place = place_of_person, .fresh = true},
    {POST, "/nguoi/de-nghi/{de-nghi}/rut", offer_withdraw_post, offer_inputs, "person.invite", "Rút lời đề nghị nhiệm vụ", .place = place_of_offer},
    {POST, "/nguoi/{nguoi}/nhiem-vu", person_duty_post, duty_inputs, "person.invite", "Giao nhiệm vụ", .again = person_get, .place = place_of_person},
    {POST, "/nguoi/{nguoi}/nhiem-vu/{nhiem-vu}/thoi", person_duty_end_post, duty_end_inputs, "person.manage", "Thôi nhiệm vụ", .again = person_get, .place = place_of_duty},
    {GET, "/nhat-ky", journal_get, journal_inputs, "journal.read", "Nhật ký: mọi thay đổi, người thực hiện, thời điểm", .api = true, .shows = &journal_record, .place = place_of_journal},
    {GET, "/nhat-ky.csv", journal_csv, journal_inputs, "journal.export", "Nhật ký thành tệp CSV", .place = place_of_journal, .no_twin = "là tệp; JSON ở /nhat-ky", .slow = true},
    {GET, "/nhat-ky.xlsx", journal_xlsx, journal_inputs, "journal.export", "Nhật ký thành tệp Excel", .place = place_of_journal, .no_twin = "là tệp; JSON ở /nhat-ky", .slow = true},
    {0},
};
/* clang-format on */

static const Command commands[] = {
    {"person",
     "add ACCOUNT --name NAME --org CODE [--role ROLE] [--mail M] | reset ACCOUNT | disable ACCOUNT [--data FILE]",
     "let somebody in (prints a link that is good once), give them a new one, or lock them out; while no server runs",
     person_command},
    {"verify", "[--data FILE]", "walk the journal's chain: says which row was changed, removed or moved",
     verify_command},
    {"key", "[--new] [--data FILE] [--key-file FILE]",
     "the key file that encrypts second factors: where it is, and whether it is the one; --new makes another key "
     "behind "
     "it",
     key_command},
    {0},
};

static const MenuRow menu[] = {
    {"/nguoi/moi", "Mời một người", MENU_PEOPLE, 10, .right = "person.invite", .spot = SPOT_ACT},
    {"/nguoi/nhieu", "Mời nhiều người từ bảng tính", MENU_PEOPLE, 20, .right = "person.invite", .spot = SPOT_ACT},
    {"/toi", "Tài khoản của tôi", MENU_KEEP, 30, .spot = SPOT_ACT},
    {"/toi/mat-khau", "Đổi mật khẩu", MENU_KEEP, 40, .spot = SPOT_ACT},
    {"/toi/hai-lop", "Xác thực hai lớp", MENU_KEEP, 50, .spot = SPOT_ACT},
    {"/quyen", "Mỗi vai trò được làm gì", MENU_KEEP, 60, .spot = SPOT_ACT},
    {"/nguoi", "Người", MENU_PEOPLE, 20, .right = "person.read"},
    {"/nhat-ky", "Nhật ký", MENU_KEEP, 10, .right = "journal.read"},
    {0}};

static const Grant grants[] = {
    /* What all agencies share; folders below this one ask for it, too. */
    {"plan.read",
     "Đọc kế hoạch, lịch, cơ quan, tìm kiếm",
     {[ROLE_ADMIN] = ALL,
      [ROLE_COORDINATOR] = ALL,
      [ROLE_CHAIRMAN] = ALL,
      [ROLE_HEAD] = ALL,
      [ROLE_OFFICIAL] = ALL,
      [ROLE_TEAM] = ALL,
      [ROLE_COUNCIL] = ALL,
      [ROLE_VIEWER] = ALL},
     .is_carried = true},
    {"person.read",
     "Xem người và nhiệm vụ của họ",
     {[ROLE_ADMIN] = ALL,
      [ROLE_COORDINATOR] = ALL,
      [ROLE_CHAIRMAN] = ALL,
      [ROLE_HEAD] = SUBTREE,
      [ROLE_OFFICIAL] = OWN},
     .is_carried = false},
    {"person.invite",
     "Mời người mới, giao nhiệm vụ",
     {[ROLE_ADMIN] = ALL, [ROLE_COORDINATOR] = ALL, [ROLE_HEAD] = SUBTREE},
     .is_carried = false},
    {"person.manage",
     "Khóa, mở tài khoản, cấp lại mật khẩu, thôi nhiệm vụ",
     {[ROLE_ADMIN] = ALL, [ROLE_HEAD] = SUBTREE},
     .is_carried = false},
    {"person.vouch", "Xác nhận thay địa chỉ thư của một người", {[ROLE_ADMIN] = ALL}, .is_carried = false},
    {"duty.delegate",
     "Ủy quyền nhiệm vụ của mình có thời hạn",
     {[ROLE_CHAIRMAN] = OWN, [ROLE_HEAD] = OWN},
     .is_carried = false},
    {"journal.read",
     "Xem nhật ký",
     {[ROLE_ADMIN] = ALL, [ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL, [ROLE_HEAD] = SUBTREE},
     .is_carried = false},
    {"wall.manage", "Xem và thu hồi liên kết màn hình của mọi người", {[ROLE_ADMIN] = ALL}, .is_carried = false},
    {"journal.export", "Xuất nhật ký ra tệp", {[ROLE_ADMIN] = ALL, [ROLE_COORDINATOR] = ALL}, .is_carried = false},
    {0},
};

static const ObjectKind objects[] = {
    {"person", .path = "/nguoi/{}"}, {"duty", .path = "/nguoi/{within}"}, {"link", .path = "/nguoi/{within}"}, {0}};

static const UndoKind undos[] = {{"duty", .undo = duty_undo}, {"offer", .undo = offer_undo}, {0}};

static Fail seal_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    return people_seal_seconds(c);
}

/* Without the key file work goes on: passwords and recovery codes need none. */
static Fail seal_seconds(Ctx *c, const JobPlace *place)
{
    Fail result = store_write(c, place->store, seal_in_write, NULL);
    if (result != FAIL_CONFLICT && result != FAIL_INPUT) return result;
    fprintf(stderr, "ngayso: %s\n", c->why);
    c->why[0] = 0;
    return OK;
}

static const Job jobs[] = {{"people.seal", .at_start = true, .run = seal_seconds}, {0}};

/* The account itself is emptied last, by person_forget.  Of the folders below us, which know nothing of people, too. */
static const Personal personal[] = {
    PERSONAL_GOES("listing_view", "person_id", "Cách xem danh sách đã lưu", NULL, NULL),
    PERSONAL_GOES("listing_columns", "person_id", "Cột của danh sách đã chọn", NULL, NULL),
    PERSONAL_GOES("receipt", "person_id", "Biên nhận của những việc vừa bấm", "7 ngày", "để xem lại và hoàn tác"),
    PERSONAL_STAYS("duty", "person_id", "Nhiệm vụ đã và đang giữ",
                   "trong thời gian giữ nhiệm vụ, đến khi được yêu cầu xóa",
                   "cần để giao việc; sau khi xóa chỉ còn mã số không dẫn đến ai"),
    PERSONAL_STAYS("duty", "behalf_id", "Nhiệm vụ người khác làm thay theo ủy quyền", "lâu dài",
                   "cho biết việc đã làm nhân danh ai; sau khi xóa chỉ còn mã số không dẫn đến ai"),
    PERSONAL_GOES("session", "person_id", "Phiên đăng nhập: thiết bị, địa chỉ mạng",
                  "nhiều nhất 12 giờ, hoặc đến khi đăng xuất", "chỉ cần khi đang đăng nhập"),
    PERSONAL_GOES("invitation", "person_id", "Liên kết mời, đặt lại mật khẩu, dạng băm",
                  "đến khi dùng hoặc hết hạn; hạn dài nhất 14 ngày", "dùng một lần rồi thôi"),
    PERSONAL_STAYS("invitation", "made_by", "Liên kết đã tạo cho người khác", "đến khi dùng hoặc hết hạn",
                   "cho biết ai đã mời"),
    PERSONAL_GOES("duty_offer", "person_id", "Lời đề nghị nhiệm vụ chưa trả lời: họ tên, cơ quan, vai trò",
                  "14 ngày, hoặc đến khi nhận", "chờ người được đề nghị trả lời"),
    PERSONAL_STAYS("duty_offer", "made_by", "Lời đề nghị nhiệm vụ đã gửi cho người khác", "14 ngày, hoặc đến khi nhận",
                   "cho biết ai đã đề nghị"),
    PERSONAL_GOES("person_known", "person_id", "Thiết bị và địa chỉ mạng từng đăng nhập, dạng băm",
                  "90 ngày sau lần đăng nhập cuối, nhiều nhất 20 mục một người",
                  "để người khác gõ sai mật khẩu không khóa được người dùng thật"),
    PERSONAL_GOES("second_pending", "person_id", "Khóa xác thực hai lớp chưa bật xong", "24 giờ",
                  "để quét lại được sau khi tải lại trang"),
    PERSONAL_GOES("person_recovery", "person_id", "Mã dự phòng của xác thực hai lớp, dạng băm", NULL, NULL),
    PERSONAL_GOES("wall", "person_id", "Liên kết màn hình lớn", "đến khi hết hạn hoặc bị thu hồi",
                  "một trang chỉ để xem, không cần đăng nhập"),
    /* Of the journal, which is below us.  journal_forget empties what speaks of them. */
    PERSONAL_STAYS("journal", "person_id", "Nhật ký: việc đã làm, lúc nào, mã số người làm", "lâu dài",
                   "chuỗi nhật ký chứng minh không ai sửa; khi xóa một người, mã số không còn dẫn đến ai"),
    PERSONAL_STAYS_UNCOUNTED("journal", "behalf_id", "Nhật ký: việc người khác làm thay", "lâu dài", "như trên"),
    PERSONAL_GOES(
        "journal_personal", "subject_id", "Giá trị về cá nhân trong nhật ký, địa chỉ mạng", "12 tháng",
        "TCVN 14423:2026 buộc giữ nhật ký ít nhất 3 tháng; 12 tháng để đối chiếu trọn một mùa tổ chức và báo cáo "
        "năm"),
    {0},
};

static const ListKind *const lists[] = {&people_list_kind, &journal_list_kind, NULL};

const Feature feature_people = {.name = "people",
                                .lists = lists,
                                .routes = routes,
                                .grants = grants,
                                .commands = commands,
                                .menu = menu,
                                .jobs = jobs,
                                .objects = objects,
                                .undos = undos,
                                .personal = personal};
