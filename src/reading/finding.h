// SPDX-License-Identifier: Apache-2.0
/* finding.h -- what a person should look at in a plan that was read: the closed list of kinds. */
#pragma once

/* kind, slug, severity, what it means */
#define FINDING_KINDS(X)                                                                                               \
    X(UNSURE_DATE, "unsure-date", FINDING_CHECK, "the day of issue may have been misread")                             \
    X(NO_DATE, "no-date", FINDING_BLOCKING, "the plan has no day of issue")                                            \
    X(UNSURE_TIME, "unsure-time", FINDING_CHECK, "the time of an activity is a slip or impossible")                    \
    X(NO_TIME, "no-time", FINDING_NOTE, "an activity says no time")                                                    \
    X(NO_LEAD, "no-lead", FINDING_BLOCKING, "an activity names nobody who leads it")                                   \
    X(LEAD_IN_ANNEX, "lead-in-annex", FINDING_NOTE, "its tasks stand in an annex, each with who leads it")             \
    X(REPORT_BEFORE_END, "report-before-end", FINDING_CHECK, "the report is due before activities end")                \
    X(OUTSIDE_PERIOD, "outside-period", FINDING_CHECK, "an activity lies outside of the plan's period")                \
    X(REPORT_DAY_OFF, "report-day-off", FINDING_NOTE, "the report is due on a day off")                                \
    X(PERMIT_FILING, "permit-filing", FINDING_NOTE, "a permit for banners must be filed before a day")                 \
    X(LEAD_WITHOUT_DUTY, "lead-without-duty", FINDING_NOTE, "an agency leads but the assignments are silent about it") \
    X(DUTY_WITHOUT_LEAD, "duty-without-lead", FINDING_NOTE, "an agency has duties but leads nothing")                  \
    X(NO_TIMES, "no-times", FINDING_NOTE, "most activities say no time: it stands in another part")                    \
    X(NO_LEADS, "no-leads", FINDING_BLOCKING, "most activities name nobody: duties stand in another part")             \
    X(ELSEWHERE, "elsewhere", FINDING_CHECK, "issued where the directory does not know the agencies")                  \
    X(UNKNOWN_AGENCY, "unknown-agency", FINDING_CHECK, "an agency is not in the directory")                            \
    X(UNSURE_WORDS, "unsure-words", FINDING_NOTE, "words were read with low confidence")                               \
    X(TOLD_OTHERWISE, "told-otherwise", FINDING_CHECK, "text and annex name another agency or day for the same task")  \
    X(UNREAD, "unread", FINDING_NOTE, "a column, a sheet, or the rules of pages were not read")                        \
    X(READ_AS, "read-as", FINDING_NOTE, "the file was in another code or form than UTF-8 text: how it was read")

typedef enum {
#define X(kind, slug, severity, meaning) FOUND_##kind,
    FINDING_KINDS(X)
#undef X
} FindingKind;
