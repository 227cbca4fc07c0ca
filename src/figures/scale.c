// SPDX-License-Identifier: Apache-2.0
/* scale.c -- five steps of one colour for whatever a map shows. */
#include "figures/tiles.h"

/* How many widths a value needs, the last one perhaps in part. */
static int64_t steps_of(Share value, int column, int64_t width)
{
    int64_t part = value.part * (figure_is_share(column) ? 100 : 1), base = value.base * width;
    return (part + base - 1) / base;
}

Scale scale_of(const Figures *f, int column)
{
    Scale scale = {.column = column, .width = 1};
    Share most = {0, 1};
    for (size_t i = 0; i < f->rows.n; i++) {
        Share value = figure_value(&f->rows.at[i].n, column);
        if (!f->rows.at[i].is_gone && share_compare(value, most) > 0) most = value;
    }
    for (int64_t power = 1; steps_of(most, column, scale.width) > STEPS;) {
        scale.width = scale.width == power ? 2 * power : scale.width == 2 * power ? 5 * power : (power *= 10);
    }
    scale.steps = (int)steps_of(most, column, scale.width);
    return scale;
}

int scale_step(const Scale *scale, const Counts *n)
{
    Share value = figure_value(n, scale->column);
    if (!count_total(n) || !value.base) return STEP_NO_TASKS;
    return (int)steps_of(value, scale->column, scale->width);
}

Str scale_words(Arena *a, const Scale *scale, int step)
{
    Str from = number_words(a, (step - 1) * scale->width), first = number_words(a, (step - 1) * scale->width + 1),
        last = number_words(a, step * scale->width);
    if (figure_is_share(scale->column)) return str_format(a, "trên %.*s đến %.*s %%", STR_ARGS(from), STR_ARGS(last));
    if (scale->width == 1) return last;
    return str_format(a, "%.*s–%.*s", STR_ARGS(first), STR_ARGS(last));
}
