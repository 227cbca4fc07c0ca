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

enum { RUN_MAX = 8, NEAR_RUN_MAX = 4, NEAR_BYTES_MAX = 160, EXACT_BYTES_MAX = 600, BEGINNING_BYTES = 40 };
static const double most_garbled = 0.22, most_clean = 0.10;

/* -- classes ------------------------------------------------------------------------------------------------ */

/* Phrases as org_key gives them ("và", "các" gone, UBND spelt out). */
static const struct {
    Str phrase, class;
} phrases[] = {
    {STR("so nganh"), STR("so-nganh")},
    {STR("so ban nganh"), STR("so-nganh")},
    {STR("so nganh don vi"), STR("so-nganh")},
    {STR("so ban nganh don vi"), STR("so-nganh")},
    {STR("so nganh co quan"), STR("so-nganh")},
    {STR("so ban nganh co quan"), STR("so-nganh")},
    {STR("so nganh co quan don vi"), STR("so-nganh")},
    {STR("so co quan nganh"), STR("so-nganh")},
    {STR("so ban"), STR("so-nganh")},
    {STR("so"), STR("so-nganh")},
    {STR("ban nganh"), STR("so-nganh")},
    {STR("nganh"), STR("so-nganh")},
    {STR("co quan chuyen mon thuoc uy ban nhan dan tinh"), STR("so-nganh")},
    {STR("so ban nganh doan the"), STR("so-ban-nganh-doan-the")},
    {STR("so nganh doan the"), STR("so-ban-nganh-doan-the")},
    {STR("ban nganh doan the"), STR("so-ban-nganh-doan-the")},
    {STR("so ban nganh hoi doan the"), STR("so-ban-nganh-doan-the")},
    {STR("uy ban nhan dan cap huyen"), STR("ubnd-cap-huyen")},
    {STR("cap huyen"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan huyen thi xa thanh pho"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan huyen thanh pho"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan huyen thanh pho thi xa"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan thanh pho thi xa huyen"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan thi xa thanh pho"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan huyen thi xa"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan quan huyen thi xa"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan quan huyen"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan quan huyen thanh pho"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan thanh pho huyen"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan huyen"), STR("ubnd-cap-huyen")},
    {STR("huyen thi xa thanh pho"), STR("ubnd-cap-huyen")},
    {STR("huyen thanh pho"), STR("ubnd-cap-huyen")},
    {STR("uy ban nhan dan cap xa"), STR("ubnd-cap-xa")},
    {STR("cap xa"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan xa phuong thi tran"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan xa phuong dac khu"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan phuong xa dac khu"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan phuong xa thi tran"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan phuong xa"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan xa phuong"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan xa thi tran"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan xa"), STR("ubnd-cap-xa")},
    {STR("xa phuong thi tran"), STR("ubnd-cap-xa")},
    {STR("xa phuong dac khu"), STR("ubnd-cap-xa")},
    {STR("xa phuong"), STR("ubnd-cap-xa")},
    {STR("phuong xa"), STR("ubnd-cap-xa")},
    {STR("uy ban nhan dan tinh thanh pho truc thuoc trung uong"), STR("ubnd-cap-tinh")},
    {STR("uy ban nhan dan tinh thanh pho"), STR("ubnd-cap-tinh")},
    {STR("tinh thanh pho truc thuoc trung uong"), STR("ubnd-cap-tinh")},
    {STR("hoi dong nhan dan tinh thanh pho truc thuoc trung uong"), STR("hdnd-cap-tinh")},
    {STR("hoi dong nhan dan tinh thanh pho"), STR("hdnd-cap-tinh")},
    {STR("bo co quan ngang bo"), STR("bo-nganh")},
    {STR("bo nganh"), STR("bo-nganh")},
    {STR("bo co quan ngang bo co quan thuoc chinh phu"), STR("bo-nganh")},
    {STR("bo nganh trung uong"), STR("bo-nganh")},
    {STR("bo ban nganh trung uong"), STR("bo-nganh")},
    {STR("co quan don vi"), STR("co-quan-don-vi")},
    {STR("co quan don vi dia phuong"), STR("co-quan-don-vi")},
    {STR("co quan don vi to chuc"), STR("co-quan-don-vi")},
    {STR("co quan to chuc don vi"), STR("co-quan-don-vi")},
    {STR("co quan don vi to chuc ca nhan"), STR("co-quan-don-vi")},
    {STR("co quan to chuc ca nhan"), STR("co-quan-don-vi")},
    {STR("co quan to chuc"), STR("co-quan-don-vi")},
    {STR("co quan"), STR("co-quan-don-vi")},
    {STR("don vi"), STR("co-quan-don-vi")},
    {STR("don vi dia phuong"), STR("co-quan-don-vi")},
    {STR("nganh dia phuong"), STR("co-quan-don-vi")},
    {STR("dia phuong"), STR("co-quan-don-vi")},
    {STR("to chuc"), STR("co-quan-don-vi")},
    {STR("to chuc ca nhan"), STR("co-quan-don-vi")},
    {STR("ca nhan"), STR("co-quan-don-vi")},
    {STR("to chuc chinh tri xa hoi"), STR("to-chuc-chinh-tri-xa-hoi")},
    {STR("to chuc ct xh"), STR("to-chuc-chinh-tri-xa-hoi")},
    {STR("doan the"), STR("to-chuc-chinh-tri-xa-hoi")},
    {STR("doan the chinh tri xa hoi"), STR("to-chuc-chinh-tri-xa-hoi")},
    {STR("hoi doan the"), STR("to-chuc-chinh-tri-xa-hoi")},
    {STR("to chuc doan the"), STR("to-chuc-chinh-tri-xa-hoi")},
    {STR("to chuc thanh vien"), STR("to-chuc-thanh-vien-mttq")},
    {STR("to chuc thanh vien cua mat tran"), STR("to-chuc-thanh-vien-mttq")},
    {STR("to chuc thanh vien mat tran"), STR("to-chuc-thanh-vien-mttq")},
    {STR("co quan bao chi"), STR("co-quan-bao-chi")},
    {STR("co quan thong tan bao chi"), STR("co-quan-bao-chi")},
    {STR("co quan bao dai"), STR("co-quan-bao-chi")},
    {STR("co quan truyen thong bao chi"), STR("co-quan-bao-chi")},
    {STR("doanh nghiep vien thong"), STR("doanh-nghiep-vien-thong")},
    {STR("doanh nghiep buu chinh vien thong"), STR("doanh-nghiep-vien-thong")},
    {STR("doanh nghiep vien thong cong nghe thong tin"), STR("doanh-nghiep-vien-thong")},
    {STR("doanh nghiep cong nghe so"), STR("doanh-nghiep-cong-nghe-so")},
    {STR("doanh nghiep cong nghe thong tin buu chinh vien thong"), STR("doanh-nghiep-cntt-buu-chinh-vien-thong")},
    {STR("doanh nghiep chuyen doi so"), STR("doanh-nghiep-chuyen-doi-so")},
    {STR("ngan hang thuong mai"), STR("ngan-hang-thuong-mai")},
    {STR("to chuc tin dung"), STR("ngan-hang-thuong-mai")},
    {STR("chuyen gia ve chuyen doi so"), STR("chuyen-gia-chuyen-doi-so")},
    {STR("chuyen gia chuyen doi so"), STR("chuyen-gia-chuyen-doi-so")},
};

/* What may follow a class: whom of it (a qualifier), or where (no meaning of its own). */
static const struct {
    Str folded;
    bool qualifies;
} tails[] = {
    {STR("co lien quan"), true},
    {STR("lien quan"), true},
    {STR("khac"), true},
    {STR("theo quy dinh"), true},
    {STR("duoc giao"), true},
    {STR("duoc giao nhiem vu"), true},
    {STR("tren dia ban tinh"), false},
    {STR("tren dia ban thanh pho"), false},
    {STR("tren dia ban"), false},
    {STR("tren dia ban toan tinh"), false},
    {STR("cua tinh"), false},
    {STR("cap tinh"), false},
    {STR("tinh"), false},
    {STR("thanh pho"), false},
    {STR("cua thanh pho"), false},
    {STR("thuoc tinh"), false},
    {STR("trong tinh"), false},
    {STR("thuoc uy ban nhan dan tinh"), false},
    {STR("thuoc uy ban nhan dan thanh pho"), false},
    {STR("truc thuoc uy ban nhan dan tinh"), false},
    {STR("thuoc thanh pho"), false},
    {STR("truc thuoc"), false},
    {STR("trung uong"), false},
    {STR("trong ca nuoc"), false},
    {STR("thuoc bo"), false},
    {STR("thuoc truc thuoc bo"), false},
    {STR("truc thuoc bo"), false},
};

static bool ends_in_words(Str key, Str tail)
{
    return key.n > tail.n + 1 && str_ends(key, tail) && key.p[key.n - tail.n - 1] == ' ';
}

static Str class_nearest(Str key, double most, double *ratio)
{
    Str best = {0};
    /* "các" that was spoilt: "céc", "cdc". */
    if (key.n > 4 && key.p[0] == 'c' && key.p[2] == 'c' && key.p[3] == ' ') key = str_from(key, 4);
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        /* A short phrase is too near to too much. */
        if (phrases[i].phrase.n < 7) continue;
        double d = viet_distance_ratio(key, phrases[i].phrase, most);
        if (d < most) *ratio = most = d, best = phrases[i].class;
    }
    return best;
}

static Str class_exact(Str key)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (str_equal(key, phrases[i].phrase)) return phrases[i].class;
    return (Str){0};
}

/* A bare "sở", "đơn vị", "tổ chức" is a class only when the text says "các" or qualifies it. */
static bool needs_plural(Str key)
{
    return str_index(key, ' ') == key.n || str_equal(key, S("don vi")) || str_equal(key, S("co quan")) ||
           str_equal(key, S("to chuc")) || str_equal(key, S("ca nhan")) || str_equal(key, S("dia phuong")) ||
           str_equal(key, S("uy ban nhan dan huyen")) || str_equal(key, S("uy ban nhan dan xa"));
}

/* The class of a text, with its qualifier; `most` 0 = exactly. */
static Str class_of(Ctx *c, const Reader *r, Str printed, double most, Str *qualifier, double *ratio)
{
    Str key = org_key(&c->mem, printed, most > 0), folded = viet_fold(&c->mem, printed);
    Str province = org_key(&c->mem, directory_province(r->directory), most > 0);
    bool plural = str_starts(folded, S("cac ")) || str_contains(folded, S(" cac ")) ||
                  str_starts(folded, S("toan the ")) || str_starts(folded, S("nhung "));
    *qualifier = (Str){0}, *ratio = 1;
    if (str_starts(key, S("toan the "))) key = str_from(key, 9);
    if (province.n && ends_in_words(key, province)) key = str_slice(key, 0, key.n - province.n - 1);
    for (bool again = true; again;) {
        Str found = class_exact(key);
        if (found.n && (plural || qualifier->n || !needs_plural(key))) return *ratio = 0, found;
        again = false;
        for (size_t i = 0; i < sizeof tails / sizeof *tails && !again; i++) {
            if (!ends_in_words(key, tails[i].folded)) continue;
            if (tails[i].qualifies && !qualifier->n) {
                size_t words = 1, at = printed.n;
                for (size_t k = 0; k < tails[i].folded.n; k++) words += tails[i].folded.p[k] == ' ';
                Str rest = without_final(printed, ".;:");
                for (at = rest.n; at && words; at--) words -= rest.p[at - 1] == ' ';
                *qualifier = str_trim(str_slice(rest, at ? at + 1 : 0, rest.n));
            }
            key = str_slice(key, 0, key.n - tails[i].folded.n - 1);
            again = true;
        }
    }
    return most > 0 ? class_nearest(key, most, ratio) : (Str){0};
}

/* -- pieces ------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *begin, *end;
    char boundary; /* what stands behind it: ',' ';' 'v' (và) or 0 */
} Piece;
typedef LIST(Piece) PieceList;

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

/* Without brackets, quotation and footnote marks. */
static Str tidy(Arena *a, Str s)
{
    Out o = {.mem = a};
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '(') depth++;
        bool superscript = c == 0xC2 && i + 1 < s.n && strchr("\xB9\xB2\xB3\xAE", s.p[i + 1]);
        if (superscript) i++;
        else if (!depth && c != '*') out_char(&o, (char)c);
        if (c == ')' && depth) depth--;
    }
    return without_final(str_trim(out_str(&o)), ".:;,/");
}

/* -- one party ---------------------------------------------------------------------------------------------- */

/* Posts that stand for the agency they lead. */
static Str without_post(Ctx *c, Str printed)
{
    static const Str posts[] = {STR("thu truong"), STR("bo truong"),      STR("giam doc"),
                                STR("lanh dao"),   STR("nguoi dung dau"), STR("chu tich")};
    Str folded = viet_fold(&c->mem, printed);
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        if (!str_starts(folded, posts[i]) || folded.n <= posts[i].n) continue;
        size_t words = 1, at = 0;
        for (size_t k = 0; k < posts[i].n; k++) words += posts[i].p[k] == ' ';
        for (; at < printed.n && words; at++) words -= printed.p[at] == ' ';
        return str_from(printed, at);
    }
    return printed;
}

static Party agency(const Org *o, Text source) { return (Party){.source = source, .org = o, .name = o->name}; }

/* The keys of the many names that are tried go back to the arena: the party holds slices of the source only. */
static bool match_exactly(Ctx *c, const Reader *r, Text source, Party *p)
{
    double ratio;
    Arena mark = c->mem;
    if (source.text.n > EXACT_BYTES_MAX) return false;
    Str key = org_key(&c->mem, source.text, false), qualifier;
    const Org *o = directory_exact(r->directory, key);
    Str rest = without_post(c, source.text);
    if (!o && rest.n != source.text.n) o = directory_exact(r->directory, org_key(&c->mem, rest, false));
    Str class = o ? (Str){0} : class_of(c, r, rest, 0, &qualifier, &ratio);
    c->mem.at = mark.at;
    if (o) return *p = agency(o, source), true;
    if (!class.n) return false;
    *p = (Party){.source = source, .class_code = class, .qualifier = qualifier, .name = source.text};
    return true;
}

/* By distance, of a ratio of at most `most`. */
static bool match_nearly(Ctx *c, const Reader *r, Text source, double most, Party *p)
{
    double near_org, near_class;
    Arena mark = c->mem;
    Str key = org_key(&c->mem, source.text, true), qualifier;
    if (most <= 0 || key.n < 6) return c->mem.at = mark.at, false;
    Str class = class_of(c, r, source.text, most, &qualifier, &near_class);
    const Org *o = directory_nearest(r->directory, key, class.n ? near_class : most, &near_org);
    c->mem.at = mark.at;
    source.confidence = 1 - 2 * (o ? near_org : near_class);
    if (o) return *p = agency(o, source), true;
    if (!class.n) return false;
    *p = (Party){.source = source, .class_code = class, .qualifier = qualifier, .name = source.text};
    return true;
}

static double most_garbled_in(const Reader *r) { return r->garbled ? most_garbled : most_clean; }

/* How the names of agencies begin, in small letters: as printed, for "Báo" begins one and "Bảo vệ" none, and folded. */
bool party_begins(Ctx *c, const Reader *r, Str s)
{
    static const struct {
        Str printed, folded;
    } first[] = {
        {STR("sở "), STR("so ")},
        {STR("ban "), STR("ban ")},
        {STR("ubnd"), STR("ubnd")},
        {STR("ủy ban"), STR("uy ban")},
        {STR("uỷ ban"), STR("uy ban")},
        {STR("bộ "), STR("bo ")},
        {STR("công an"), STR("cong an")},
        {STR("trường "), STR("truong ")},
        {STR("hội "), STR("hoi ")},
        {STR("tỉnh đoàn"), STR("tinh doan")},
        {STR("tỉnh ủy"), STR("tinh uy")},
        {STR("tỉnh uỷ"), STR("tinh uy")},
        {STR("thành ủy"), STR("thanh uy")},
        {STR("thành uỷ"), STR("thanh uy")},
        {STR("thành đoàn"), STR("thanh doan")},
        {STR("huyện ủy"), STR("huyen uy")},
        {STR("huyện uỷ"), STR("huyen uy")},
        {STR("huyện đoàn"), STR("huyen doan")},
        {STR("vnpt"), STR("vnpt")},
        {STR("viettel"), STR("viettel")},
        {STR("mobifone"), STR("mobifone")},
        {STR("fpt"), STR("fpt")},
        {STR("bưu điện"), STR("buu dien")},
        {STR("đài "), STR("dai ")},
        {STR("báo "), STR("bao ")},
        {STR("chi cục"), STR("chi cuc")},
        {STR("cục "), STR("cuc ")},
        {STR("trung tâm"), STR("trung tam")},
        {STR("văn phòng"), STR("van phong")},
        {STR("phòng "), STR("phong ")},
        {STR("các "), STR("cac ")},
        {STR("đơn vị"), STR("don vi")},
        {STR("liên đoàn"), STR("lien doan")},
        {STR("liên minh"), STR("lien minh")},
        {STR("liên hiệp"), STR("lien hiep")},
        {STR("ngân hàng"), STR("ngan hang")},
        {STR("kho bạc"), STR("kho bac")},
        {STR("doanh nghiệp"), STR("doanh nghiep")},
        {STR("tổ chức"), STR("to chuc")},
        {STR("tổ "), STR("to ")},
        {STR("hiệp hội"), STR("hiep hoi")},
        {STR("mặt trận"), STR("mat tran")},
        {STR("mttq"), STR("mttq")},
        {STR("đoàn "), STR("doan ")},
        {STR("viện "), STR("vien ")},
        {STR("tòa án"), STR("toa an")},
        {STR("toà án"), STR("toa an")},
        {STR("thanh tra"), STR("thanh tra")},
        {STR("bệnh viện"), STR("benh vien")},
        {STR("tập đoàn"), STR("tap doan")},
        {STR("tổng công ty"), STR("tong cong ty")},
        {STR("công ty"), STR("cong ty")},
        {STR("quỹ "), STR("quy ")},
        {STR("bảo hiểm"), STR("bao hiem")},
        {STR("bhxh"), STR("bhxh")},
        {STR("hđnd"), STR("hdnd")},
        {STR("thường trực"), STR("thuong truc")},
        {STR("cơ quan"), STR("co quan")},
        {STR("địa phương"), STR("dia phuong")},
        {STR("cá nhân"), STR("ca nhan")},
        {STR("bqp"), STR("bqp")},
        {STR("chủ tịch"), STR("chu tich")},
        {STR("phó chủ tịch"), STR("pho chu tich")},
        {STR("tất cả"), STR("tat ca")},
        {STR("đội "), STR("doi ")},
        {STR("học viện"), STR("hoc vien")},
        {STR("tổng cục"), STR("tong cuc")},
        {STR("tổng "), STR("tong ")},
        {STR("vụ "), STR("vu ")},
        {STR("ngành "), STR("nganh ")},
        {STR("công đoàn"), STR("cong doan")},
        {STR("thủ trưởng"), STR("thu truong")},
        {STR("chi nhánh"), STR("chi nhanh")},
        {STR("hợp tác xã"), STR("hop tac xa")},
        {STR("thành phố"), STR("thanh pho")},
        {STR("quận "), STR("quan ")},
        {STR("huyện "), STR("huyen ")},
        {STR("thị xã"), STR("thi xa")},
        {STR("xã "), STR("xa ")},
        {STR("phường "), STR("phuong ")},
        {STR("mỗi "), STR("moi ")},
        {STR("toàn thể"), STR("toan the")},
        {STR("cấp "), STR("cap ")},
        {STR("viện kiểm sát"), STR("vien kiem sat")},
        {STR("thư viện"), STR("thu vien")},
        {STR("bảo tàng"), STR("bao tang")},
        {STR("người "), STR("nguoi ")},
        {STR("chuyên gia"), STR("chuyen gia")},
        {STR("điện lực"), STR("dien luc")},
        {STR("hải quan"), STR("hai quan")},
        {STR("thi hành án"), STR("thi hanh an")},
        {STR("lãnh đạo"), STR("lanh dao")},
        {STR("đồng chí"), STR("dong chi")},
        {STR("bí thư"), STR("bi thu")},
        {STR("sở, "), STR("so, ")},
        {STR("trạm "), STR("tram ")},
        {STR("hạt "), STR("hat ")},
        {STR("chùa "), STR("chua ")},
        {STR("nhà "), STR("nha ")},
        {STR("giám đốc"), STR("giam doc")},
        {STR("vườn quốc gia"), STR("vuon quoc gia")},
        {STR("khu "), STR("khu ")},
        {STR("cảng "), STR("cang ")},
        {STR("thống kê"), STR("thong ke")},
        {STR("thuế "), STR("thue ")},
        {STR("bộ đội"), STR("bo doi")},
        {STR("bộ chỉ huy"), STR("bo chi huy")},
        {STR("quân "), STR("quan ")},
        {STR("cụm "), STR("cum ")},
        {STR("khối "), STR("khoi ")},
        {STR("trưởng "), STR("truong ")},
        {STR("nhà trường"), STR("nha truong")},
        {STR("cán bộ"), STR("can bo")},
        {STR("đảng ủy"), STR("dang uy")},
        {STR("đảng uỷ"), STR("dang uy")},
    };
    Arena mark = c->mem;
    Str head = str_head(s, BEGINNING_BYTES);
    Str read = r->garbled ? viet_fold(&c->mem, head) : viet_lower(&c->mem, head);
    bool found = false;
    for (size_t i = 0; !found && i < sizeof first / sizeof *first; i++)
        found = str_starts(read, r->garbled ? first[i].folded : first[i].printed);
    c->mem.at = mark.at;
    return found;
}

static Text part_of(Text whole, const char *begin, const char *end)
{
    Text t = whole;
    t.text = (Str){begin, (size_t)(end - begin)};
    t.raw = t.text;
    return t;
}

/* How many pieces from `i` on belong to a name that nobody knows. */
static int unknown_length(Ctx *c, const Reader *r, const Piece *pieces, int n, int i)
{
    int k = 1;
    while (i + k < n && pieces[i + k - 1].boundary != ';') {
        Str next = {pieces[i + k].begin, (size_t)(pieces[i + k].end - pieces[i + k].begin)};
        if (party_begins(c, r, next)) break;
        k++;
    }
    return k;
}

/* The longest run of pieces from `i` that is exactly a name; 0 = none. */
static int longest_exact(Ctx *c, const Reader *r, Text whole, const Piece *pieces, int most, int i, Party *p)
{
    for (int k = most; k > 0; k--)
        if (match_exactly(c, r, part_of(whole, pieces[i].begin, pieces[i + k - 1].end), p)) return k;
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
        if (ratio > most_garbled_in(r)) ratio = most_garbled_in(r);
        if (!match_exactly(c, r, source, &p) && !match_nearly(c, r, source, ratio, &p)) continue;
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
        if (match_nearly(c, r, front, most_garbled_in(r), &two[0]) &&
            match_nearly(c, r, back, most_garbled_in(r), &two[1]))
            return true;
    }
    return false;
}

void parties_read(Ctx *c, const Reader *r, Text text, PartyList *parties)
{
    PieceList all = {0};
    text.text = tidy(&c->mem, text.text);
    cut_pieces(&c->mem, text.text, &all);
    const Piece *pieces = all.at;
    int n = (int)all.n;
    for (int i = 0; i < n;) {
        Party p;
        int k = match_run(c, r, text, pieces, n, i, &p);
        Party two[2];
        if (!k && r->garbled && match_two(c, r, part_of(text, pieces[i].begin, pieces[i].end), two)) {
            *list_add(&c->mem, parties) = two[0];
            p = two[1], k = 1;
        }
        if (!k) {
            k = unknown_length(c, r, pieces, n, i);
            Text source = part_of(text, pieces[i].begin, pieces[i + k - 1].end);
            source.confidence = 0.5;
            p = (Party){.source = source, .name = source.text};
        }
        *list_add(&c->mem, parties) = p;
        i += k;
    }
}

size_t party_opening(Ctx *c, const Reader *r, Str text, Party *party)
{
    enum { WORDS_MAX = 18 };
    const char *ends[WORDS_MAX];
    int n = 0;
    Str rest = text, word;
    while (n < WORDS_MAX && viet_token(&rest, &word)) ends[n++] = word.p + word.n;
    for (int k = n; k > 0; k--) {
        Text source = text_of((Str){text.p, (size_t)(ends[k - 1] - text.p)}, 0, 0);
        if (match_exactly(c, r, source, party) && (party->org || source.text.n > 8)) return source.text.n;
    }
    return 0;
}

bool parties_are_known(const PartyList *parties)
{
    for (size_t i = 0; i < parties->n; i++)
        if (!parties->at[i].org && !parties->at[i].class_code.n) return false;
    return parties->n > 0;
}
