// SPDX-License-Identifier: Apache-2.0
/* key.c -- what the names of agencies are compared by. */
#include "base/out.h"
#include "org/directory.h"
#include "viet/text.h"
#include <assert.h>
#include <limits.h>
#include <pthread.h>

/* Abbreviations that every province writes (Decree 30/2020 leaves them to usage).  Folded words -> folded words. */
static const struct {
    Str from, to;
} spelt_out[] = {
    {STR("ubnd"), STR("uy ban nhan dan")},
    {STR("hdnd"), STR("hoi dong nhan dan")},
    {STR("ubmttq"), STR("uy ban mat tran to quoc")},
    {STR("mttq"), STR("mat tran to quoc")},
    {STR("dbqh"), STR("dai bieu quoc hoi")},
    {STR("tttt"), STR("thong tin truyen thong")},
    {STR("tt tt"), STR("thong tin truyen thong")},
    {STR("khcn"), STR("khoa hoc cong nghe")},
    {STR("kh cn"), STR("khoa hoc cong nghe")},
    {STR("khdt"), STR("ke hoach dau tu")},
    {STR("kh dt"), STR("ke hoach dau tu")},
    {STR("nnptnt"), STR("nong nghiep phat trien nong thon")},
    {STR("nn ptnt"), STR("nong nghiep phat trien nong thon")},
    {STR("nong nghiep ptnt"), STR("nong nghiep phat trien nong thon")},
    {STR("nnmt"), STR("nong nghiep moi truong")},
    {STR("nn mt"), STR("nong nghiep moi truong")},
    {STR("tnmt"), STR("tai nguyen moi truong")},
    {STR("tn mt"), STR("tai nguyen moi truong")},
    {STR("gddt"), STR("giao duc dao tao")},
    {STR("gd dt"), STR("giao duc dao tao")},
    {STR("ldtbxh"), STR("lao dong thuong binh xa hoi")},
    {STR("ldtb xh"), STR("lao dong thuong binh xa hoi")},
    {STR("ld tbxh"), STR("lao dong thuong binh xa hoi")},
    {STR("ld tb xh"), STR("lao dong thuong binh xa hoi")},
    {STR("vhttdl"), STR("van hoa the thao du lich")},
    {STR("vhtt dl"), STR("van hoa the thao du lich")},
    {STR("vh tt dl"), STR("van hoa the thao du lich")},
    {STR("vhtt"), STR("van hoa the thao")},
    {STR("gtvt"), STR("giao thong van tai")},
    {STR("dttg"), STR("dan toc ton giao")},
    {STR("dt tg"), STR("dan toc ton giao")},
    {STR("ptth"), STR("phat thanh truyen hinh")},
    {STR("pt th"), STR("phat thanh truyen hinh")},
    {STR("cntt"), STR("cong nghe thong tin")},
    {STR("cntttt"), STR("cong nghe thong tin truyen thong")},
    {STR("cntt tt"), STR("cong nghe thong tin truyen thong")},
    {STR("tncs"), STR("thanh nien cong san")},
    {STR("lhpn"), STR("lien hiep phu nu")},
    {STR("ldld"), STR("lien doan lao dong")},
    {STR("ccb"), STR("cuu chien binh")},
    {STR("bhxh"), STR("bao hiem xa hoi")},
    {STR("nhnn"), STR("ngan hang nha nuoc")},
    {STR("kbnn"), STR("kho bac nha nuoc")},
    {STR("kcn"), STR("khu cong nghiep")},
    {STR("htx"), STR("hop tac xa")},
    {STR("bql"), STR("ban quan ly")},
    {STR("chqs"), STR("chi huy quan su")},
    {STR("dn"), STR("doanh nghiep")},
    {STR("so tp"), STR("so tu phap")},
    {STR("tp"), STR("thanh pho")},
    {STR("tx"), STR("thi xa")},
    {STR("tw"), STR("trung uong")},
    {STR("vp"), STR("van phong")},
    {STR("va"), STR("")},
    {STR("cac"), STR("")},
};

enum { ROWS = sizeof spelt_out / sizeof *spelt_out };

/* The rows that begin with a letter, one after the other: numbers from 1, 0 = no further one.  Thousands of names are
 * asked for when a directory is read. */
static struct {
    unsigned char first[UCHAR_MAX + 1], next[ROWS + 1];
} chain;
static_assert(ROWS <= UCHAR_MAX, "numbers of rows");

static void make_chain(void)
{
    for (size_t i = ROWS; i > 0; i--) {
        unsigned char *first = &chain.first[(unsigned char)spelt_out[i - 1].from.p[0]];
        chain.next[i] = *first;
        *first = (unsigned char)i;
    }
}

/* The longest row of spelt_out whose words stand at the front of `rest`, or NULL. */
static const Str *expansion(Str rest, size_t *length)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const Str *best = NULL;
    pthread_once(&once, make_chain);
    *length = 0;
    for (size_t k = chain.first[(unsigned char)rest.p[0]]; k; k = chain.next[k]) {
        size_t i = k - 1;
        Str from = spelt_out[i].from;
        if (from.n <= *length || !str_starts(rest, from)) continue;
        if (rest.n > from.n && rest.p[from.n] != ' ') continue;
        best = &spelt_out[i].to, *length = from.n;
    }
    return best;
}

Str org_key(Arena *a, Str printed, bool ocr)
{
    Str rest = ocr ? viet_fold_ocr(a, printed) : viet_fold(a, printed);
    Out o = {.mem = a};
    while (rest.n) {
        size_t length;
        const Str *to = expansion(rest, &length);
        if (!to) length = str_index(rest, ' ');
        Str word = to ? *to : str_slice(rest, 0, length);
        if (word.n && o.n) out_char(&o, ' ');
        out_raw(&o, word);
        rest = str_from(rest, length + 1);
    }
    if (!o.n) return (Str){0};
    Arena mark = *a;
    mark.at = o.p + o.n; /* a key is short, and there are thousands: what it did not need goes back */
    arena_back(a, mark);
    return out_str(&o);
}
