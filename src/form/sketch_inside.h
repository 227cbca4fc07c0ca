// SPDX-License-Identifier: Apache-2.0
/* sketch_inside.h -- the two last steps of sketch_finish, for sketch_*.c only. */
#pragma once
#include "form/sketch.h"

/* Parses all expressions into the fields; names what is wrong with them. */
void sketch_parse(Sketch *d, const Design *design, DesignField *field);
/* Names fields whose computed values or conditions of being shown ask each other round about, and cuts the circles. */
void sketch_name_circles(Sketch *d, const Design *design, DesignField *field);
