// SPDX-License-Identifier: Apache-2.0
/* viet_bench -- what one call of src/viet costs, on the lines of the sample plan: nanoseconds, the least of some
 * rounds.
 *
 *   viet_bench FILE */
#include "base/asset.h"
#include "base/list.h"
#include "viet/date.h"
#include "viet/distance.h"
#include "viet/repair.h"
#include "viet/text.h"
#include "viet/workday.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 40, FILE_ROOM = 1 << 20 };

typedef struct {
    Arena mem;
    StrList lines; /* of the file, not empty */
    StrList words; /* folded */
    Repairer *repairer;
    Str text; /* of the file, whole */
    const Workdays *workdays;
} Bench;

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Each piece of work returns how many calls it made. */
typedef size_t Work(Bench *);

static size_t nfc(Bench *b)
{
    for (size_t i = 0; i < b->lines.n; i++) viet_nfc(&b->mem, b->lines.at[i]);
    return b->lines.n;
}

static size_t fold(Bench *b)
{
    for (size_t i = 0; i < b->lines.n; i++) viet_fold(&b->mem, b->lines.at[i]);
    return b->lines.n;
}

static size_t fold_ocr(Bench *b)
{
    for (size_t i = 0; i < b->lines.n; i++) viet_fold_ocr(&b->mem, b->lines.at[i]);
    return b->lines.n;
}

static size_t order(Bench *b)
{
    for (size_t i = 0; i < b->lines.n; i++) viet_order_key(&b->mem, b->lines.at[i]);
    return b->lines.n;
}

static size_t repair(Bench *b)
{
    Repair r;
    viet_repair(&b->mem, b->repairer, b->text, (Str){0}, &r);
    return r.tokens.n;
}

static size_t distance(Bench *b)
{
    for (size_t i = 1; i < b->words.n; i++) viet_distance(b->words.at[i - 1], b->words.at[i], 99);
    return b->words.n - 1;
}

static size_t find_date(Bench *b)
{
    for (size_t i = 0; i < b->lines.n; i++) viet_find_date(b->lines.at[i]);
    return b->lines.n;
}

static size_t period(Bench *b)
{
    static const char *const said[] = {"Từ ngày 15/9/2024 đến hết ngày 10/10/2024", "Quý III, IV năm 2024",
                                       "trước ngày 20/10/2024", "Thoi gian: thang 9-10/2024"};
    Period p;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        viet_period(&b->mem, str_of(said[i]), day_of(2024, 9, 5), &p);
    return sizeof said / sizeof *said;
}

static size_t days_of_work(Bench *b)
{
    for (Day d = day_of(2024, 1, 1); d < day_of(2025, 1, 1); d++) workday_add(b->workdays, d, 25);
    return 366;
}

static size_t load_repairer(Bench *b) { return repairer_load(&b->mem, (Str){0}) != NULL; }

static void measure(Bench *b, const char *what, Work *work)
{
    double least = 1e18;
    for (int i = 0; i < ROUNDS; i++) {
        Arena mark = b->mem;
        double begun = now_ns();
        size_t calls = work(b);
        double each = (now_ns() - begun) / (double)calls;
        if (each < least) least = each;
        arena_back(&b->mem, mark);
    }
    printf("%-44s %9.0f ns\n", what, least);
}

static void load(Bench *b, const char *path)
{
    static char bytes[FILE_ROOM];
    FILE *in = fopen(path, "r");
    if (!in) perror(path), exit(1);
    Str rest = {bytes, fread(bytes, 1, sizeof bytes, in)};
    fclose(in);
    b->text = rest;
    for (Str line, word; str_cut(&rest, '\n', &line);) {
        if (!str_trim(line).n) continue;
        *list_add(&b->mem, &b->lines) = line;
        for (Str left = line; viet_token(&left, &word);) *list_add(&b->mem, &b->words) = viet_fold_ocr(&b->mem, word);
    }
}

int main(int argc, char **argv)
{
    int bad;
    Bench b = {.mem = arena_reserve(64 << 20)};
    if (argc != 2) return fprintf(stderr, "usage: viet_bench FILE\n"), 2;
    load(&b, argv[1]);
    b.repairer = repairer_load(&b.mem, (Str){0});
    b.workdays = workdays_load(&b.mem, (Str){0}, &bad);
    measure(&b, "viet_nfc, a line that is NFC", nfc);
    measure(&b, "viet_fold, a line", fold);
    measure(&b, "viet_fold_ocr, a line", fold_ocr);
    measure(&b, "viet_order_key, a line", order);
    measure(&b, "viet_distance, two words, no limit", distance);
    measure(&b, "viet_find_date, a line", find_date);
    measure(&b, "viet_period, a time field", period);
    measure(&b, "viet_repair, a token", repair);
    measure(&b, "repairer_load, once", load_repairer);
    measure(&b, "workday_add, 25 working days", days_of_work);
    printf("%zu lines of %s\n", b.lines.n, argv[1]);
    return 0;
}
