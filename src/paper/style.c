// SPDX-License-Identifier: Apache-2.0
#include "paper/style.h"
#include <assert.h>

/* clang-format off */
static const Look looks[PAPER_STYLES_N] = {
    /*                     id              name in Word       role   size  marker bold italic red  align        first left before after spaced next outline */
    [PAPER_BODY]        = {"NSBody",       "NĐ30 Nội dung",   "P",   14, false, false, false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, false, 0},
    [PAPER_BASIS]       = {"NSBasis",      "NĐ30 Căn cứ",     "P",   14, false, false, true,  false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, false, 0},
    [PAPER_PART]        = {"NSPart",       "NĐ30 Phần",       "H1",  14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 12, 0, true, true, 1},
    [PAPER_CHAPTER]     = {"NSChapter",    "NĐ30 Chương",     "H1",  14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 12, 0, true, true, 1},
    [PAPER_SECTION]     = {"Heading1",     "heading 1",       "H2",  14, true,  true,  false, false, TEXT_JUSTIFIED, 10, 0, 8, 0, true, true, 1},
    [PAPER_ITEM]        = {"Heading2",     "heading 2",       "H3",  14, true,  true,  false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, true, 2},
    [PAPER_SUBITEM]     = {"Heading3",     "heading 3",       "H4",  14, true,  true,  false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, true, 3},
    [PAPER_POINT]       = {"Heading4",     "heading 4",       "H5",  14, false, false, true,  false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, true, 4},
    [PAPER_ARTICLE]     = {"NSArticle",    "NĐ30 Điều",       "P",   14, true,  false, false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, false, 0},
    [PAPER_CLAUSE]      = {"NSClause",     "NĐ30 Khoản",      "P",   14, false, false, false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, false, 0},
    [PAPER_DASH]        = {"NSDash",       "NĐ30 Gạch đầu dòng", "P", 14, false, false, false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, false, 0},
    [PAPER_PLUS]        = {"NSPlus",       "NĐ30 Dấu cộng",   "P",   14, false, false, false, false, TEXT_JUSTIFIED, 10, 0, 6, 0, true, false, 0},
    [PAPER_CENTRE]      = {"NSCentre",     "NĐ30 Giữa dòng",  "P",   14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 12, 6, false, true, 0},
    [PAPER_CAPTION]     = {"NSCaption",    "NĐ30 Tên bảng",   "P",   13, true,  true,  false, false, TEXT_CENTRED,    0, 0, 8, 4, false, true, 0},
    [PAPER_UNIT]        = {"NSUnit",       "NĐ30 Đơn vị tính", "P",  13, false, false, true,  false, TEXT_RIGHT,      0, 0, 0, 3, false, true, 0},
    [PAPER_REMARK]      = {"NSRemark",     "NĐ30 Ghi chú",    "P",   12, false, false, true,  false, TEXT_JUSTIFIED, 10, 0, 4, 0, false, false, 0},
    [PAPER_GOVERNING]   = {"NSGoverning",  "NĐ30 Cơ quan chủ quản", "P", 12, false, false, false, false, TEXT_CENTRED, 0, 0, 0, 0, false, true, 0},
    [PAPER_ISSUER]      = {"NSIssuer",     "NĐ30 Cơ quan ban hành", "P", 12, true, true, false, false, TEXT_CENTRED, 0, 0, 0, 0, false, true, 0},
    [PAPER_MOTTO]       = {"NSMotto",      "NĐ30 Quốc hiệu",  "P",   12, true,  true,  false, false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 0},
    [PAPER_TAGLINE]     = {"NSTagline",    "NĐ30 Tiêu ngữ",   "P",   13, true,  true,  false, false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 0},
    [PAPER_NUMBER]      = {"NSNumber",     "NĐ30 Số và ký hiệu", "P",  13, false, false, false, false, TEXT_CENTRED,    0, 0, 6, 0, false, true, 0},
    [PAPER_DATE]        = {"NSDate",       "NĐ30 Địa danh và ngày", "P", 13, false, false, true, false, TEXT_CENTRED,   0, 0, 6, 0, false, true, 0},
    [PAPER_ABOUT]       = {"NSAbout",      "NĐ30 Trích yếu công văn", "P", 12, false, false, false, false, TEXT_CENTRED, 0, 0, 6, 0, false, true, 0},
    [PAPER_STAMP]       = {"NSStamp",      "NĐ30 Độ khẩn",    "P",   13, true,  true,  false, true,  TEXT_CENTRED,    0, 0, 6, 0, false, true, 0},
    [PAPER_NAME]        = {"NSName",       "NĐ30 Tên loại",   "H1",  14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 18, 0, false, true, 0},
    [PAPER_TITLE]       = {"Title",        "Title",           "H1",  14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 0},
    [PAPER_AUTHORITY]   = {"NSAuthority",  "NĐ30 Thẩm quyền ban hành", "P", 14, true, true, false, false, TEXT_CENTRED, 0, 0, 12, 6, false, true, 0},
    [PAPER_TO]          = {"NSTo",         "NĐ30 Kính gửi",   "P",   14, false, false, false, false, TEXT_CENTRED,    0, 0, 12, 6, false, true, 0},
    [PAPER_TO_EACH]     = {"NSToEach",     "NĐ30 Nơi kính gửi", "P", 14, false, false, false, false, TEXT_LEFT,       0, 45, 0, 0, false, true, 0},
    [PAPER_COPIES]      = {"NSCopies",     "NĐ30 Nơi nhận",   "P",   12, true,  true,  true,  false, TEXT_LEFT,       0, 0, 0, 0, false, true, 0},
    [PAPER_COPY]        = {"NSCopy",       "NĐ30 Từng nơi nhận", "P", 11, false, false, false, false, TEXT_LEFT, 0, 0, 0, 0, false, false, 0},
    [PAPER_CAPACITY]    = {"NSCapacity",   "NĐ30 Quyền hạn và chức vụ", "P", 14, true, true, false, false, TEXT_CENTRED, 0, 0, 0, 0, false, true, 0},
    [PAPER_SIGNED]      = {"NSSigned",     "NĐ30 Chỗ ký",     "P",   13, false, false, true,  false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 0},
    [PAPER_SIGNER]      = {"NSSigner",     "NĐ30 Họ tên người ký", "P", 14, true, true, false, false, TEXT_CENTRED,   0, 0, 84, 0, false, false, 0},
    [PAPER_ANNEX]       = {"NSAnnex",      "NĐ30 Phụ lục",    "H1",  14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 1},
    [PAPER_ANNEX_TITLE] = {"NSAnnexTitle", "NĐ30 Tên phụ lục", "P",  14, true,  true,  false, false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 0},
    [PAPER_ANNEX_OF]    = {"NSAnnexOf",    "NĐ30 Kèm theo",   "P",   13, false, false, true,  false, TEXT_CENTRED,    0, 0, 0, 0, false, true, 0},
    [PAPER_CELL]        = {"NSCell",       "NĐ30 Ô bảng",     "P",   12, false, false, false, false, TEXT_LEFT,       0, 0, 1, 1, false, false, 0},
    [PAPER_CELL_HEAD]   = {"NSCellHead",   "NĐ30 Đầu bảng",   "P",   12, true,  true,  false, false, TEXT_CENTRED,    0, 0, 1, 1, false, true, 0},
    [PAPER_NOTE]        = {"FootnoteText", "footnote text",   "Note", 10, false, false, false, false, TEXT_JUSTIFIED, 0, 0, 0, 0, false, false, 0},
    [PAPER_PAGE_NUMBER] = {"Header",       "header",          "P",   13, false, false, false, false, TEXT_CENTRED,    0, 0, 0, 0, false, false, 0},
    [PAPER_ADDRESS]     = {"Footer",       "footer",          "P",   11, false, false, false, false, TEXT_CENTRED,    0, 0, 0, 0, false, false, 0},
};
/* clang-format on */

const Look *look_of(PaperStyle style)
{
    assert(style < PAPER_STYLES_N && looks[style].id);
    return &looks[style];
}

const Allowed allowed_top = {20, 25}, allowed_bottom = {20, 25}, allowed_left = {30, 35}, allowed_right = {15, 20};
const Allowed allowed_first = {10, 12.7};

Allowed style_size(PaperStyle style)
{
    static const struct {
        PaperStyle first, last; /* as they stand in PaperStyle */
        Allowed size;
    } sizes[] = {
        {PAPER_BODY, PAPER_CENTRE, {13, 14}},
        {PAPER_GOVERNING, PAPER_MOTTO, {12, 13}},
        {PAPER_TAGLINE, PAPER_TAGLINE, {13, 14}},
        {PAPER_NUMBER, PAPER_NUMBER, {13, 13}},
        {PAPER_DATE, PAPER_DATE, {13, 14}},
        {PAPER_ABOUT, PAPER_ABOUT, {12, 13}},
        {PAPER_NAME, PAPER_TO_EACH, {13, 14}},
        {PAPER_COPIES, PAPER_COPIES, {12, 12}},
        {PAPER_COPY, PAPER_COPY, {11, 11}},
        {PAPER_CAPACITY, PAPER_CAPACITY, {13, 14}},
        {PAPER_SIGNER, PAPER_SIGNER, {13, 14}},
        {PAPER_ANNEX, PAPER_ANNEX, {14, 14}},
        {PAPER_ANNEX_TITLE, PAPER_ANNEX_OF, {13, 14}},
        {PAPER_PAGE_NUMBER, PAPER_PAGE_NUMBER, {13, 14}},
        {PAPER_ADDRESS, PAPER_ADDRESS, {11, 12}},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (style >= sizes[i].first && style <= sizes[i].last) return sizes[i].size;
    return (Allowed){0, 0};
}
