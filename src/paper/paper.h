// SPDX-License-Identifier: Apache-2.0
/* paper.h -- an administrative document as what it says, before it is a file: who writes to whom, the parts of the
 * text, the tables, the annexes, who signs.  Where each of these stands on the page, how large and how bold, is decided
 * once, by Decree 30/2020/NĐ-CP (appendix I, part I) in style.h; so a caller never says "bold, 14 points, centred".
 *
 *     Paper p = paper_new(&c->mem, PAPER_REPORT);
 *     p.governing = S("UBND TỈNH BẮC GIANG"), p.issuer = S("SỞ THÔNG TIN VÀ TRUYỀN THÔNG");
 *     p.number = S("12"), p.symbol = paper_symbol(&c->mem, PAPER_REPORT, S("STTTT"), (Str){0});
 *     p.place = S("Bắc Giang"), p.day = c->today, p.title = S("Kết quả tổ chức Ngày Chuyển đổi số năm 2024");
 *     paper_add(&p, PAPER_SECTION, S("I."), S("KẾT QUẢ THỰC HIỆN"));
 *     PaperText *t = paper_add(&p, PAPER_BODY, (Str){0}, S("Đã hoàn thành "));
 *     paper_run(&p, t, S("19/21"), PAPER_BOLD, S("https://…/nhiem-vu?trang-thai=xong"));
 *     paper_run(&p, t, S(" nhiệm vụ."), 0, (Str){0});
 *     TRY(paper_docx(c, &p, &bytes));
 *
 * Everything lives in the arena that paper_new was given.  Texts are UTF-8; the writers make NFC of them and leave out
 * control characters.  '\n' in a text breaks the line, '\t' is a tab.  Nothing of a text is ever markup. */
#pragma once
#include "base/fail.h"
#include "base/list.h"

/* -- what is written (appendix III, part I) ------------------------------------------------------------------ */

/* Constant, abbreviation in a symbol, name; an official letter has neither (its symbol is issuer-unit). */
#define PAPER_KINDS(X)                                                                                                 \
    X(PAPER_LETTER, "", "Công văn")                                                                                    \
    X(PAPER_REPORT, "BC", "Báo cáo")                                                                                   \
    X(PAPER_PLAN, "KH", "Kế hoạch")                                                                                    \
    X(PAPER_SUBMISSION, "TTr", "Tờ trình")                                                                             \
    X(PAPER_DECISION, "QĐ", "Quyết định")                                                                              \
    X(PAPER_RESOLUTION, "NQ", "Nghị quyết")                                                                            \
    X(PAPER_DIRECTIVE, "CT", "Chỉ thị")                                                                                \
    X(PAPER_NOTICE, "TB", "Thông báo")                                                                                 \
    X(PAPER_GUIDANCE, "HD", "Hướng dẫn")                                                                               \
    X(PAPER_PROGRAMME, "CTr", "Chương trình")                                                                          \
    X(PAPER_SCHEME, "PA", "Phương án")                                                                                 \
    X(PAPER_PROJECT, "ĐA", "Đề án")                                                                                    \
    X(PAPER_MINUTES, "BB", "Biên bản")                                                                                 \
    X(PAPER_TELEGRAM, "CĐ", "Công điện")                                                                               \
    X(PAPER_INVITATION, "GM", "Giấy mời")                                                                              \
    X(PAPER_INTRODUCTION, "GGT", "Giấy giới thiệu")                                                                    \
    X(PAPER_DISPATCH, "PG", "Phiếu gửi")                                                                               \
    X(PAPER_TRANSFER, "PC", "Phiếu chuyển")                                                                            \
    X(PAPER_ASSIGNMENT, "PGV", "Phiếu giao việc")

typedef enum {
#define X(kind, abbreviation, name) kind,
    PAPER_KINDS(X)
#undef X
        PAPER_KINDS_N
} PaperKind;

Str paper_kind_name(PaperKind kind);         /* "Báo cáo" */
Str paper_kind_abbreviation(PaperKind kind); /* "BC"; empty of a letter */
/* The kind of that name ("KẾ HOẠCH", "Kế hoạch"); false when the decree has no such kind. */
bool paper_kind_of(Arena *a, Str name, PaperKind *kind);

/* -- rules about numbers and dates (article 9 and appendix I, part II.1) -------------------------------------- */

/* "BC-STTTT"; a letter: "STTTT-CNTT", `unit` the drafting one (may be empty); other kinds take no unit. */
Str paper_symbol(Arena *a, PaperKind kind, Str issuer, Str unit);
Str paper_number(Arena *a, int64_t number); /* "05", "12", "1234" */
/* "ngày 05 tháng 02 năm 2025", "ngày 11 tháng 3 năm 2025"; without a day, blanks to be filled by hand. */
Str paper_day(Arena *a, Day day);
/* "I" … "MMMCMXCIX"; digits for what has no such numeral. */
Str paper_roman(Arena *a, int n);
/* The Vietnamese alphabet: a, b, c, d, đ, e, g, h, i, k … y, then aa, ab …; n from 1. */
Str paper_letter(Arena *a, int n);

/* -- texts ---------------------------------------------------------------------------------------------------- */

/* How a run differs from what its place on the page gives it. */
enum {
    PAPER_BOLD = 1,
    PAPER_ITALIC = 2,
    PAPER_UNDERLINE = 4,
    PAPER_RAISED = 8,
    PAPER_PLAIN = 16 /* neither bold nor italic */
};

typedef struct {
    Str text;
    Str source; /* an address (http, https or a path of ours) that says where this comes from: a link in the file, not
                   to be seen on paper; empty = none */
    Str note;   /* a footnote behind it; empty = none */
    unsigned look;
} PaperRun;

/* What a paragraph is: style.h says how each looks.  Markers are given, not counted: activities keep the codes of their
 * plan, and what is printed is what is cited. */
typedef enum {
    PAPER_BODY,    /* running text */
    PAPER_BASIS,   /* "Căn cứ …;": paper_docx and paper_pdf write those of Paper.bases */
    PAPER_PART,    /* "Phần I" alone, its heading below it */
    PAPER_CHAPTER, /* "Chương I", the same */
    PAPER_SECTION, /* "I." with a heading, which is usually given in capitals */
    PAPER_ITEM,    /* "1." with a heading */
    PAPER_SUBITEM, /* "1.1." with a heading */
    PAPER_POINT,   /* "a)" with a heading */
    PAPER_ARTICLE, /* "Điều 1." in bold, its text not */
    PAPER_CLAUSE,  /* "1." with a text that is no heading */
    PAPER_DASH,    /* "-" */
    PAPER_PLUS,    /* "+" */
    PAPER_CENTRE,  /* a line alone in bold: "QUYẾT ĐỊNH:" */
    PAPER_CAPTION, /* above a table: "Bảng 1. …" */
    PAPER_UNIT,    /* above a table at its right: "Đơn vị tính: …" */
    PAPER_REMARK,  /* below a table, smaller */
    /* The writers' own: parts of the page that have a place of their own. */
    PAPER_GOVERNING,
    PAPER_ISSUER,
    PAPER_MOTTO,
    PAPER_TAGLINE,
    PAPER_NUMBER,
    PAPER_DATE,
    PAPER_ABOUT,
    PAPER_STAMP,
    PAPER_NAME,
    PAPER_TITLE,
    PAPER_AUTHORITY,
    PAPER_TO,
    PAPER_TO_EACH,
    PAPER_COPIES,
    PAPER_COPY,
    PAPER_CAPACITY,
    PAPER_SIGNED,
    PAPER_SIGNER,
    PAPER_ANNEX,
    PAPER_ANNEX_TITLE,
    PAPER_ANNEX_OF,
    PAPER_CELL,
    PAPER_CELL_HEAD,
    PAPER_NOTE,
    PAPER_PAGE_NUMBER,
    PAPER_ADDRESS,
    PAPER_STYLES_N
} PaperStyle;

typedef struct {
    PaperStyle style;
    Str marker; /* "I.", "3.1.", "a)", "-"; empty = none */
    LIST(PaperRun) runs;
} PaperText;

/* -- tables --------------------------------------------------------------------------------------------------- */

typedef enum { PAPER_LEFT, PAPER_CENTRED, PAPER_RIGHT } PaperAlign;

typedef struct {
    int span, rows; /* columns and rows that it takes; 0 = 1; cut at the table's end */
    bool aligned;   /* by itself, not as its column */
    PaperAlign align;
    LIST(PaperText) texts; /* its paragraphs; none = an empty cell */
} PaperCell;

typedef struct {
    LIST(PaperCell) cells; /* one after the other, without places that a cell of a row above takes */
    bool head;             /* repeated on each page; only the first rows of a table */
    bool strong;           /* in bold: totals, groups */
} PaperRow;

typedef struct {
    double width; /* share of the text's width: 1 and 3 are a quarter and three quarters; > 0 */
    PaperAlign align;
} PaperColumn;

typedef struct {
    PaperColumn *column; /* PAPER_COLUMNS_MAX at most */
    int columns;
    LIST(PaperRow) rows;
    double size; /* points of its letters; 0 = as style.h has it */
} PaperTable;

enum { PAPER_COLUMNS_MAX = 60 };

/* A paragraph, or a table, or a new page. */
typedef struct {
    PaperText text;
    PaperTable *table; /* NULL = a paragraph */
    bool page_break;   /* a new page begins; nothing else in it */
} PaperBlock;
typedef LIST(PaperBlock) PaperBlocks;

/* -- who signs (article 13 and appendix I, part II.7) ---------------------------------------------------------- */

typedef enum {
    PAPER_OWN, /* the head of the agency */
    PAPER_KT,  /* in place of the head: "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH" */
    PAPER_TL,  /* by order: "TL. CHỦ TỊCH" above "CHÁNH VĂN PHÒNG" */
    PAPER_TUQ, /* by mandate: "TUQ. GIÁM ĐỐC" above "TRƯỞNG PHÒNG …" */
    PAPER_Q    /* acting: "Q. GIÁM ĐỐC" */
} PaperCapacity;

typedef struct {
    Str body; /* a body that decides together, "ỦY BAN NHÂN DÂN": printed as "TM. …"; empty = none */
    PaperCapacity capacity;
    Str head;  /* for KT., TL., TUQ.: the post in whose place, "CHỦ TỊCH" */
    Str chief; /* for TL., TUQ. of a deputy: the post below which they stand, "KT. CHÁNH VĂN PHÒNG"; empty = none */
    Str post;  /* the own one, "PHÓ CHỦ TỊCH"; printed in capitals */
    Str name;  /* without titles; empty leaves room */
    Str instruction; /* below the post in italics: "(Ký, ghi rõ họ tên)"; empty = none */
} PaperSigner;

/* The lines above the signature, joined by '\n': "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH". */
Str paper_signer_lines(Arena *a, const PaperSigner *s);
/* The reverse, of a post as a directory or a plan has it: "KT. Chủ tịch\nPhó Chủ tịch", "Phó Chủ tịch". */
PaperSigner paper_signer_of(Arena *a, Str lines, Str name);

/* -- the document ---------------------------------------------------------------------------------------------- */

typedef struct {
    Str title;     /* printed in capitals; as it is where the name is in capitals: "KẾ HOẠCH" of a decision */
    Str reference; /* "(Kèm theo …)"; empty = made of the document's kind, number, day and issuer */
    bool landscape;
    PaperBlocks body;
    /* An annex is called "Phụ lục", of several "Phụ lục I", "Phụ lục II" … (appendix I, part III); another name here.
     */
    Str name;
} PaperAnnex;

typedef struct {
    Arena *mem;
    PaperKind kind;
    Str governing;      /* the body above the issuer, "UBND TỈNH BẮC GIANG"; empty = none.  Capitals are made. */
    Str issuer;         /* "SỞ THÔNG TIN VÀ TRUYỀN THÔNG" */
    Str issuer_in_text; /* "Sở Thông tin và Truyền thông", for "(Kèm theo … của …)"; empty leaves it out */
    Str number;         /* "05"; empty leaves room to write it */
    Str symbol;         /* "BC-STTTT" */
    Str place;
    Day day;       /* NO_DAY leaves room */
    Str urgency;   /* "HỎA TỐC", "KHẨN": a red stamp below the number; empty = none */
    bool draft;    /* "DỰ THẢO" above the number */
    Str name;      /* of the kind as printed, when the kind's own does not do: "CHƯƠNG TRÌNH HÀNH ĐỘNG" */
    Str title;     /* what it is about; a letter's stands as "V/v …" below the number */
    Str authority; /* of a decision: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẮC GIANG"; empty = none */
    StrList to;    /* Kính gửi; none = not printed */
    StrList bases; /* each one clause, without its ";" */
    Str resolves;  /* "QUYẾT ĐỊNH:", between bases and text; empty = none */
    PaperBlocks body;
    bool open_end;  /* no "./." behind the last sentence: minutes, forms */
    StrList copies; /* Nơi nhận, without "-" and ";"; none = not printed */
    LIST(PaperSigner) signers;
    LIST(PaperAnnex) annexes;
    Str address; /* of the agency, at the foot of the first page; empty = none */
    /* A form with {places} (template.h): these keep their letters where others become capitals, what is given says its
     * own signs (recipients a line each), `place` is the whole line of place and day. */
    bool form;
} Paper;

Paper paper_new(Arena *a, PaperKind kind);

/* A paragraph at the end of the body, or of any list of blocks; text may be empty.  Valid until the next is added. */
PaperText *paper_add(Paper *p, PaperStyle style, Str marker, Str text);
PaperText *paper_add_to(Paper *p, PaperBlocks *blocks, PaperStyle style, Str marker, Str text);
/* A further run of a paragraph. */
PaperRun *paper_run(Paper *p, PaperText *t, Str text, unsigned look, Str source);

/* A table with `n` columns (copied), to be filled row by row; it stays where it is.
 *
 *     PaperTable *t = paper_table(&p, &p.body, (PaperColumn[]){{1, PAPER_CENTRED}, {6}, {2, PAPER_RIGHT}}, 3);
 *     PaperRow *head = paper_row(&p, t, true);
 *     paper_cell(&p, head, S("TT")), paper_cell(&p, head, S("Nhiệm vụ")), paper_cell(&p, head, S("Hạn")); */
PaperTable *paper_table(Paper *p, PaperBlocks *blocks, const PaperColumn *column, int n);
PaperRow *paper_row(Paper *p, PaperTable *t, bool head);         /* valid until the next row of the table */
PaperCell *paper_cell(Paper *p, PaperRow *row, Str text);        /* valid until the next cell of the row */
PaperText *paper_cell_text(Paper *p, PaperCell *cell, Str text); /* a further paragraph in it */
void paper_new_page(Paper *p, PaperBlocks *blocks);

PaperAnnex *paper_annex(Paper *p, Str title, bool landscape); /* valid until the next annex */

/* -- as a file ------------------------------------------------------------------------------------------------- */

typedef enum {
    PAPER_FILE_DOCX,
    PAPER_FILE_PDF,
    PAPER_FILE_PDF_A1 /* for archives that still ask for PDF/A-1b */
} PaperFile;

/* Word (docx.c): ECMA-376, transitional; with styles by name, so that an office can go on writing in it.
 * PDF (the folder press, a module): PDF/A-2b, tagged, Liberation Serif embedded.
 * FAIL_ROOM: too large; FAIL_STORE: no memory, no fonts. */
Fail paper_docx(Ctx *c, const Paper *p, Str *bytes) CHECKED;
Fail paper_pdf(Ctx *c, const Paper *p, Str *bytes) CHECKED;
Fail paper_write(Ctx *c, const Paper *p, PaperFile file, Str *bytes) CHECKED;

/* For the header Content-Type, and the end of the file's name with its dot. */
const char *paper_media_type(PaperFile file);
const char *paper_extension(PaperFile file);
