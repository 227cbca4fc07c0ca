// SPDX-License-Identifier: Apache-2.0
/* expression_token.c -- letters become tokens.  What people write that used other languages, or a word processor that
 * bends quotes, gets a sentence with what to write instead. */
#include "form/expression_inside.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static char at(Str s, size_t i) { return i < s.n ? s.p[i] : '\0'; }

typedef struct {
    Str text;
    size_t from;
    size_t to;
} Cut;

static Token token(TokenKind kind, const Cut *c, size_t from, size_t to)
{
    return (Token){kind, str_slice(c->text, from, to), c->from};
}

static Token wrong(const Cut *c, const char *says) { return (Token){TOKEN_WRONG, str_of(says), c->from}; }

static Token number(Cut *c)
{
    size_t i = c->from;
    while (is_digit(at(c->text, i))) i++;
    if (at(c->text, i) == '.') i++;
    while (is_digit(at(c->text, i))) i++;
    c->to = i;
    return token(TOKEN_NUMBER, c, c->from, i);
}

static Token quoted(Cut *c)
{
    char quote = c->text.p[c->from];
    Str rest = str_from(c->text, c->from + 1);
    size_t n = str_index(rest, quote);
    if (n == rest.n) return wrong(c, "Dấu nháy này không được đóng lại.");
    c->to = c->from + n + 2;
    return token(TOKEN_TEXT, c, c->from + 1, c->from + 1 + n);
}

static Token field(Cut *c)
{
    Str rest = str_from(c->text, c->from + 2);
    size_t n = str_index(rest, '}');
    if (n == rest.n) return wrong(c, "Tên trường viết trong ${…}: ở đây thiếu dấu }.");
    c->to = c->from + n + 3;
    Token t = token(TOKEN_FIELD, c, c->from + 2, c->from + 2 + n);
    t.text = str_trim(t.text);
    return t;
}

/* XPath's names have hyphens and points; one colon, of jr:choice-name. */
static Token name(Cut *c)
{
    size_t i = c->from;
    for (; is_letter(at(c->text, i)) || is_digit(at(c->text, i)) || (at(c->text, i) && strchr("-.:", at(c->text, i)));)
        i++;
    while (i > c->from && c->text.p[i - 1] == '.') i--; /* a point at its end is none of it */
    c->to = i;
    return token(TOKEN_NAME, c, c->from, i);
}

/* What is no sign of ours, and what to write instead. */
static const struct {
    const char *sign, *says;
} foreign[] = {
    {"==", "Không có phép «==»; viết một dấu =."},
    {"&&", "Không có phép «&&»; viết and."},
    {"||", "Không có phép «||»; viết or."},
    {"<>", "Không có phép «<>»; viết !=."},
    {"=<", "Không có phép «=<»; viết <=."},
    {"=>", "Không có phép «=>»; viết >=."},
    {"&", "Không có phép «&»; nối chữ bằng concat(…), nối điều kiện bằng and."},
    {"|", "Không có phép «|»; viết or."},
    {"%", "Không có phép «%»; phần dư của phép chia viết mod."},
    {"/", "Không có phép «/»; phép chia viết div, tên trường viết trong ${…}."},
    {"!", "Không có phép «!»; viết not(…)."},
    {"^", "Không có phép «^»; lũy thừa viết pow(a, b)."},
    {"[", "Không dùng được dấu [ ] ở đây; dòng thứ n của bảng viết indexed-repeat(${cột}, ${bảng}, n)."},
    {"@", "Không dùng được dấu @ ở đây."},
    {"$", "Tên trường viết trong ngoặc nhọn: ${tên}."},
    {"{", "Tên trường viết có dấu $ ở trước: ${tên}."},
    {"“", "Dấu nháy này cong; chữ viết giữa hai dấu nháy thẳng: '…'."},
    {"”", "Dấu nháy này cong; chữ viết giữa hai dấu nháy thẳng: '…'."},
    {"‘", "Dấu nháy này cong; chữ viết giữa hai dấu nháy thẳng: '…'."},
    {"’", "Dấu nháy này cong; chữ viết giữa hai dấu nháy thẳng: '…'."},
    {"≥", "Không có dấu «≥»; viết >=."},
    {"≤", "Không có dấu «≤»; viết <=."},
    {"≠", "Không có dấu «≠»; viết !=."},
    {"×", "Không có dấu «×»; viết *."},
    {"÷", "Không có dấu «÷»; viết div."},
    {"–", "Đây là gạch ngang dài; phép trừ viết bằng dấu -."},
    {"−", "Đây là dấu trừ của máy soạn thảo; viết bằng dấu -."},
};

static Token sign(Arena *mem, Cut *c)
{
    static const char *const two[] = {"!=", "<=", ">="};
    Str rest = str_from(c->text, c->from);
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (str_starts(rest, str_of(two[i]))) {
            c->to = c->from + 2;
            return token(TOKEN_SIGN, c, c->from, c->to);
        }
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (str_starts(rest, str_of(foreign[i].sign))) return wrong(c, foreign[i].says);
    if (strchr("(),+-*=<>", *rest.p) && *rest.p) {
        c->to = c->from + 1;
        return token(TOKEN_SIGN, c, c->from, c->to);
    }
    size_t n = 1;
    while (n < rest.n && ((unsigned char)rest.p[n] & 0xC0) == 0x80) n++;
    Str letter = str_slice(rest, 0, n);
    if (n == 1 && (*letter.p < ' ' || *letter.p > '~')) return wrong(c, "Ở đây có một ký tự không đọc được.");
    return (Token){TOKEN_WRONG,
                   str_format(mem, "Không hiểu «%.*s» ở đây; chữ viết giữa hai dấu nháy: '…'.", STR_ARGS(letter)),
                   c->from};
}

Token token_next(Arena *mem, Str text, size_t from, size_t *to)
{
    while (is_blank(at(text, from))) from++;
    Cut c = {text, from, from};
    char first = at(text, from);
    Token t;
    if (from >= text.n) t = (Token){TOKEN_END, .at = text.n};
    else if (is_digit(first) || (first == '.' && is_digit(at(text, from + 1)))) t = number(&c);
    else if (first == '\'' || first == '"') t = quoted(&c);
    else if (first == '$' && at(text, from + 1) == '{') t = field(&c);
    else if (is_letter(first)) t = name(&c);
    else if (first == '.' && at(text, from + 1) == '.') c.to += 2, t = token(TOKEN_PARENT, &c, from, c.to);
    else if (first == '.') c.to++, t = token(TOKEN_SELF, &c, from, c.to);
    else t = sign(mem, &c);
    *to = c.to;
    return t;
}
