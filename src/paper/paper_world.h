// SPDX-License-Identifier: Apache-2.0
/* paper_world.h -- documents for tests: one with everything in it, made up. */
#pragma once
#include "paper/paper.h"

static inline void paper_world_table(Paper *p, PaperBlocks *blocks, int rows)
{
    PaperColumn columns[] = {
        {1, PAPER_CENTRED}, {6, PAPER_LEFT}, {4, PAPER_LEFT}, {2.5, PAPER_CENTRED}, {2, PAPER_RIGHT}};
    PaperTable *t = paper_table(p, blocks, columns, 5);
    PaperRow *row = paper_row(p, t, true);
    static const char *const heads[] = {"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả (%)"};
    for (int k = 0; k < 5; k++) paper_cell(p, row, str_of(heads[k]));
    for (int i = 0; i < rows; i++) {
        if (i % 50 == 0) {
            row = paper_row(p, t, false);
            row->strong = true;
            paper_cell(p, row, paper_roman(p->mem, i / 50 + 1));
            paper_cell(p, row, S("Nhóm nhiệm vụ về thông tin, tuyên truyền"))->span = 4;
        }
        row = paper_row(p, t, false);
        paper_cell(p, row, str_format(p->mem, "%d", i + 1));
        paper_cell(p, row,
                   str_format(p->mem,
                              "Tổ chức tuyên truyền về Ngày Chuyển đổi số trên nền tảng số %d, bảo đảm thiết "
                              "thực, hiệu quả",
                              i + 1));
        if (i % 3 == 0 && i + 1 < rows && i % 50 != 49) {
            paper_cell(p, row, S("Sở Thông tin và Truyền thông"))->rows = 2;
        } else if (i % 3 != 1 || i % 50 == 0) paper_cell(p, row, S("Ủy ban nhân dân các huyện, thị xã, thành phố"));
        paper_cell(p, row, S("10/10/2024"));
        paper_cell(p, row, str_format(p->mem, "%d,5", i % 100));
    }
}

/* Every part that a document can have. */
static inline Paper paper_world_full(Arena *a, int rows)
{
    Paper p = paper_new(a, PAPER_REPORT);
    p.governing = S("Ủy ban nhân dân tỉnh Hòa An"), p.issuer = S("Sở Thông tin và Truyền thông");
    p.issuer_in_text = S("Sở Thông tin và Truyền thông tỉnh Hòa An");
    p.number = paper_number(a, 5), p.symbol = paper_symbol(a, PAPER_REPORT, S("STTTT"), (Str){0});
    p.place = S("Hòa An"), p.day = day_of(2025, 2, 5);
    p.title = S("Kết quả tổ chức Ngày Chuyển đổi số tỉnh Hòa An năm 2024");
    *list_add(a, &p.to) = S("Ủy ban nhân dân tỉnh Hòa An"), *list_add(a, &p.to) = S("Bộ Thông tin và Truyền thông");
    *list_add(a, &p.bases) = S("Căn cứ Luật Tổ chức chính quyền địa phương");
    *list_add(a, &p.bases) = S("Căn cứ Kế hoạch số 136/KH-UBND ngày 11 tháng 8 năm 2024 của Ủy ban nhân dân tỉnh Hòa "
                               "An về tổ chức Ngày Chuyển đổi số");
    paper_add(&p, PAPER_SECTION, S("I."), S("KẾT QUẢ THỰC HIỆN"));
    paper_add(&p, PAPER_ITEM, S("1."), S("Công tác chỉ đạo, điều hành"));
    PaperText *t = paper_add(&p, PAPER_BODY, (Str){0}, S("Đến hết ngày 10/10/2024, các cơ quan đã hoàn thành "));
    paper_run(&p, t, S("19/21"), PAPER_BOLD, S("https://ngayso.example/nhiem-vu?x=1&y=2"));
    paper_run(&p, t, S(" nhiệm vụ"), 0, (Str){0})->note =
        S("Không tính 02 nhiệm vụ đã hủy theo Thông báo số 45/TB-UBND.");
    paper_run(&p, t,
              S(" được giao tại Kế hoạch; còn lại 02 nhiệm vụ chậm do thời tiết, trong đó có <treo băng rôn> & \"khẩu "
                "hiệu\"."),
              0, (Str){0});
    paper_add(&p, PAPER_SUBITEM, S("1.1."), S("Thông tin, tuyên truyền"));
    paper_add(&p, PAPER_POINT, S("a)"), S("Tổ chức treo băng rôn, khẩu hiệu tuyên truyền"));
    paper_add(&p, PAPER_DASH, S("-"), S("Đã treo 1.250 băng rôn tại 209 xã, phường, thị trấn."));
    paper_add(&p, PAPER_PLUS, S("+"), S("Trong đó tại các trục đường chính: 400 băng rôn."));
    paper_add(&p, PAPER_CAPTION, (Str){0}, S("Bảng 1. Kết quả theo nhiệm vụ"));
    paper_add(&p, PAPER_UNIT, (Str){0}, S("Đơn vị tính: %"));
    paper_world_table(&p, &p.body, 6);
    paper_add(&p, PAPER_REMARK, (Str){0}, S("Ghi chú: số liệu tính đến hết ngày 10/10/2024."));
    paper_add(&p, PAPER_SECTION, S("II."), S("ĐỀ XUẤT, KIẾN NGHỊ"));
    paper_add(&p, PAPER_BODY, (Str){0},
              S("Sở Thông tin và Truyền thông báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo."));
    *list_add(a, &p.copies) = S("Như trên"), *list_add(a, &p.copies) = S("Giám đốc, các Phó Giám đốc Sở");
    *list_add(a, &p.copies) = S("Lưu: VT, CNTT");
    *list_add(a, &p.signers) = (PaperSigner){
        .capacity = PAPER_KT, .head = S("Giám đốc"), .post = S("Phó Giám đốc"), .name = S("Nguyễn Thị Hằng Ước")};
    PaperAnnex *annex = paper_annex(&p, S("Danh mục nhiệm vụ và kết quả"), true);
    paper_world_table(&p, &annex->body, rows);
    annex = paper_annex(&p, S("Văn bản đã ban hành"), false);
    paper_add_to(&p, &annex->body, PAPER_CLAUSE, S("1."), S("Kế hoạch số 136/KH-UBND."));
    return p;
}
