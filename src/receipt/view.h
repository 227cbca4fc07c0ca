// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "receipt/receipt.h"

typedef struct {
    const ReceiptCard *card;
    const ReceiptSkipList *skips;
    const ReceiptMadeList *made;
    int64_t now;
} ReceiptPage;
void receipt_page(Out *o, const ReceiptPage *m);
