// SPDX-License-Identifier: Apache-2.0
/* undo.h -- the receipt of an act of a review (receipt/receipt.h), and the undoers of what it changed. */
#pragma once
#include "plan/wording.h"
#include "receipt/receipt.h"

/* What an act may change. */
typedef struct {
    Id plan;
    PlanDoubtList doubts;
    PlanFindingList findings;
    PlanLookList looks;
    PlanNodeList nodes;
} PlanState;
Fail plan_state(Ctx *c, Id plan, PlanState *state) CHECKED;
/* Behind the act: tells the receipt what is another one than `before`. */
Fail plan_receipt(Ctx *c, ReceiptDraft *k, const PlanState *before) CHECKED;

/* Of the kinds "plan.word", "plan.finding", "plan.value". */
Fail plan_undo_word(Ctx *c, Id word, int version, Str before, Str *title) CHECKED;
Fail plan_undo_finding(Ctx *c, Id finding, int version, Str before, Str *title) CHECKED;
Fail plan_undo_value(Ctx *c, Id value, int version, Str before, Str *title) CHECKED;
