// SPDX-License-Identifier: Apache-2.0
/* foot.c -- the end of the text, recipients, who signs, annexes (appendix I, part II.5–9 and part III). */
#include "lint/inside.h"
#include "viet/text.h"

static void check_end(Lint *l, int copies, int capacity)
{
    int end = copies == LINT_NOWHERE ? capacity : capacity == LINT_NOWHERE || copies < capacity ? copies : capacity;
    if (end == LINT_NOWHERE || l->kind == PAPER_MINUTES) return;
    for (end--; end >= 0 && l->lines.at[end].style != PAPER_BODY && l->lines.at[end].style != PAPER_CELL; end--) {}
    if (end < 0 || l->lines.at[end].style == PAPER_CELL) return; /* behind a table nothing says that the text ends */
    if (!str_ends(l->lines.at[end].line->text, S("./.")))
        LINT(l, END_MARK, end, "Hết nội dung phải có dấu “./.”. Hãy ghi “./.” ngay sau chữ cuối cùng.");
}

static void check_copies(Lint *l, int copies)
{
    if (copies == LINT_NOWHERE) {
        if (l->kind != PAPER_MINUTES)
            LINT(l, COPIES_FORM, LINT_NOWHERE,
                 "Thiếu “Nơi nhận:”. Hãy liệt kê nơi nhận ở góc trái cuối văn bản, dòng cuối là “- Lưu: VT, …”.");
        return;
    }
    int last = LINT_NOWHERE;
    for (int i = copies + 1; i < (int)l->lines.n && l->lines.at[i].style == PAPER_COPY; i++) last = i;
    if (last == LINT_NOWHERE) return;
    for (int i = copies + 1; i < last; i++)
        if (!str_ends(l->lines.at[i].line->text, S(";"))) {
            LINT(l, COPIES_FORM, i, "Cuối mỗi nơi nhận ghi dấu chấm phẩy. Hãy thêm “;”.");
            break;
        }
    if (!str_ends(l->lines.at[last].line->text, S(".")))
        LINT(l, COPIES_FORM, last, "Cuối dòng nơi nhận cuối cùng ghi dấu chấm. Hãy thêm “.”.");
    if (!str_contains(l->lines.at[last].folded, S("luu")))
        LINT(l, COPIES_FORM, last, "Dòng cuối của Nơi nhận phải là “- Lưu: VT, đơn vị soạn thảo.”. Hãy bổ sung.");
}

static void check_signer(Lint *l, int capacity)
{
    static const Str signs[] = {STR("TM"), STR("KT"), STR("TL"), STR("TUQ"), STR("Q")};
    if (capacity == LINT_NOWHERE) {
        LINT(l, SIGNER_FORM, LINT_NOWHERE,
             "Không thấy chức vụ người ký. Hãy ghi quyền hạn, chức vụ bằng chữ in hoa, đậm ở góc phải cuối văn bản.");
        return;
    }
    for (int i = capacity; i < (int)l->lines.n && l->lines.at[i].style == PAPER_CAPACITY; i++) {
        Str text = l->lines.at[i].line->text;
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
            if (str_starts(text, signs[k]) && str_starts(str_from(text, signs[k].n), S(" ")))
                LINT(l, SIGNER_FORM, i, "Sau “%.*s” phải có dấu chấm. Hãy ghi “%.*s.%.*s”.", STR_ARGS(signs[k]),
                     STR_ARGS(signs[k]), STR_ARGS(str_from(text, signs[k].n)));
    }
}

void lint_foot(Lint *l)
{
    int copies = lint_first(l, PAPER_COPIES), capacity = lint_first(l, PAPER_CAPACITY);
    if (!l->has_form || !l->lines.n) return;
    check_end(l, copies, capacity);
    check_copies(l, copies);
    check_signer(l, capacity);
}

void lint_annexes(Lint *l)
{
    int n = 0, count = 0;
    for (size_t i = 0; i < l->lines.n; i++) n += l->lines.at[i].style == PAPER_ANNEX;
    for (int i = 0; i < (int)l->lines.n && l->has_form; i++) {
        if (l->lines.at[i].style != PAPER_ANNEX) continue;
        count++;
        Str text = viet_upper(&l->c->mem, l->lines.at[i].line->text), due = paper_roman(&l->c->mem, count);
        Str mark = str_trim(str_from(text, str_find(text, S("LỤC")) + S("LỤC").n));
        bool numbered = str_equal(mark, due) || str_starts(mark, str_format(&l->c->mem, "%.*s.", STR_ARGS(due))) ||
                        str_starts(mark, str_format(&l->c->mem, "%.*s:", STR_ARGS(due)));
        if (n > 1 && !numbered)
            LINT(l, ANNEX_FORM, i,
                 "Có từ hai phụ lục thì đánh số bằng chữ số La Mã theo thứ tự. Hãy ghi “Phụ lục %.*s”.", STR_ARGS(due));
        bool titled = false, attached = false;
        for (int k = i + 1; k < (int)l->lines.n && k < i + 6; k++) {
            titled |= l->lines.at[k].style == PAPER_ANNEX_TITLE;
            attached |= l->lines.at[k].style == PAPER_ANNEX_OF;
        }
        if (!titled)
            LINT(l, ANNEX_FORM, i,
                 "Phụ lục thiếu tên. Hãy ghi tên phụ lục bằng chữ in hoa, đậm, căn giữa dưới chữ “Phụ lục”.");
        if (!attached)
            LINT(l, ANNEX_FORM, i,
                 "Phụ lục thiếu chỉ dẫn. Hãy ghi dưới tên phụ lục “(Kèm theo %.*s số … ngày … của …)”, chữ nghiêng.",
                 STR_ARGS(l->has_kind ? paper_kind_name(l->kind) : S("Văn bản")));
    }
}
