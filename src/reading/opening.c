// SPDX-License-Identifier: Apache-2.0
/* opening.c -- the agencies that open a sentence or are its heading: {head noun, proper name, tail}, joined by commas
 * and "và".  What follows a known agency is its predicate, whatever its verb; a name that nobody knows ends where a
 * verb begins. */
#include "reading/inside.h"
#include "viet/text.h"

enum { NAME_BYTES_MAX = 200, NAME_WORDS_MAX = 30 };

static Str first_word(Str s) { return str_slice(s, 0, str_index(s, ' ')); }

static size_t words_in(Str s)
{
    size_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

static bool is_small(Ctx *c, Str s)
{
    Arena mark = c->mem;
    Str word = without_final(first_word(s), ",;:.)");
    bool small = word.n && str_equal(viet_lower(&c->mem, word), word) && !str_equal(viet_upper(&c->mem, word), word);
    c->mem.at = mark.at;
    return small;
}

/* "xã", "phường", "phòng" alone: no agency, but one more of those that stand before it ("các xã, phường"). */
bool party_is_bare(Ctx *c, Str s)
{
    static const Str nouns[] = {STR("xa"),         STR("phuong"),   STR("dac khu"),   STR("thi tran"),
                                STR("huyen"),      STR("quan"),     STR("thi xa"),    STR("phong"),
                                STR("ban"),        STR("khoa"),     STR("truong"),    STR("thon"),
                                STR("to dan pho"), STR("ban lang"), STR("thanh pho"), STR("tinh")};
    Arena mark = c->mem;
    Str folded = viet_fold(&c->mem, str_head(s, 40));
    bool bare = false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        Str rest = str_starts(folded, nouns[i]) ? str_from(folded, nouns[i].n) : S("x");
        /* Also with where they are: "phường ven biển", "phường trên địa bàn". */
        bare |= !rest.n || str_starts(rest, S(" tren ")) || str_starts(rest, S(" thuoc ")) ||
                str_starts(rest, S(" ven ")) || str_starts(rest, S(" truc thuoc"));
    }
    c->mem.at = mark.at;
    return bare;
}

/* Words that go on with the name of an agency in small letters, where a predicate could begin. */
static bool is_tail(Ctx *c, Str rest)
{
    static const Str tails[] = {
        STR("va"),         STR("thuoc"),         STR("tren"),       STR("cua"),      STR("tinh"),
        STR("o"),          STR("thanh"),         STR("huyen"),      STR("cap xa"),   STR("cap huyen"),
        STR("cap tinh"),   STR("cap co so"),     STR("khac"),       STR("tai"),      STR("khu"),
        STR("phuong"),     STR("co lien"),       STR("co thu"),     STR("xa"),       STR("nganh"),
        STR("duoc giao"),  STR("trong"),         STR("noi"),        STR("ven"),      STR("vung"),
        STR("lien quan"),  STR("theo quy"),      STR("trung uong"), STR("toan"),     STR("thi"),
        STR("chuyen mon"), STR("dac khu"),       STR("truc thuoc"), STR("cac tinh"), STR("cac xa"),
        STR("cac huyen"),  STR("cac dia phuong")};
    Arena mark = c->mem;
    Str folded = viet_fold(&c->mem, str_head(rest, 24));
    bool found = false;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        found |= str_starts(folded, tails[i]) && (folded.n == tails[i].n || folded.p[tails[i].n] == ' ');
    c->mem.at = mark.at;
    return found;
}

/* "(…)" and "- cơ quan thường trực …" behind the name: what it is besides. */
static size_t aside_length(Ctx *c, Str s)
{
    size_t at = s.n && s.p[0] == ' ';
    if (at < s.n && s.p[at] == '(') {
        size_t close = str_index(s, ')');
        return close < s.n ? close + 1 : 0;
    }
    bool dash = str_starts(s, S(" - ")) || str_starts(s, S(" – "));
    Str rest = str_from(s, str_starts(s, S(" – ")) ? sizeof " – " - 1 : 3);
    Str folded = dash ? viet_fold(&c->mem, str_head(rest, 16)) : (Str){0};
    if (!str_starts(folded, S("co quan")) && !str_starts(folded, S("don vi")) && !str_starts(folded, S("thuong truc")))
        return 0;
    size_t colon = str_index(s, ':');
    return colon < s.n ? colon : without_final(s, ". ").n;
}

/* "Văn phòng HĐND | UBND xã", "Văn phòng Đoàn ĐBQH | HĐND tỉnh": one office of two bodies, for where it is comes last.
 */
bool party_is_office_of_two(Ctx *c, Str before, Str next)
{
    static const Str bodies[] = {STR("hdnd"), STR("hoi dong nhan dan"), STR("doan dbqh"),
                                 STR("doan dai bieu quoc hoi")};
    static const Str others[] = {STR("ubnd "), STR("uy ban nhan dan "), STR("hdnd "), STR("hoi dong nhan dan ")};
    enum { OFFICE_BYTES_MAX = 60 };
    if (before.n > OFFICE_BYTES_MAX) return false;
    Arena mark = c->mem;
    Str folded = viet_fold(&c->mem, before), behind = viet_fold(&c->mem, str_head(next, 40));
    bool one = false, two = false;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        one |= str_starts(folded, S("van phong ")) && str_ends(folded, bodies[i]);
        two |= str_starts(behind, others[i]);
    }
    c->mem.at = mark.at;
    return one && two;
}

/* Does a name go on behind the comma or "và" that stands before `next`? */
static bool name_goes_on(Ctx *c, const Reader *r, Str next)
{
    size_t end = 0;
    while (end < next.n && !strchr(",;:.(", next.p[end])) end++;
    if (party_is_bare(c, str_trim(str_slice(next, 0, end)))) return true;
    /* "Công an các xã, | phường tham mưu …" */
    Str word = first_word(next);
    if (is_small(c, next) && party_is_bare(c, word) && is_small(c, str_from(next, word.n + 1))) return true;
    return !party_begins(c, r, next) && !is_small(c, next) &&
           !verb_begins(c, r, viet_lower(&c->mem, str_head(next, 40)));
}

/* Are its last two words a verb that names hold too? */
static bool ends_in_verb(Ctx *c, const Reader *r, Str s)
{
    size_t at = s.n;
    for (int words = 0; words < 2; words++) {
        while (at && s.p[at - 1] == ' ') at--;
        while (at && s.p[at - 1] != ' ') at--;
    }
    return at && verb_begins(c, r, str_from(s, at)) == VERB_IN_NAMES;
}

/* Up to where a name can go: a sign that ends it, or the end. */
static size_t sign_at(Ctx *c, const Reader *r, Str s)
{
    size_t word = 0;
    for (size_t at = 0; at < s.n && at < NAME_BYTES_MAX && word < NAME_WORDS_MAX; word++) {
        Str rest = str_from(s, at), one = first_word(rest);
        if (one.n && (one.p[0] == '(' || (at && aside_length(c, str_from(s, at - 1))))) return at - (at > 0);
        char sign = one.n ? one.p[one.n - 1] : 0;
        size_t next = at + one.n + 1;
        if (sign == ':' || sign == ';' || sign == '.') return at + one.n - 1;
        if (sign == ',' && (next >= s.n || !name_goes_on(c, r, str_from(s, next)))) return at + one.n - 1;
        /* "Báo và Đài …": a head noun alone is no name yet. */
        if (word && next < s.n && str_starts(str_from(s, next), S("và "))) {
            Str behind = str_from(s, next + sizeof "và " - 1);
            Party known; /* "và các tổ chức chính trị - xã hội" begins as no agency does, and is one */
            bool joins = (party_begins(c, r, behind) || party_opening(c, r, behind, &known)) &&
                         !party_is_bare(c, first_word(behind)) &&
                         !party_is_office_of_two(c, str_slice(s, 0, at + one.n), behind);
            /* "… đầu tư xây dựng và phát triển đô thị": two such words of one name. */
            bool paired = verb_begins(c, r, behind) == VERB_IN_NAMES && ends_in_verb(c, r, str_slice(s, 0, at + one.n));
            if (joins || (verb_begins(c, r, behind) && !paired)) return at + one.n;
        }
        at = next;
    }
    return s.n <= NAME_BYTES_MAX ? s.n : 0;
}

/* Is a verb that names hold too a part of one: behind "quản lý", "dự án", or a kind of agency? */
static bool is_inside_name(Ctx *c, Str before, Str verb)
{
    static const Str words[] = {STR("ly"),  STR("an"),  STR("tam"), STR("ty"),   STR("phan"), STR("vien"),
                                STR("cuc"), STR("vu"),  STR("quy"), STR("tram"), STR("nghe"), STR("han"),
                                STR("doi"), STR("duc"), STR("sat"), STR("hau"),  STR("van")};
    Arena mark = c->mem;
    Str low = viet_fold(&c->mem, before);
    bool inside = str_equal(before, S("và")) || /* that did not end the name (sign_at) */
                  (str_equal(low, S("tu")) && str_starts(viet_fold(&c->mem, str_head(verb, 24)), S("xay dung")));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) inside |= str_equal(low, words[i]);
    inside &= !str_equal(low, S("an")) || is_small(c, before); /* "dự án", not "Hòa An" */
    c->mem.at = mark.at;
    return inside;
}

/* Bytes that an unknown name takes at the front of `s`: up to a verb, a sign, or the end. */
static size_t name_length(Ctx *c, const Reader *r, Str s)
{
    enum { VERB_WORDS = 2 };
    size_t end = sign_at(c, r, s);
    Str before = {0};
    for (size_t at = 0; at < end; at += before.n + 1) {
        Str rest = str_slice(s, at, s.n);
        Verb verb = at && is_small(c, rest) ? verb_begins(c, r, rest) : VERB_NONE;
        /* "Phòng Kế hoạch tổng hợp:": nothing is left that it could say. */
        bool last = str_starts(str_from(s, end), S(":")) && words_in(str_slice(s, at, end)) <= VERB_WORDS;
        if (verb == VERB || (verb == VERB_IN_NAMES && !last && !is_inside_name(c, before, rest))) return at - 1;
        before = first_word(rest);
    }
    return end;
}

static size_t join_length(Str s)
{
    static const Str joins[] = {STR(", và "), STR(", "), STR("; "), STR(" và "), STR(" va ")};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (str_starts(s, joins[i])) return joins[i].n;
    return 0;
}

/* "Lạng": one capital, then small letters. */
static bool is_name_word(Ctx *c, Str word)
{
    Arena mark = c->mem;
    Str low = viet_lower(&c->mem, word);
    bool name =
        word.n > 1 && !str_equal(low, word) && !viet_is_upper(word) && str_equal(viet_capital(&c->mem, low), word);
    c->mem.at = mark.at;
    return name;
}

/* One agency at the front: known ones by the longest name, with a tail that says which of them; else a head noun. */
static size_t one_length(Ctx *c, const Reader *r, Str s)
{
    static const Str several[] = {STR("Các sở: "), STR("các sở: "), STR("Các Sở: "), STR("các Sở: "), STR("Sở: ")};
    Party p;
    /* "các Sở: Tư pháp, Tài chính chủ trì …" */
    for (size_t i = 0; i < sizeof several / sizeof *several; i++)
        if (str_starts(s, several[i])) return several[i].n + name_length(c, r, str_from(s, several[i].n));
    size_t n = party_opening(c, r, s, &p);
    if (n) {
        n = without_final(str_slice(s, 0, n), ",;:.").n;
        Str rest = str_from(s, n);
        Str next = str_from(rest, 1);
        /* "Công ty Điện lực Lạng Phong": a name of which the directory has the beginning. */
        bool longer = rest.n > 1 && !p.class_code.n && rest.p[0] == ' ' && !viet_is_upper(s) &&
                      is_name_word(c, first_word(next)) && !party_begins(c, r, next) &&
                      !verb_begins(c, r, viet_lower(&c->mem, str_head(next, 40)));
        bool tail = longer || (rest.n > 1 && rest.p[0] == ' ' && is_tail(c, next) && !join_length(rest));
        return tail ? name_length(c, r, s) : n;
    }
    n = party_begins(c, r, s) ? name_length(c, r, s) : 0;
    /* "Phòng, chống dịch", "Hội …": a head noun alone names nobody. */
    Str name = str_slice(s, 0, n);
    return str_index(name, ' ') < name.n || viet_is_upper(name) ? n : 0;
}

size_t parties_opening(Ctx *c, const Reader *r, Str s)
{
    size_t at = 0;
    for (;;) {
        size_t n = one_length(c, r, str_from(s, at));
        if (!n) {
            /* Nothing behind the last comma: it belongs to the sentence. */
            while (at && strchr(",; ", s.p[at - 1])) at--;
            if (at > 3 && str_ends(str_slice(s, 0, at), S(" và"))) at -= sizeof " và" - 1;
            return at;
        }
        at += n;
        at += aside_length(c, str_from(s, at));
        size_t join = join_length(str_from(s, at));
        if (!join) return at;
        at += join;
    }
}

/* "Đề nghị …", "Giao …", "Yêu cầu …" in front: the mode.  "Trách nhiệm của …", "Đối với …" say none. */
Str order_mode(Ctx *c, const Reader *r, Str s, size_t *length)
{
    static const struct {
        Str folded;
        int words;
        Str mode;
    } modes[] = {
        {STR("de nghi"), 2, STR("đề nghị")},
        {STR("giao cho"), 2, STR("giao")},
        {STR("giao "), 1, STR("giao")},
        {STR("yeu cau"), 2, STR("yêu cầu")},
        {STR("trach nhiem cua"), 3, {0}},
        {STR("nhiem vu cua"), 3, {0}},
        {STR("doi voi"), 2, {0}},
        {STR("phan cong"), 2, STR("giao")},
    };
    Arena mark = c->mem;
    Str folded = viet_fold_ocr(&c->mem, str_head(s, 40));
    *length = 0;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!(modes[i].folded.n > 6 ? near_start(r, folded, modes[i].folded) : str_starts(folded, modes[i].folded)))
            continue;
        if (!r->garbled && str_equal(modes[i].mode, S("giao")) && !str_starts(s, S("Giao ")) &&
            !str_starts(s, S("giao ")) && !str_starts(s, S("Phân công ")))
            continue; /* "Giáo viên" */
        size_t at = 0;
        for (int words = modes[i].words; words && at < s.n; at++) words -= s.p[at] == ' ';
        *length = at;
        c->mem.at = mark.at;
        return modes[i].mode;
    }
    c->mem.at = mark.at;
    return (Str){0};
}

/* A sentence whose verb nobody knows: the name ends behind its last capital, the syllable that completes it, and where
 * it is ("Đoàn Thanh niên xã | vẽ tranh …"). */
static bool is_sentence(Ctx *c, Str text, size_t *length)
{
    enum { WORDS_BEHIND_MIN = 4 };
    static const Str places[] = {STR("tinh"), STR("xa"), STR("phuong"), STR("huyen"), STR("thon")};
    size_t end = 0, behind = 0;
    for (size_t at = 0; at < *length; at += first_word(str_from(text, at)).n + 1) {
        Str word = first_word(str_from(text, at));
        if (!str_equal(viet_lower(&c->mem, word), word)) end = at + word.n, behind = 0;
        else behind++;
    }
    if (!end || behind < WORDS_BEHIND_MIN) return false;
    end += 1 + first_word(str_from(text, end + 1)).n;
    Str next = viet_fold(&c->mem, first_word(str_from(text, end + 1)));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (str_equal(next, places[i])) {
            end += 1 + first_word(str_from(text, end + 1)).n;
            break;
        }
    if (end >= *length) return false;
    *length = end;
    return true;
}

Opened opened_by(Ctx *c, const Reader *r, Str s, size_t *begin, size_t *length)
{
    order_mode(c, r, s, begin);
    Str text = str_from(s, *begin);
    *length = parties_opening(c, r, text);
    if (!*length) return OPENED_NOT;
    Str rest = str_trim(str_from(text, *length));
    bool whole = !without_final(rest, ".;: /").n;
    if (whole && str_ends(text, S(".")) && is_sentence(c, text, length)) return OPENED_SENTENCE;
    if (whole || rest.p[0] == ':') return OPENED_HEADING;
    if (is_small(c, rest)) return OPENED_SENTENCE;
    while (rest.n && strchr(",; ", rest.p[0])) rest = str_from(rest, 1);
    return verb_begins(c, r, rest) ? OPENED_SENTENCE : OPENED_NOT;
}
