// SPDX-License-Identifier: Apache-2.0
/* adx.h -- figures of other programs: the XML of IHE's Aggregate Data Exchange (QRPH, ADX 2.0) as DHIS2 writes it:
 *
 *     <adx xmlns="urn:ihe:qrph:adx:2015" …>
 *       <group orgUnit="X07201" period="2024-09-23/P7D" dataSet="ha-tang-so">
 *         <dataValue dataElement="ho-cap-quang" value="1234"/>
 *
 * Other attributes (disaggregations, completeDate) are left out.  A DOCTYPE is refused, so there are no entities; depth
 * and number are bounded. */
#pragma once
#include "base/fail.h"
#include "base/list.h"

enum { ADX_BYTES_MAX = 32 << 20, ADX_VALUES_MAX = 200000, ADX_DEPTH_MAX = 20, ADX_TEXT_MAX = 200 };

typedef struct {
    Str org, period, set, element, value; /* as they were written; any may be empty */
    int line, column;
} AdxValue;
typedef LIST(AdxValue) AdxValueList;

bool adx_is(Str bytes); /* it begins as XML */
/* FAIL_INPUT with line and column where it is no XML or no ADX; FAIL_ROOM over a bound. */
Fail adx_read(Ctx *c, Str bytes, AdxValueList *values) CHECKED;
