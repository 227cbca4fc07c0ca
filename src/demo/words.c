// SPDX-License-Identifier: Apache-2.0
/* words.c -- what officials write, and the dice. */
#include "demo/inside.h"

/* -- dice: splitmix64 ----------------------------------------------------------------------------------------- */

void dice_begin(Demo *d, unsigned part) { d->at = (uint64_t)d->o->seed * 0x9E3779B97F4A7C15 + part; }

unsigned dice(Demo *d, unsigned n)
{
    uint64_t x = d->at += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return (unsigned)((x ^ (x >> 31)) % n);
}

bool dice_says(Demo *d, unsigned per_mille) { return dice(d, 1000) < per_mille; }

/* -- sentences ------------------------------------------------------------------------------------------------- */

static const char *const results[] = {"Đã ban hành văn bản chỉ đạo, gửi các xã, phường, thị trấn",
                                      "Đã họp phân công, giao đồng chí phó trưởng phòng phụ trách",
                                      "Đã phát 12 lượt tin trên hệ thống truyền thanh",
                                      "Đã treo 8 băng rôn tại trụ sở và các trục đường chính",
                                      "Đã hướng dẫn 320 hộ cài đặt định danh điện tử mức 2",
                                      "Đang tổng hợp danh sách doanh nghiệp đăng ký gian hàng",
                                      "Tổ công nghệ số cộng đồng đã đến 45 hộ, 38 hộ dùng được dịch vụ công trực tuyến",
                                      "Đã mở chuyên mục trên cổng thông tin điện tử",
                                      "Đã tổ chức 1 buổi tập huấn cho 60 người",
                                      "Đang lấy ý kiến các phòng chuyên môn",
                                      "Đã có 5 tin, bài về Ngày Chuyển đổi số",
                                      "Đã thống nhất địa điểm và thời gian với đơn vị phối hợp",
                                      "Đã gửi dự thảo kế hoạch xin ý kiến",
                                      "Đã khảo sát hạ tầng cáp quang tại 6 thôn",
                                      "Đã vận động 150 hộ kinh doanh dùng thanh toán không tiền mặt",
                                      "Đã đăng ký nội dung tham gia hội thảo"};
static const char *const pictured[] = {"Đã xong, có ảnh kèm theo", "Đã tổ chức xong, 210 người tham dự; ảnh kèm theo",
                                       "Hoàn thành các nội dung được giao, ảnh kèm theo"};
static const char *const reported[] = {"Đã hoàn thành, có báo cáo kết quả kèm theo",
                                       "Đã thực hiện xong toàn bộ nội dung được giao, báo cáo kết quả kèm theo"};
static const char *const published[] = {"Đã xong, kết quả đăng trên cổng thông tin điện tử",
                                        "Hoàn thành; tin bài, văn bản ở cổng thông tin điện tử của đơn vị"};
static const char *const causes[] = {
    "Chờ văn bản hướng dẫn của cấp trên", "Ảnh hưởng của bão số 3, phải khắc phục hậu quả trước",
    "Cán bộ phụ trách nghỉ ốm, chưa kịp bàn giao", "Kinh phí về chậm", "Đơn vị phối hợp chưa gửi số liệu"};
static const char *const extensions[] = {"Chờ hàng về, nhà cung cấp báo chậm một tuần",
                                         "Trùng lịch đại hội của địa phương",
                                         "Khắc phục hậu quả bão số 3, xin thêm thời gian để làm đủ các thôn"};
static const char *const returns[] = {"Không thuộc chức năng của đơn vị, đề nghị giao cho phòng Văn hóa và Thông tin",
                                      "Nội dung trùng với việc đã giao tuần trước"};
static const char *const insists[] = {"Đã trao đổi, vẫn do đơn vị chủ trì; phòng Văn hóa và Thông tin phối hợp"};
static const char *const redos[] = {"Thiếu ảnh minh chứng, đề nghị bổ sung",
                                    "Số liệu chưa khớp với báo cáo của các xã, rà lại giúp"};
static const char *const comments[] = {"Cho hỏi dùng mẫu băng rôn nào?",
                                       "Nhờ gửi bản mềm bộ nhận diện Ngày Chuyển đổi số",
                                       "Đề nghị xã báo sớm số hộ chưa có điện thoại thông minh"};
static const char *const titles[] = {"Hướng dẫn người dân cài đặt định danh điện tử",
                                     "Tổ công nghệ số cộng đồng đến từng nhà",
                                     "Tuyên truyền Ngày Chuyển đổi số trên loa truyền thanh",
                                     "Khảo sát nhu cầu học kỹ năng số",
                                     "Vận động thanh toán không dùng tiền mặt",
                                     "Rà soát hộ chưa có cáp quang",
                                     "Treo băng rôn, khẩu hiệu",
                                     "Mở gian hàng trên sàn thương mại điện tử",
                                     "Tập huấn an toàn thông tin",
                                     "Báo cáo số liệu dịch vụ công trực tuyến"};
static const char *const places[] = {"tại nhà văn hóa",      "ở các thôn vùng cao",
                                     "trong trường học",     "tại chợ",
                                     "tại bộ phận một cửa",  "cho hộ nghèo",
                                     "cho người cao tuổi",   "với hợp tác xã",
                                     "cùng đoàn thanh niên", "đợt hai"};

#define SENTENCES(list)                                                                                                \
    {                                                                                                                  \
        list, sizeof list / sizeof *list                                                                               \
    }
static const struct {
    const char *const *at;
    size_t n;
} said[SAY_KINDS] = {
    [SAY_RESULT] = SENTENCES(results),       [SAY_DONE_PICTURE] = SENTENCES(pictured),
    [SAY_DONE_REPORT] = SENTENCES(reported), [SAY_DONE_PAGE] = SENTENCES(published),
    [SAY_CAUSE] = SENTENCES(causes),

    [SAY_EXTENSION] = SENTENCES(extensions), [SAY_RETURN] = SENTENCES(returns),
    [SAY_INSIST] = SENTENCES(insists),       [SAY_REDO] = SENTENCES(redos),
    [SAY_COMMENT] = SENTENCES(comments),     [SAY_TITLE] = SENTENCES(titles),
    [SAY_WHERE] = SENTENCES(places),
};

Str say(Demo *d, Say kind) { return str_of(said[kind].at[dice(d, (unsigned)said[kind].n)]); }

/* -- names ------------------------------------------------------------------------------------------------------ */

static const char *const families[] = {"Nguyễn", "Trần", "Lê",  "Phạm",  "Hoàng", "Vũ",
                                       "Đỗ",     "Bùi",  "Ngô", "Dương", "Giáp",  "Thân"};
static const char *const middles[] = {"Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Hồng", "Ngọc", "Hữu", "Thanh"};
static const char *const givens[] = {"An",    "Bình", "Chi",   "Dũng", "Giang", "Hà",     "Hải",  "Hương",
                                     "Khánh", "Lan",  "Long",  "Mai",  "Nam",   "Phương", "Quân", "Sơn",
                                     "Tâm",   "Thảo", "Trang", "Tuấn", "Vân",   "Yến"};

Str demo_name(Demo *d, Arena *a)
{
    const char *family = families[dice(d, sizeof families / sizeof *families)];
    const char *middle = middles[dice(d, sizeof middles / sizeof *middles)];
    return str_format(a, "%s %s %s", family, middle, givens[dice(d, sizeof givens / sizeof *givens)]);
}
