// SPDX-License-Identifier: Apache-2.0
/* paper_more.h -- one small document of each kind, made up: for tests that look at their layout. */
#pragma once
#include "base/out.h"
#include "paper/paper_world.h"

static inline Paper paper_more_letter(Arena *a)
{
    Paper p = paper_new(a, PAPER_LETTER);
    p.governing = S("Ủy ban nhân dân tỉnh Hòa An"), p.issuer = S("Sở Thông tin và Truyền thông");
    p.number = S("812"), p.symbol = paper_symbol(a, PAPER_LETTER, S("STTTT"), S("CNTT"));
    p.place = S("Hòa An"), p.day = day_of(2024, 9, 28), p.urgency = S("Khẩn");
    p.title = S("đôn đốc thực hiện Kế hoạch tổ chức Ngày Chuyển đổi số tỉnh Hòa An năm 2024");
    *list_add(a, &p.to) = S("Ủy ban nhân dân huyện Sơn Trung");
    paper_add(&p, PAPER_BODY, (Str){0},
              S("Thực hiện Kế hoạch số 136/KH-UBND, Sở Thông tin và Truyền thông đề nghị quý cơ quan "
                "khẩn trương báo cáo kết quả trước ngày 05/10/2024."));
    *list_add(a, &p.copies) = S("Như trên"), *list_add(a, &p.copies) = S("Lưu: VT");
    *list_add(a, &p.signers) = (PaperSigner){
        .capacity = PAPER_TL, .head = S("Giám đốc"), .post = S("Chánh Văn phòng"), .name = S("Phạm Thị Ước")};
    p.address = S("Số 1 đường Hùng Vương, phường Trần Phú\nĐiện thoại: 0204 000 000; thư điện tử: so@hoaan.example");
    return p;
}

static inline Paper paper_more_decision(Arena *a)
{
    Paper p = paper_new(a, PAPER_DECISION);
    p.issuer = S("Ủy ban nhân dân tỉnh Hòa An"), p.issuer_in_text = S("Chủ tịch Ủy ban nhân dân tỉnh Hòa An");
    p.symbol = S("QĐ-UBND"), p.place = S("Hòa An"), p.draft = true;
    p.title = S("Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh");
    p.authority = S("Chủ tịch Ủy ban nhân dân tỉnh Hòa An"), p.resolves = S("QUYẾT ĐỊNH:");
    *list_add(a, &p.bases) = S("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;");
    *list_add(a, &p.bases) = S("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 45/TTr-SNV");
    paper_add(&p, PAPER_ARTICLE, S("Điều 1."),
              S("Tặng Bằng khen cho 02 tập thể và 03 cá nhân (có danh sách kèm theo)."));
    paper_add(&p, PAPER_CLAUSE, S("1."), S("Tiền thưởng theo quy định hiện hành."));
    paper_add(&p, PAPER_ARTICLE, S("Điều 2."), S("Quyết định này có hiệu lực kể từ ngày ký."));
    *list_add(a, &p.copies) = S("Như Điều 2"), *list_add(a, &p.copies) = S("Lưu: VT, TĐKT");
    *list_add(a, &p.signers) = (PaperSigner){.post = S("Chủ tịch"), .name = S("Lê Văn Ánh")};
    PaperAnnex *annex = paper_annex(&p, S("Danh sách được tặng Bằng khen"), false);
    annex->name = S("Danh sách");
    PaperTable *t = paper_table(&p, &annex->body, (PaperColumn[]){{1, PAPER_CENTRED}, {8, PAPER_LEFT}}, 2);
    PaperRow *row = paper_row(&p, t, true);
    paper_cell(&p, row, S("TT")), paper_cell(&p, row, S("Tập thể, cá nhân"));
    row = paper_row(&p, t, false);
    paper_cell(&p, row, S("1")), paper_cell(&p, row, S("Đội tuyên truyền xã Tân Ước"));
    return p;
}

static inline Paper paper_more_minutes(Arena *a)
{
    Paper p = paper_new(a, PAPER_MINUTES);
    p.issuer = S("Sở Nội vụ"), p.day = day_of(2024, 10, 9), p.place = S("Hòa An"), p.open_end = true;
    p.title = S("Họp Hội đồng Thi đua - Khen thưởng");
    paper_add(&p, PAPER_BODY, (Str){0}, S("Thời gian bắt đầu: 08 giờ 00."));
    *list_add(a, &p.signers) =
        (PaperSigner){.post = S("Thư ký"), .name = S("Trần Thị Thu"), .instruction = S("(Chữ ký)")};
    *list_add(a, &p.signers) =
        (PaperSigner){.post = S("Chủ tọa"), .name = S("Lý Văn Ân"), .instruction = S("(Chữ ký, dấu)")};
    *list_add(a, &p.copies) = S("Thành viên Hội đồng"), *list_add(a, &p.copies) = S("Lưu: VT");
    return p;
}

/* Every letter of Vietnamese, twice, in each of the four faces. */
static inline Paper paper_more_letters(Arena *a)
{
    static const char letters[] = "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ f g h i ì ỉ ĩ í "
                                  "ị j k l m n o ò ỏ õ ó ọ ô ồ ổ ỗ "
                                  "ố ộ ơ ờ ở ỡ ớ ợ p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v w x y ỳ ỷ ỹ ý ỵ z A À Ả Ã Á Ạ Ă "
                                  "Ằ Ẳ Ẵ Ắ Ặ Â Ầ Ẩ Ẫ Ấ Ậ B C D Đ E "
                                  "È Ẻ Ẽ É Ẹ Ê Ề Ể Ễ Ế Ệ F G H I Ì Ỉ Ĩ Í Ị J K L M N O Ò Ỏ Õ Ó Ọ Ô Ồ Ổ Ỗ Ố Ộ Ơ Ờ Ở Ỡ Ớ "
                                  "Ợ P Q R S T U Ù Ủ Ũ Ú Ụ Ư Ừ Ử "
                                  "Ữ Ứ Ự V W X Y Ỳ Ỷ Ỹ Ý Ỵ Z 0 1 2 3 4 5 6 7 8 9 ( ) “ ” – …";
    static const unsigned looks[] = {0, PAPER_BOLD, PAPER_ITALIC, PAPER_BOLD | PAPER_ITALIC};
    Out twice = {.mem = a};
    Str rest = S(letters);
    for (Str one; str_cut(&rest, ' ', &one);) out_format(&twice, "%.*s%.*s ", STR_ARGS(one), STR_ARGS(one));
    Paper p = paper_new(a, PAPER_NOTICE);
    p.issuer = S("Sở Nội vụ"), p.day = day_of(2024, 10, 9), p.title = S("Bảng chữ"), p.open_end = true;
    for (int k = 0; k < 4; k++)
        paper_run(&p, paper_add(&p, PAPER_BODY, (Str){0}, (Str){0}), out_str(&twice), looks[k], (Str){0});
    return p;
}
