// SPDX-License-Identifier: Apache-2.0
/* hardship.c -- what stands in the way of which kind of agency, and what is answered to just that. */
#include "demo/inside.h"

static const Hardship hardships[] = {
    {FITS_MOUNTAIN, "Ba thôn vùng cao chưa có sóng 4G nên tổ công nghệ số không hướng dẫn được tại nhà",
     "Đã làm việc với doanh nghiệp viễn thông, sẽ có trạm phát lưu động từ ngày 05/10",
     "Đề nghị Chủ tịch UBND tỉnh làm việc với các doanh nghiệp viễn thông về phủ sóng các thôn vùng cao",
     "Làm việc với các doanh nghiệp viễn thông, báo cáo phương án phủ sóng các thôn vùng cao", "STTTT"},
    {FITS_MOUNTAIN, "Doanh nghiệp viễn thông chưa trả lời về việc kéo cáp quang đến 2 bản",
     "Doanh nghiệp đã có kế hoạch kéo cáp đến 2 bản trong tháng 10, gửi kèm văn bản",
     "Đề nghị UBND tỉnh có văn bản yêu cầu doanh nghiệp trả lời về tiến độ kéo cáp quang",
     "Làm việc với doanh nghiệp, báo cáo thời hạn kéo cáp quang đến các bản chưa có", "STTTT"},
    {FITS_LOCAL, "Chưa có kinh phí in băng rôn, pa nô; dự toán đầu năm không có mục này",
     "Dùng kinh phí sự nghiệp thông tin đã giao đầu năm; Sở Tài chính đã đồng ý",
     "Đề nghị bổ sung 120 triệu đồng từ nguồn dự phòng để in băng rôn, pa nô cho các xã",
     "Rà soát, đề xuất nguồn kinh phí in băng rôn, pa nô cho các xã", "STC"},
    {FITS_LOCAL, "Nhiều hộ nghèo không có điện thoại thông minh",
     "Hướng dẫn tại nhà văn hóa bằng máy của tổ công nghệ số; danh sách hộ gửi về Sở để vận động hỗ trợ",
     "Đề nghị vận động doanh nghiệp hỗ trợ điện thoại thông minh cho hộ nghèo",
     "Vận động doanh nghiệp hỗ trợ điện thoại thông minh cho hộ nghèo, báo cáo kết quả", "MTTQ"},
    {FITS_LOCAL, "Sau bão số 3, nhà văn hóa thôn dùng làm nơi ở tạm nên chưa tổ chức được buổi tuyên truyền",
     "Lùi buổi tuyên truyền sang tuần sau, ghi chậm do khách quan",
     "Đề nghị cho các thôn bị ảnh hưởng của bão lùi buổi tuyên truyền đến hết tháng 10",
     "Rà soát các thôn bị ảnh hưởng của bão, đề xuất thời gian tổ chức lại", "STTTT"},
    {FITS_LOCAL, "Phần mềm một cửa hay lỗi vào đầu giờ sáng, người dân phải chờ",
     "Đơn vị cung cấp đã tăng máy chủ từ ngày 25/9; còn lỗi thì báo đường dây hỗ trợ",
     "Đề nghị yêu cầu đơn vị cung cấp phần mềm một cửa cam kết thời gian khắc phục",
     "Yêu cầu đơn vị cung cấp khắc phục lỗi phần mềm một cửa, báo cáo nguyên nhân", "VPUBND"},
    {FITS_OFFICE, "Chưa rõ mẫu số liệu cần báo cáo cho Bộ", "Mẫu số liệu đã gửi kèm văn bản ngày 20/9; dùng mẫu đó",
     "Đề nghị UBND tỉnh xin ý kiến Bộ Thông tin và Truyền thông về mẫu số liệu báo cáo",
     "Trao đổi với Bộ, thống nhất mẫu số liệu và gửi các cơ quan", "STTTT"},
    {FITS_OFFICE, "Chưa thống nhất được thời gian với cơ quan phối hợp do trùng lịch hội nghị",
     "Đã thống nhất với cơ quan phối hợp: tổ chức vào ngày 04/10",
     "Đề nghị Văn phòng UBND tỉnh điều chỉnh lịch để hai hội nghị không trùng nhau",
     "Điều chỉnh lịch, bảo đảm các hoạt động không trùng nhau", "VPUBND"},
    {FITS_OFFICE, "Kinh phí tổ chức chưa được phân bổ, dự toán đầu năm không có mục này",
     "Dùng kinh phí chi thường xuyên đã giao; Sở Tài chính đã đồng ý",
     "Đề nghị bổ sung kinh phí tổ chức từ nguồn dự phòng ngân sách tỉnh", "Rà soát, đề xuất nguồn kinh phí tổ chức",
     "STC"},
    {FITS_FIRM, "Chưa được bố trí mặt bằng lắp trạm phát sóng lưu động",
     "UBND huyện đã bố trí mặt bằng tại sân vận động; liên hệ Phòng Văn hóa và Thông tin",
     "Đề nghị UBND tỉnh chỉ đạo các huyện bố trí mặt bằng lắp trạm phát sóng lưu động",
     "Chỉ đạo các huyện bố trí mặt bằng lắp trạm phát sóng, báo cáo kết quả", "STTTT"},
    {FITS_FIRM, "Chưa nhận được danh sách hộ cần hỗ trợ để bố trí nhân viên hướng dẫn",
     "Danh sách hộ đã gửi kèm văn bản ngày 24/9", "Đề nghị UBND tỉnh yêu cầu các huyện gửi danh sách hộ cần hỗ trợ",
     "Yêu cầu các huyện gửi danh sách hộ cần hỗ trợ trong tuần này", "STTTT"},
};
enum { HARDSHIPS = sizeof hardships / sizeof *hardships };

static bool is_mountain(Str code)
{
    static const char *const districts[] = {"H215", "H218", "H219", "H220"}; /* Yên Thế, Lục Nam, Lục Ngạn, Sơn Động */
    for (size_t i = 0; i < sizeof districts / sizeof *districts; i++)
        if (str_equal(code, str_of(districts[i]))) return true;
    return false;
}

bool demo_fits(const Agency *a, const Hardship *h)
{
    bool is_local = str_equal(a->kind, S("ubnd-huyen")) || str_equal(a->kind, S("ubnd-xa"));
    bool is_firm = str_equal(a->kind, S("doanh-nghiep"));
    switch (h->fits) {
    case FITS_MOUNTAIN: return is_local && (is_mountain(a->code) || is_mountain(a->parent));
    case FITS_LOCAL: return is_local;
    case FITS_FIRM: return is_firm;
    default: return !is_local && !is_firm;
    }
}

const Hardship *demo_hardship(Demo *d, const Agency *a)
{
    const Hardship *of[HARDSHIPS];
    unsigned n = 0;
    for (size_t i = 0; i < HARDSHIPS; i++)
        if (demo_fits(a, &hardships[i])) of[n++] = &hardships[i];
    return of[dice(d, n)];
}

const Hardship *demo_hardship_of(Str text)
{
    size_t i = 0;
    while (i < HARDSHIPS && !str_equal(text, str_of(hardships[i].text))) i++;
    return i < HARDSHIPS ? &hardships[i] : NULL;
}
