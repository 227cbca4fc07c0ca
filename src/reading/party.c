// SPDX-License-Identifier: Apache-2.0
/* party.c -- "Sở Văn hóa, Thể thao và Du lịch; các sở, ngành liên quan, UBND cấp huyện" -> agencies and classes.
 *
 * The text is cut at every comma, semicolon and "và"; then the longest run of pieces that is a name of the directory
 * or a class is taken, first exactly, then (garbled text more freely) by distance.  What remains is an unknown
 * name, which swallows the pieces that do not begin as names of agencies begin. */
#include "base/out.h"
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

enum { RUN_MAX = 8, NEAR_RUN_MAX = 4, NEAR_BYTES_MAX = 160, EXACT_BYTES_MAX = 600 };
static const double most_garbled = 0.22, most_clean = 0.10;

/* -- pieces ------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *begin, *end;
    char boundary; /* what stands behind it: ',' ';' 'v' (và) or 0 */
} Piece;
typedef LIST(Piece) PieceList;

static Str piece_text(Piece p) { return (Str){p.begin, (size_t)(p.end - p.begin)}; }

/* " và " at s[i], also as the OCR writes it: its length, or 0. */
static size_t and_length(Str s, size_t i)
{
    static const Str ands[] = {STR(" và "), STR(" va "), STR(" vả "), STR(" vä ")};
    for (size_t k = 0; k < sizeof ands / sizeof *ands; k++)
        if (str_starts(str_from(s, i), ands[k])) return ands[k].n;
    return 0;
}

static void cut_pieces(Arena *a, Str s, PieceList *pieces)
{
    int brackets = 0;
    size_t from = 0;
    for (size_t i = 0; i <= s.n; i++) {
        char sign = i < s.n ? s.p[i] : 0;
        size_t length = i < s.n ? and_length(s, i) : 1;
        brackets += sign == '(' ? 1 : sign == ')' && brackets ? -1 : 0;
        if (i < s.n && (brackets || !(sign == ',' || sign == ';' || length))) continue;
        Str piece = str_trim(str_slice(s, from, i));
        if (piece.n) *list_add(a, pieces) = (Piece){piece.p, piece.p + piece.n, i == s.n ? 0 : length ? 'v' : sign};
        else if (pieces->n && sign) pieces->at[pieces->n - 1].boundary = sign;
        from = i + (length ? length : 1);
        i = from - 1;
    }
}

/* " - Cơ quan thường trực …": what an agency is besides. */
static bool is_aside(Str s)
{
    return str_starts(s, S(" - Cơ quan ")) || str_starts(s, S(" - cơ quan ")) || str_starts(s, S(" – Cơ quan ")) ||
           str_starts(s, S(" – cơ quan ")) || str_starts(s, S(" - đơn vị "));
}

/* Without brackets, quotation and footnote marks. */
static Str tidy(Arena *a, Str s)
{
    Out o = {.mem = a};
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '(') depth++;
        if (!depth && c == ' ' && is_aside(str_from(s, i))) break;
        bool superscript = c == 0xC2 && i + 1 < s.n && strchr("\xB9\xB2\xB3\xAE", s.p[i + 1]);
        if (superscript) i++;
        else if (!depth && c != '*') out_char(&o, (char)c);
        if (c == ')' && depth) depth--;
    }
    return without_final(str_trim(out_str(&o)), ".:;,/");
}

/* "các Sở: Tư pháp, Tài chính, Khoa học và Công nghệ": the noun counts for each name behind the colon. */
static Str spread(Ctx *c, const Reader *r, Str s)
{
    static const Str nouns[] = {STR("các sở: "), STR("sở: "), STR("các hội: "), STR("các ban: "), STR("ban: ")};
    Str low = viet_lower(&c->mem, s);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        size_t at = str_find(low, nouns[i]);
        if (at >= low.n || low.n != s.n || (at && low.p[at - 1] != ' ')) continue;
        Str noun = str_slice(s, at, at + nouns[i].n - 2), names = str_from(s, at + nouns[i].n);
        size_t word = str_index(noun, ' ');
        noun = viet_capital(&c->mem, word < noun.n ? str_from(noun, word + 1) : noun);
        Out o = {.mem = &c->mem};
        out_raw(&o, str_slice(s, 0, at));
        for (bool first = true; names.n; first = false) {
            size_t end = 0;
            while (end < names.n && names.p[end] != ',' && names.p[end] != ';') end++;
            Str name = str_trim(str_slice(names, 0, end));
            if (!first) out_raw(&o, S("; "));
            if (!party_begins(c, r, name)) out_raw(&o, noun), out_char(&o, ' ');
            out_raw(&o, name);
            names = end < names.n ? str_from(names, end + 1) : (Str){0};
        }
        return out_str(&o);
    }
    return s;
}

/* -- one party ---------------------------------------------------------------------------------------------- */

/* Posts that stand for the agency they lead. */
static Str without_post(Ctx *c, Str printed)
{
    static const Str posts[] = {STR("thu truong"),     STR("bo truong"), STR("giam doc"),  STR("lanh dao"),
                                STR("nguoi dung dau"), STR("chu tich"),  STR("truong cac")};
    Str folded = viet_fold(&c->mem, printed);
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        if (!str_starts(folded, posts[i]) || folded.n <= posts[i].n) continue;
        size_t words = str_equal(posts[i], S("truong cac")) ? 0 : 1, at = 0; /* "các" stays */
        for (size_t k = 0; k < posts[i].n; k++) words += posts[i].p[k] == ' ';
        for (; at < printed.n && words; at++) words -= printed.p[at] == ' ';
        return str_from(printed, at);
    }
    return printed;
}

/* "Sở KH&CN", "Sở VHTTDL": the name has to be spelt out. */
static bool is_abbreviated(Str printed)
{
    enum { LETTERS_MIN = 4 };
    static const Str kept[] = {STR("UBND"), STR("MTTQ"), STR("BHXH"), STR("VNPT"),
                               STR("HĐND"), STR("LHPN"), STR("TNCS")};
    for (Str rest = printed, word; str_cut(&rest, ' ', &word);) {
        if (str_contains(word, S("&"))) return true;
        bool known = false;
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) known |= str_equal(word, kept[i]);
        if (!known && word.n >= LETTERS_MIN && viet_is_upper(word)) return true;
    }
    return false;
}

/* An agency of the directory.  In a plan from elsewhere its name is known and it is another one: as printed, or, when
 * that is abbreviated or garbled, the directory's name without the directory's province. */
static Party agency(Ctx *c, const Reader *r, const Org *o, Str printed, Text source, bool exact)
{
    bool everywhere = str_equal(o->kind, S("bo"));
    if (!r->elsewhere || everywhere) return (Party){.source = source, .org = o, .name = o->name, .known = true};
    Str name = printed, province = directory_province(r->directory);
    if ((!exact || is_abbreviated(name)) && str_ends(o->name, province)) {
        Str kind = str_slice(province, 0, str_index(province, ' ')), last = viet_fold(&c->mem, name);
        name = str_trim(str_slice(o->name, 0, o->name.n - province.n));
        if (str_ends(last, viet_fold(&c->mem, kind)))
            name = str_format(&c->mem, "%.*s %.*s", STR_ARGS(name), STR_ARGS(kind));
    } else if (!exact || is_abbreviated(name)) name = o->name;
    return (Party){.source = source, .name = name, .known = true};
}

/* Places have names that differ in a letter: only exactly the same one is the same place, and never one elsewhere. */
static bool is_place(const Org *o) { return str_equal(o->kind, S("ubnd-xa")) || str_equal(o->kind, S("ubnd-huyen")); }

/* "các công ty điện lực", "Sở Y tế các tỉnh": several, where the directory's own name has no "các". */
static bool is_several(Ctx *c, Str printed, const Org *o)
{
    Arena mark = c->mem;
    bool several = false;
    for (size_t at = 0; at < printed.n && !several; at += str_index(str_from(printed, at), ' ') + 1) {
        Str rest = str_from(printed, at);
        if (!str_starts(rest, S("các ")) && !str_starts(rest, S("Các "))) continue;
        Str next = str_from(rest, sizeof "các " - 1), word = str_slice(next, 0, str_index(next, ' '));
        several = str_equal(viet_lower(&c->mem, word), word) &&
                  !str_equal(viet_fold(&c->mem, word), S("so")) && /* "các sở Y tế, Tài chính" */
                  !str_contains(viet_fold(&c->mem, o->name), S("cac "));
    }
    c->mem.at = mark.at;
    return several;
}

/* The keys of the many names that are tried go back to the arena: the party holds slices of the source only. */
static bool match_exactly(Ctx *c, const Reader *r, Text source, bool whole, Party *p)
{
    double ratio;
    Arena mark = c->mem;
    if (source.text.n > EXACT_BYTES_MAX) return false;
    Str key = org_key(&c->mem, source.text, false), qualifier;
    const Org *o = directory_exact(r->directory, key);
    if (o && is_several(c, source.text, o)) o = NULL;
    Str rest = o ? source.text : without_post(c, source.text);
    if (!o && rest.n != source.text.n) o = directory_exact(r->directory, org_key(&c->mem, rest, false));
    Str class = o ? (Str){0} : class_of(c, r, rest, whole ? 0 : -1, &qualifier, &ratio);
    c->mem.at = mark.at;
    if (o && r->elsewhere && is_place(o)) return false;
    if (o) return *p = agency(c, r, o, rest, source, true), true;
    if (!class.n) return false;
    *p = (Party){.source = source, .class_code = class, .qualifier = qualifier, .name = source.text, .known = true};
    return true;
}

/* By distance, of a ratio of at most `most`. */
static bool match_nearly(Ctx *c, const Reader *r, Text source, double most, Party *p)
{
    double near_org, near_class;
    Arena mark = c->mem;
    Str key = org_key(&c->mem, source.text, true), qualifier;
    bool sure =
        r->elsewhere && (!r->garbled || words_are_whole(source.text)); /* a name of another place is another name */
    if (most <= 0 || key.n < 6) return c->mem.at = mark.at, false;
    Str class = class_of(c, r, source.text, most, &qualifier, &near_class);
    const Org *o = directory_nearest(r->directory, key, class.n ? near_class : most, &near_org);
    c->mem.at = mark.at;
    if (o && (sure || is_several(c, source.text, o) || (is_place(o) && (r->elsewhere || !r->garbled)))) o = NULL;
    if (!o && !class.n) return false;
    source.confidence = 1 - 2 * (o ? near_org : near_class);
    if (o) return *p = agency(c, r, o, source.text, source, false), true;
    if (!class.n) return false;
    *p = (Party){.source = source, .class_code = class, .qualifier = qualifier, .name = source.text, .known = true};
    return true;
}

static double most_in(const Reader *r, Str s) { return r->garbled && !words_are_whole(s) ? most_garbled : most_clean; }

static Text part_of(Text whole, const char *begin, const char *end)
{
    Text t = whole;
    t.text = (Str){begin, (size_t)(end - begin)};
    t.raw = t.text;
    return t;
}

/* "Đoàn Khối các cơ quan | doanh nghiệp tỉnh": one name that tells of many, and goes on in small letters; a "Khối" in
 * any. */
static bool is_kind_of_many(Ctx *c, Str before, Str next)
{
    if (str_contains(before, S(" Khối Các ")) || str_contains(before, S(" Khối các "))) return true;
    return str_contains(before, S(" các ")) && !str_starts(next, S("các ")) &&
           str_equal(viet_lower(&c->mem, next), next);
}

/* "các huyện | thành đoàn": a place that is no agency without what stands behind. */
static bool is_half_of_pair(Ctx *c, Str piece)
{
    static const Str places[] = {STR("cac huyen"), STR("cac quan"), STR("cac thi"), STR("cac thanh"),
                                 STR("thi"),       STR("quan"),     STR("huyen")}; /* "các huyện, thị | thành đoàn" */
    Str folded = viet_fold(&c->mem, str_head(piece, 24));
    bool half = false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) half |= str_equal(folded, places[i]);
    return half;
}

/* How many pieces from `i` on belong to a name that nobody knows. */
static int unknown_length(Ctx *c, const Reader *r, const Piece *pieces, int n, int i)
{
    int k = 1;
    while (i + k < n && pieces[i + k - 1].boundary != ';') {
        Str next = piece_text(pieces[i + k]), before = piece_text(pieces[i + k - 1]);
        bool joins = pieces[i + k - 1].boundary == 'v' &&
                     (str_index(before, ' ') == before.n || is_kind_of_many(c, before, next) ||
                      party_is_office_of_two(c, before, next));
        bool many = pieces[i + k - 1].boundary == ',' && str_starts(next, S("các ")); /* no name goes on so */
        if ((many || (party_begins(c, r, next) && !party_is_bare(c, next))) && !joins && !is_half_of_pair(c, before))
            break;
        k++;
    }
    return k;
}

/* The longest run of pieces from `i` that is exactly a name; 0 = none. */
static int longest_exact(Ctx *c, const Reader *r, Text whole, const Piece *pieces, int most, int i, Party *p)
{
    for (int k = most; k > 0; k--)
        if (match_exactly(c, r, part_of(whole, pieces[i].begin, pieces[i + k - 1].end), true, p)) return k;
    return 0;
}

/* The run that is nearest to a name; a longer run may be a little further off.  0 = none is near. */
static int best_near(Ctx *c, const Reader *r, Text whole, const Piece *pieces, int most, int i, Party *best)
{
    const double bonus = 0.06; /* of confidence, a piece */
    double highest = -1;
    int length = 0;
    for (int k = 1; k <= most && k <= NEAR_RUN_MAX; k++) {
        Party p;
        Text source = part_of(whole, pieces[i].begin, pieces[i + k - 1].end);
        if (source.text.n > NEAR_BYTES_MAX) break;
        /* Only what is near enough to score higher than what was found already is looked for. */
        double ratio = (1 + bonus * (k - 1) - highest) / 2;
        if (ratio > most_in(r, source.text)) ratio = most_in(r, source.text);
        if (!match_exactly(c, r, source, true, &p) && !match_nearly(c, r, source, ratio, &p)) continue;
        double score = p.source.confidence + bonus * (k - 1);
        if (score > highest) highest = score, length = k, *best = p;
    }
    return length;
}

static int match_run(Ctx *c, const Reader *r, Text whole, const Piece *pieces, int n, int i, Party *p)
{
    int most = 1;
    while (most < RUN_MAX && i + most < n && pieces[i + most - 1].boundary != ';') most++;
    int k = r->garbled ? 0 : longest_exact(c, r, whole, pieces, most, i, p);
    if (k < 2 && most > 1 && party_is_office_of_two(c, piece_text(pieces[i]), piece_text(pieces[i + 1]))) return 0;
    return k ? k : best_near(c, r, whole, pieces, most, i, p);
}

/* Two names between which the OCR lost the comma. */
static bool match_two(Ctx *c, const Reader *r, Text piece, Party two[2])
{
    if (piece.text.n > 2 * NEAR_BYTES_MAX) return false;
    for (size_t i = 1; i + 1 < piece.text.n; i++) {
        if (piece.text.p[i] != ' ') continue;
        Text front = piece, back = piece;
        front.text = str_slice(piece.text, 0, i), back.text = str_from(piece.text, i + 1);
        if (match_nearly(c, r, front, most_in(r, front.text), &two[0]) &&
            match_nearly(c, r, back, most_in(r, back.text), &two[1]))
            return true;
    }
    return false;
}

/* A clause and no name: it opens with a verb ("Khuyến khích …", "Căn cứ …"), and no head noun stands in front. */
static bool is_clause(Ctx *c, const Reader *r, Str piece)
{
    return !party_begins(c, r, piece) && verb_begins(c, r, viet_lower(&c->mem, str_head(piece, 60)));
}

/* "Giám đốc, Thủ trưởng các sở": a post alone goes with the one behind it. */
static bool is_post(Ctx *c, Str piece)
{
    static const Str posts[] = {STR("giam doc"), STR("thu truong"), STR("chu tich"),
                                STR("truong"),   STR("bo truong"),  STR("lanh dao")};
    Str folded = viet_fold(&c->mem, str_head(piece, 40));
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (str_equal(folded, posts[i])) return true;
    return false;
}

/* Pieces that go on with a predicate, up to the next agency. */
static int clause_length(Ctx *c, const Reader *r, const Piece *pieces, int n, int i)
{
    int k = 1;
    while (i + k < n && !party_begins(c, r, piece_text(pieces[i + k]))) k++;
    return k;
}

/* "Sở Y tế Sở Tư pháp": names one a line, joined; where the first ends when both it and the next are known; else 0. */
static size_t first_of_row(Ctx *c, const Reader *r, Str s)
{
    Party p;
    size_t n = party_opening(c, r, s, &p);
    Str rest = n && n < s.n ? str_trim(str_from(s, n)) : (Str){0};
    bool capital = rest.n && str_equal(viet_capital(&c->mem, rest), rest);
    return capital && party_begins(c, r, rest) && party_opening(c, r, rest, &p) ? n : 0;
}

/* "cấp tỉnh do Huyện đoàn Tân Sơn đăng cai": who does it stands behind "do".  Empty when the piece does not say so. */
static Str doer_in(Ctx *c, const Reader *r, Str piece)
{
    size_t at = str_find(piece, S(" do "));
    Str rest = at < piece.n ? str_from(piece, at + sizeof " do " - 1) : (Str){0};
    if (!rest.n || party_begins(c, r, piece) || !party_begins(c, r, rest)) return (Str){0};
    return str_slice(rest, 0, parties_opening(c, r, rest));
}

/* An unknown name from piece `i`, or a known agency with its predicate ("Sở X tiến hành rà soát …"); the pieces it
 * takes; p->name is empty when they name nobody. */
static int read_unknown(Ctx *c, const Reader *r, Text text, const Piece *pieces, int n, int i, Party *p)
{
    Text source = part_of(text, pieces[i].begin, pieces[i].end);
    *p = (Party){0};
    if (i + 1 < n && is_post(c, source.text)) return 1;
    Str doer = doer_in(c, r, source.text);
    if (doer.n) {
        source = part_of(text, doer.p, doer.p + doer.n), source.confidence = 0.5;
        if (!match_exactly(c, r, source, true, p)) *p = (Party){.source = source, .name = doer};
        return 1;
    }
    if (is_clause(c, r, source.text)) return clause_length(c, r, pieces, n, i);
    int k = unknown_length(c, r, pieces, n, i);
    source = part_of(text, pieces[i].begin, pieces[i + k - 1].end);
    size_t known = r->garbled || source.text.n > EXACT_BYTES_MAX ? 0 : parties_opening(c, r, source.text);
    Str rest = str_trim(str_from(source.text, known));
    if (known && rest.n && verb_begins(c, r, rest) == VERB) {
        Party one;
        source.text = source.raw = str_slice(source.text, 0, known);
        k = clause_length(c, r, pieces, n, i);
        if (match_exactly(c, r, source, true, &one)) return *p = one, k;
    }
    /* "Giám đốc Trung tâm X" is the centre. */
    Str led = without_post(c, source.text);
    source.confidence = 0.5;
    bool post = str_starts(led, S("các ")) || str_starts(viet_fold(&c->mem, str_head(source.text, 16)), S("chu tich"));
    *p = (Party){.source = source, .name = !post && party_begins(c, r, led) ? led : source.text};
    return k;
}

/* "UBND các huyện, | thành phố Cà Mau": a place behind the councils of all such places is one of them. */
static bool is_place_of_class(Ctx *c, const PartyList *parties, Str piece)
{
    static const Str kinds[] = {STR("thành phố "), STR("thị xã "), STR("huyện "),
                                STR("đặc khu "),   STR("phường "), STR("xã ")};
    if (!parties->n || !str_starts(parties->at[parties->n - 1].class_code, S("ubnd-cap-"))) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_starts(piece, kinds[i])) continue;
        bool name = true;
        for (Str rest = str_from(piece, kinds[i].n), word; str_cut(&rest, ' ', &word);)
            name &= !str_equal(viet_lower(&c->mem, word), word);
        return name;
    }
    return false;
}

void parties_read(Ctx *c, const Reader *r, Text text, PartyList *parties)
{
    PieceList all = {0};
    text.text = tidy(&c->mem, spread(c, r, text.text));
    cut_pieces(&c->mem, text.text, &all);
    const Piece *pieces = all.at;
    int n = (int)all.n;
    for (int i = 0; i < n;) {
        Party p, two[2];
        int k = match_run(c, r, text, pieces, n, i, &p);
        if (!k && r->garbled && match_two(c, r, part_of(text, pieces[i].begin, pieces[i].end), two)) {
            *list_add(&c->mem, parties) = two[0];
            p = two[1], k = 1;
        }
        if (!k && i && pieces[i - 1].boundary != ';' && is_place_of_class(c, parties, piece_text(pieces[i]))) {
            i++;
            continue;
        }
        size_t first = k ? 0 : first_of_row(c, r, piece_text(pieces[i]));
        if (first && match_exactly(c, r, part_of(text, pieces[i].begin, pieces[i].begin + first), true, &p)) {
            *list_add(&c->mem, parties) = p;
            all.at[i].begin += first + 1;
            continue;
        }
        if (!k) k = read_unknown(c, r, text, pieces, n, i, &p);
        if (p.name.n) *list_add(&c->mem, parties) = p;
        i += k;
    }
}

size_t party_opening(Ctx *c, const Reader *r, Str text, Party *party)
{
    enum { WORDS_MAX = 18 };
    const char *ends[WORDS_MAX];
    int n = 0;
    Str rest = text, word;
    bool joins[WORDS_MAX]; /* no name ends in "và các" */
    while (n < WORDS_MAX && viet_token(&rest, &word)) {
        joins[n] =
            str_equal(word, S("và")) || str_equal(word, S("các")) || (word.n == 1 && strchr(",;:.(-", word.p[0]));
        ends[n++] = word.p + word.n;
    }
    for (int k = n; k > 0; k--) {
        if (joins[k - 1]) continue;
        Text source = text_of((Str){text.p, (size_t)(ends[k - 1] - text.p)}, 0, 0);
        if (match_exactly(c, r, source, false, party) && (!party->class_code.n || source.text.n > 8))
            return source.text.n;
    }
    return 0;
}

bool parties_are_known(const PartyList *parties)
{
    for (size_t i = 0; i < parties->n; i++)
        if (!parties->at[i].known) return false;
    return parties->n > 0;
}
