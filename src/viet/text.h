// SPDX-License-Identifier: Apache-2.0
/* text.h -- Vietnamese text: one written form, folding for search, alphabetical order, syllables.
 *
 * All input is UTF-8 that may be ill-formed: a bad byte counts as U+FFFD and never stops anything.  All time is
 * linear in the input.  Results live in the arena. */
#pragma once
#include "base/arena.h"

/* NFC, by utf8proc; ill-formed bytes become U+FFFD.  Returns `s` itself when it was in NFC already. */
Str viet_nfc(Arena *a, Str s);

/* The same without what files of XML refuse: control characters but tab and line end, U+FFFE, U+FFFF. */
Str viet_printable(Arena *a, Str s);

/* What search and matching compare: no marks, no case, đ→d, every run of anything but letters and digits one
 * blank, none at the ends.  The same for composed, decomposed and compatibility forms ("Bắc Giang", "BẮC GIANG",
 * "bac  giang" → "bac giang").  Tone placement therefore never matters (hòa = hoà → "hoa"). */
Str viet_fold(Arena *a, Str s);

/* The same for text that was OCR'd: look-alikes of other classes first become letters ("Bdc Giang", "c¢ng nghé",
 * "S& Thong tin" …: ¢→e, €→e, ¥→y, @→d, 0→o, |→i …) so that viet_distance starts from comparable letters. */
Str viet_fold_ocr(Arena *a, Str s);

/* What a machine takes that knows no marks, case and punctuation kept: "Đôn đốc “3 việc”" -> "Don doc \"3 viec\"".
 * ASCII only, none of ^ { } \ [ ] ~ | `, which the SMS alphabet lacks or counts twice; what has no likeness is '?'. */
Str viet_plain(Arena *a, Str s);

/* A key whose byte order is Vietnamese alphabetical order: a ă â b c d đ e ê … o ô ơ … u ư …; at equal letters the
 * tones in the order ngang huyền hỏi ngã sắc nặng, syllable by syllable; at equal tones case. (TCVN 5712's order) */
Str viet_order_key(Arena *a, Str s);

/* Sentence case of an official name in capitals: "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG" → "ủy ban nhân dân tỉnh bắc
 * giang" (viet_lower) and its first letter raised (viet_capital). */
Str viet_lower(Arena *a, Str s);
Str viet_upper(Arena *a, Str s);
Str viet_capital(Arena *a, Str s);
/* True when at least two letters, and four of five letters, are capitals. */
bool viet_is_upper(Str s);

/* True when the letters and marks of `word` can be one syllable ("nghiệm", "Ủy"; not "nhiệrn", "HDND"); of one whose
 * marks were lost too, as long as it needs no tone ("Cong", not "quoc").  syllable.c */
bool viet_is_syllable(Str word);

/* The next word of *rest, between blanks, that is visibly no Vietnamese: part of it is no syllable, a sign or a digit
 * stands in it that belongs in no word ("Pơng", "67‘", "lo4i").  Abbreviations are mostly capitals and numbers are no
 * words ("TTg", "5G", "2024–2025"): they pass; foreign words do not.  `word` is without the punctuation around it.
 * False at the end. */
bool viet_next_strange(Str *rest, Str *word);

/* The next token of *rest: letters and digits together, or one other character that is no white space.  False at
 * the end.  Tokens are slices of the input. */
bool viet_token(Str *rest, Str *token);
