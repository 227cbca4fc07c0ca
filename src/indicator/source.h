// SPDX-License-Identifier: Apache-2.0
/* source.h -- a set as a YAML text, in and out.  README.md has the format. */
#pragma once
#include "base/out.h"
#include "form/yaml.h"
#include "indicator/indicator.h"

/* All that is wrong is named at once, each with its line and column.  True when nothing is (but warnings). */
bool indicator_from_yaml(Ctx *c, Str bytes, IndicatorSet *set, DesignProblems *problems);

/* What a page asks for, of each indicator, as the YAML that declares it: what offices add in the browser is a text like
 * any other. */
void indicator_put_yaml(Out *o, const IndicatorSet *set);
