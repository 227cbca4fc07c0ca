// SPDX-License-Identifier: Apache-2.0
/* report.h -- documents that go out: the register of their numbers, drafts that write themselves, issuing, who read
 * them.
 *
 * A document is `draft` until somebody issues it: then it has a number and a day, and nothing of it changes any more.
 * Its text stands in parts; a figure in a text is a reference, "{214|s3}": what it counts stands in a row beside it,
 * what it says changes only when a person takes the newer one.  README.md says the words and the rules.
 *
 * Rights: report.read, report.write, report.issue (who keeps the register, too); letter.read at who received one. */
#pragma once
#include "figures/figures.h"
#include "http/route.h"
#include "paper/paper.h"
#include "people/people.h"

/* -- the register (register.c) ---------------------------------------------------------------------------------- */

/* Numbers of official letters, whose symbol has no type (Decree 30/2020/NĐ-CP, appendix III). */
#define REGISTER_LETTERS "CV"
Str register_type(PaperKind kind); /* "BC"; REGISTER_LETTERS */

enum {
    REGISTER_TEXT_MAX = 1000, /* of subject, signer, receivers, note: letters */
    REGISTER_NUMBER_MAX = 999999,
    REGISTER_PAGE = 50,
    REGISTER_KEEP_MAX = 20 /* numbers that may be kept at once, of one register: more would hide gaps */
};

/* symbol, in tables, as pages say it */
#define NUMBER_STATES(X)                                                                                               \
    X(USED, "used", "đã cấp")                                                                                          \
    X(KEPT, "kept", "dành sẵn")                                                                                        \
    X(VOID, "void", "đã hủy")                                                                                          \
    X(PAPER, "paper", "sổ giấy")
typedef enum {
#define X(symbol, key, name) NUMBER_##symbol,
    NUMBER_STATES(X)
#undef X
        NUMBER_STATE_COUNT
} NumberState;
typedef struct {
    const char *key, *name;
} NumberStateRow;
extern const NumberStateRow number_states[NUMBER_STATE_COUNT];

/* One number.  `number` is 0 before it is given. */
typedef struct {
    Id id, document;
    int year, number;
    Str org, type, unit; /* unit: of letters, who drafts */
    NumberState state;
    Str symbol; /* "12/BC-STTTT" */
    Day day;
    Str subject, signer, receivers, note;
} RegisterNumber;
typedef LIST(RegisterNumber) RegisterNumberList;

/* In a write: the next number of the register of n->org, n->type and the year of n->day; sets year, number, symbol, id.
 * Numbers follow days: FAIL_INPUT with a sentence for a day to come, one before the last number's (a number that was
 * kept for it can be used), one of more than a working day ago (article 18.1). */
Fail register_take(Ctx *c, RegisterNumber *n) CHECKED;
/* In a write: a number that waits for a document; `note` says for which.  Its day is the first on which it may be used.
 */
Fail register_keep(Ctx *c, RegisterNumber *n) CHECKED;
/* In a write: a number that was kept gets its document: `n` as in register_take.  Its day must lie between those of its
 * neighbours. */
Fail register_use(Ctx *c, Id kept, RegisterNumber *n) CHECKED;
/* In a write: a kept number that no document will have stays in the register, struck out, with the reason. */
Fail register_void(Ctx *c, Id kept, Str why) CHECKED;
/* In a write: the first `last` numbers of a year are in the register on paper.  FAIL_CONFLICT once one was given here.
 */
Fail register_begin_after(Ctx *c, Str org, Str type, int year, int last) CHECKED;

typedef struct {
    Str org, type; /* empty = of all */
    int year;
    Str query; /* words of symbol, subject, receivers, signer; marks do not count */
    Str after; /* *next of the page before */
    int most;  /* 0 = REGISTER_PAGE */
} RegisterChoice;
/* The newest number first. */
Fail register_list(Ctx *c, const RegisterChoice *choice, RegisterNumberList *list, Str *next) CHECKED;
Fail register_number(Ctx *c, Id id, RegisterNumber *n) CHECKED; /* FAIL_MISSING with a sentence */
/* Those kept of one register, the lowest first. */
Fail register_kept(Ctx *c, Str org, Str type, int year, RegisterNumberList *list) CHECKED;
/* Numbers that should be there and are not; 0 by construction. */
Fail register_gaps(Ctx *c, Str org, Str type, int year, int *gaps) CHECKED;

/* -- how an agency writes (agency.c) ---------------------------------------------------------------------------- */

enum { AGENCY_SYMBOL_MAX = 20, AGENCY_PLACE_MAX = 60 };
typedef struct {
    Str code, name, kind, parent, parent_name; /* of the directory, on c->today; name in full */
    Str symbol, unit, place;                   /* "STTTT", "CNTT", "Bắc Giang" */
} ReportAgency;
Fail report_agency(Ctx *c, Str code, ReportAgency *agency) CHECKED;
Fail report_agency_set(Ctx *c, Str code, Str symbol, Str unit, Str place) CHECKED; /* in a write */
/* What may issue documents for whoever is signed in: their agency, and the people's committee above it. */
Fail report_issuers(Ctx *c, StrList *codes, StrList *names) CHECKED;

/* -- who signs (signer.c) ------------------------------------------------------------------------------------------ */

typedef struct {
    Id duty;
    Str name, post; /* without titles; "Phó Chủ tịch" */
    PaperSigner as; /* as the decree writes it: TM., KT., TL., TUQ., Q. */
    Str lines;      /* above the signature, joined by '\n' */
} ReportSigner;
typedef LIST(ReportSigner) ReportSignerList;
/* Whose duty on `day` lets them sign for the agency: its leaders, who acts for them, the heads of what stands under a
 * people's committee.  by_head: the head's own competence, not the committee's. */
Fail report_signers(Ctx *c, Str org, bool by_head, Day day, ReportSignerList *signers) CHECKED;
/* One of them; FAIL_INPUT with a sentence when the duty has ended by that day, or was never one that signs. */
Fail report_signer(Ctx *c, Str org, bool by_head, Id duty, Day day, ReportSigner *signer) CHECKED;

/* -- documents (document.c) ---------------------------------------------------------------------------------------- */

/* symbol, in tables and addresses, name, kind of the decree, signed by the head's own competence */
#define DOCUMENT_KINDS(X)                                                                                              \
    X(CONSOLIDATED, "bao-cao", "Báo cáo tổng hợp", PAPER_REPORT, false)                                                \
    X(URGING, "don-doc", "Công văn đôn đốc", PAPER_LETTER, false)                                                      \
    X(ASSIGNMENT, "giao-viec", "Phiếu giao việc", PAPER_ASSIGNMENT, false)                                             \
    X(INVITATION, "giay-moi", "Giấy mời", PAPER_INVITATION, false)                                                     \
    X(SUBMISSION, "to-trinh", "Tờ trình", PAPER_SUBMISSION, false)                                                     \
    X(DECISION, "quyet-dinh", "Quyết định", PAPER_DECISION, true)                                                      \
    X(NOTICE, "thong-bao", "Thông báo kết luận", PAPER_NOTICE, false)                                                  \
    X(MINUTES, "bien-ban", "Biên bản", PAPER_MINUTES, false)
typedef enum {
#define X(symbol, key, name, paper, by_head) DOCUMENT_##symbol,
    DOCUMENT_KINDS(X)
#undef X
        DOCUMENT_KIND_COUNT
} DocumentKind;
typedef struct {
    const char *key, *name;
    PaperKind paper;
    bool by_head;
} DocumentKindRow;
extern const DocumentKindRow document_kinds[DOCUMENT_KIND_COUNT];
DocumentKind document_kind_of(Str key); /* DOCUMENT_KIND_COUNT when there is none */

#define DOCUMENT_STATES(X)                                                                                             \
    X(DRAFT, "draft", "Dự thảo")                                                                                       \
    X(ISSUED, "issued", "Đã ban hành")                                                                                 \
    X(DROPPED, "dropped", "Đã bỏ")
typedef enum {
#define X(symbol, key, name) DOCUMENT_##symbol,
    DOCUMENT_STATES(X)
#undef X
        DOCUMENT_STATE_COUNT
} DocumentState;
typedef struct {
    const char *key, *name;
} DocumentStateRow;
extern const DocumentStateRow document_states[DOCUMENT_STATE_COUNT];

/* Of what a report speaks: a whole plan, one agency, one agency and all under it (a district). */
typedef enum { SCOPE_PLAN, SCOPE_AGENCY, SCOPE_BRANCH, REPORT_SCOPES } ReportScope;
extern const char *const report_scopes[REPORT_SCOPES]; /* in tables and addresses */

enum {
    PART_TEXT_MAX = 20000, /* letters of one part */
    DOCUMENT_LINE_MAX = 4000,
    DOCUMENT_PAGE = 25,
    DRAFT_LINES_MAX = 8,    /* groups of agencies' words under one activity; the rest is counted */
    DRAFT_NAMES_MAX = 6,    /* agencies named behind a line; the rest is counted */
    DRAFT_TASKS_MAX = 50000 /* of one report: more is refused, by district it fits */
};

typedef struct {
    Id id, plan, about;
    DocumentKind kind;
    DocumentState state;
    ReportScope scope;
    Str scope_org, org;                    /* whom it speaks of; who issues it */
    Day as_of, day;                        /* day: of what was issued; else NO_DAY */
    Str subject, receivers, copies, bases; /* the last three: a line each */
    Str symbol, place, capacity, signer;
    Str digest;
    Id template; /* of what was issued: the office's template that it was made with; 0 = the program's own layout */
    int version;
    int64_t made_at, issued_at;
    Id person;
    Str person_name; /* who made it */
} Document;
typedef LIST(Document) DocumentList;
Fail document_by_id(Ctx *c, Id id, Document *d) CHECKED; /* FAIL_MISSING with a sentence */
typedef struct {
    DocumentState state; /* DOCUMENT_STATE_COUNT = drafts and issued */
    Id plan;
    const char *kind; /* its key; NULL = any */
    Str org;          /* of who issues it; empty = any */
    Id before;
    int most; /* 0 = DOCUMENT_PAGE */
} DocumentChoice;
Fail document_list(Ctx *c, const DocumentChoice *choice, DocumentList *list, Id *next) CHECKED; /* the newest first */

typedef struct {
    Id id;
    Str key, marker, heading, text, source, facts;
    int level; /* of the heading: 0 = none, 1 = "I.", 2 = "1.", 3 = "1.1." */
    bool is_needed;
    int version;
} DocumentPart;
typedef LIST(DocumentPart) DocumentPartList;
Fail document_parts(Ctx *c, Id document, DocumentPartList *parts) CHECKED; /* in order */
Fail document_part(Ctx *c, Id document, Id part, DocumentPart *p) CHECKED; /* FAIL_MISSING with a sentence */

/* -- figures (figure.c) ---------------------------------------------------------------------------------------------
 */

/* symbol, in tables, what it counts */
#define DOCUMENT_FIGURES(X)                                                                                            \
    X(GIVEN, "given", "việc đã giao")                                                                                  \
    X(DONE, "done", "việc đã hoàn thành")                                                                              \
    X(IN_TIME, "in_time", "việc hoàn thành đúng hạn")                                                                  \
    X(LATE, "late", "việc hoàn thành quá hạn")                                                                         \
    X(TERM, "term", "việc đang trong hạn")                                                                             \
    X(UNDATED, "undated", "việc đang thực hiện, không có hạn")                                                         \
    X(OVERDUE, "overdue", "việc quá hạn chưa hoàn thành")                                                              \
    X(STOPPED, "stopped", "việc tạm dừng hoặc hủy")                                                                    \
    X(AGENCIES, "agencies", "cơ quan chủ trì")                                                                         \
    X(SILENT, "silent", "cơ quan chưa báo cáo")                                                                        \
    X(EVIDENCE, "evidence", "minh chứng")                                                                              \
    X(DIFFICULTIES, "difficulties", "khó khăn, vướng mắc")                                                             \
    X(SOLVED, "solved", "khó khăn đã giải quyết")                                                                      \
    X(WAITING, "waiting", "khó khăn đang chờ xử lý")                                                                   \
    X(URGED, "urged", "lượt đôn đốc")                                                                                  \
    X(VALUE, "value", "số liệu các cơ quan báo cáo")                                                                   \
    X(TARGET, "target", "chỉ tiêu")
typedef enum {
#define X(symbol, key, name) FIGURE_##symbol,
    DOCUMENT_FIGURES(X)
#undef X
        FIGURE_COUNT
} FigureKind;
typedef struct {
    const char *key, *name;
} FigureKindRow;
extern const FigureKindRow figure_kinds[FIGURE_COUNT];

/* What a figure of a document counts, and what it says there. */
typedef struct {
    int nth; /* "{214|s3}": 3 */
    FigureKind kind;
    Id node;            /* of one activity; 0 = of all */
    Str words, unit;    /* of a figure that agencies report: what it is */
    int64_t value, now; /* as the text has it; as it is now, on the document's day */
    Str path;           /* of the records that it counts; empty = none */
} DocumentFigure;
typedef LIST(DocumentFigure) DocumentFigureList;
/* With `now` when `fresh`. */
Fail document_figures(Ctx *c, const Document *d, bool fresh, DocumentFigureList *figures) CHECKED;
const DocumentFigure *figure_nth(const DocumentFigureList *figures, int nth); /* NULL = there is none */

/* A text cut at its figures. */
typedef struct {
    Str text;                     /* plain, or of a figure its number */
    const DocumentFigure *figure; /* NULL = plain text */
} TextPiece;
typedef LIST(TextPiece) TextPieceList;
void text_pieces(Arena *a, Str text, const DocumentFigureList *figures, TextPieceList *pieces);
/* What was typed: every figure must be one of the document's, and say what it says there.  FAIL_INPUT with a sentence
 * that tells what to do instead. */
Fail text_check(Ctx *c, Str text, const DocumentFigureList *figures) CHECKED;

/* -- drafting --------------------------------------------------------------------------------------------------------
 */

/* What somebody asks for: the rest is made of it. */
typedef struct {
    DocumentKind kind;
    Id plan, about; /* of ASSIGNMENT the task, of URGING the urging; 0 = none */
    ReportScope scope;
    Str scope_org, org;
    Day as_of;
    Str subject;                  /* empty = as its kind has it */
    Str receivers;                /* lines; likewise */
    Str what, when, where, chair; /* of INVITATION, NOTICE, MINUTES, SUBMISSION, DECISION */
    Str who;                      /* lines: who is invited, who was there, who is awarded */
} DraftOrder;

typedef struct {
    Document document; /* without id */
    DocumentPartList parts;
    DocumentFigureList figures;
    PlanCard plan;
} Draft;
/* Without writing: FAIL_INPUT, FAIL_CONFLICT with a sentence. */
Fail draft_make(Ctx *c, const DraftOrder *order, Draft *draft) CHECKED;
/* In a write: keep it. */
Fail draft_keep(Ctx *c, const Draft *draft, Id *document) CHECKED;

/* -- editing, all in a write ------------------------------------------------------------------------------------------
 */

/* FAIL_CONFLICT when the part is newer than `seen`, or the document is no draft any more. */
Fail part_save(Ctx *c, Id document, Id part, int seen, Str text) CHECKED;
/* The text of version `to` (after it) of a part again. */
Fail part_restore(Ctx *c, Id document, Id part, int seen, int to) CHECKED;
typedef struct {
    Str subject, receivers, copies, bases;
} DocumentHead;
Fail document_head_save(Ctx *c, Id document, int seen, const DocumentHead *head) CHECKED;
Fail document_drop(Ctx *c, Id document) CHECKED;

/* What a draft of now would say otherwise. */
typedef struct {
    Id part;                               /* 0 = it has no such part yet */
    Str key, heading, text, source, fresh; /* fresh: as a draft of now has it, in figures of this document */
    bool is_edited;                        /* somebody changed what the draft wrote */
} PartOffer;
typedef LIST(PartOffer) PartOfferList;
/* As of the document's day, or of c->today when `today`. */
Fail document_offers(Ctx *c, const Document *d, bool today, PartOfferList *parts, DocumentFigureList *figures) CHECKED;
/* Take the newer number of one figure (nth), of all (0). */
Fail figures_take(Ctx *c, Id document, int nth) CHECKED;
/* Take the newer draft of one part. */
Fail part_take(Ctx *c, Id document, Id part, int seen) CHECKED;
/* The whole report as of today: numbers, and texts that nobody changed; *kept = parts that stayed as people wrote them.
 */
Fail document_to_today(Ctx *c, Id document, int *kept) CHECKED;

typedef struct {
    int version;
    Str act, part_heading, before, after, person_name;
    Id part;
    int64_t at;
} DocumentEdit;
typedef LIST(DocumentEdit) DocumentEditList;
Fail document_edits(Ctx *c, Id document, DocumentEditList *edits) CHECKED; /* the newest first */
/* A part's text as of a version. */
Fail part_as_of(Ctx *c, Id document, const DocumentPart *part, int version, Str *text) CHECKED;

/* What changed between two texts, word by word. */
typedef struct {
    enum { DIFF_SAME, DIFF_GONE, DIFF_NEW } kind;
    Str text;
} DiffPiece;
typedef LIST(DiffPiece) DiffPieceList;
enum { DIFF_WORDS_MAX = 3000 }; /* longer texts are told as one piece gone and one new */
void text_diff(Arena *a, Str before, Str after, DiffPieceList *pieces);

/* -- issuing (issue.c)
 * ------------------------------------------------------------------------------------------------- */

typedef struct {
    Id duty;  /* of the signer */
    Day day;  /* of the document */
    Id kept;  /* a number that was kept for it; 0 = the next */
    Str unit; /* of a letter: who drafts it; empty = as the agency has it */
} IssueOrder;
/* In a write: number, day, signer; its text, figures and annexes are frozen, their digest is in the journal. FAIL_INPUT
 * with a sentence for a signer whose duty has ended, a day, a part that is still to be written; FAIL_CONFLICT when it
 * was issued already, or version `seen` is not the newest any more. */
Fail document_issue(Ctx *c, Id document, int seen, const IssueOrder *order) CHECKED;

/* Whether an issued document's frozen text is still what was issued. */
Fail document_verify(Ctx *c, const Document *d, bool *is_whole) CHECKED;

/* As a file: a draft as it stands now, an issued one as it was issued. */
typedef enum { REPORT_DOCX, REPORT_PDF, REPORT_XLSX, REPORT_FILES } ReportFile;
extern const char *const report_extensions[REPORT_FILES]; /* ".docx" … */
Fail document_file(Ctx *c, const Document *d, ReportFile file, Str site, Str *bytes) CHECKED;
/* The same of a draft that is kept nowhere: for the command. */
Fail draft_file(Ctx *c, const Draft *draft, ReportFile file, Str site, Str *bytes) CHECKED;
const char *report_media_type(ReportFile file);
/* "bao-cao-12-bc-ubnd.docx" */
Str document_file_name(Ctx *c, const Document *d, ReportFile file);

/* -- many at once (batch.c)
 * ---------------------------------------------------------------------------------------------- */

#define BATCH_STATES(X)                                                                                                \
    X(WAITING, "waiting", "đang lập")                                                                                  \
    X(DONE, "done", "lập xong")                                                                                        \
    X(CANCELLED, "cancelled", "dừng")                                                                                  \
    X(FAILED, "failed", "hỏng")
typedef enum {
#define X(symbol, key, name) BATCH_##symbol,
    BATCH_STATES(X)
#undef X
        BATCH_STATE_COUNT
} BatchState;
typedef struct {
    const char *key, *name;
} BatchStateRow;
extern const BatchStateRow batch_states[BATCH_STATE_COUNT];
enum { BATCH_PAGE = 20 };
typedef struct {
    Id id, plan;
    ReportScope scope; /* SCOPE_BRANCH: a report of each district; SCOPE_AGENCY: of each department */
    Str org;           /* that issues them */
    Day as_of;
    BatchState state;
    int done, wanted;
    Str note, person_name;               /* note: why it failed */
    int64_t made_at, begun_at, ended_at; /* 0 = not yet */
} Batch;
typedef LIST(Batch) BatchList;
Fail batch_list(Ctx *c, BatchList *list) CHECKED; /* the newest first */
/* In a write: ask for a report of each; *batch.  The job makes them, one after the other (batch_job). */
Fail batch_add(Ctx *c, Id plan, ReportScope scope, Str org, Day as_of, Id *batch) CHECKED;
Fail batch_cancel(Ctx *c, Id batch) CHECKED; /* in a write: what is there already stays */
/* Not in a write; c->store is a reader's: make one more; *more = there may be further ones. */
Fail batch_step(Ctx *c, Store *store, bool *more) CHECKED;
Fail batch_job(Ctx *c, const JobPlace *place) CHECKED;

/* -- letters inside the program (send.c)
 * ------------------------------------------------------------------------------- */

/* symbol, in tables */
typedef enum { SENT_DOCUMENT, SENT_PLAN, SENT_KINDS } SentKind;
extern const char *const sent_kinds[SENT_KINDS];

/* What an agency was sent: it stands among its letters until somebody there says that it was read. */
typedef struct {
    Id id, thing;
    SentKind kind;
    Str org, org_name;
    Str title, symbol, from; /* of what was sent; the agency that issued it */
    Day day, read_day;       /* NO_DAY = nobody has read it */
    int64_t sent_at, read_at;
    Str reader; /* name */
} Receipt;
typedef LIST(Receipt) ReceiptList;
enum { RECEIPT_PAGE = 40 };
Fail receipt_by_id(Ctx *c, Id id, Receipt *r) CHECKED; /* FAIL_MISSING with a sentence */
/* To whom it was sent, by name of the agency. */
Fail receipts_of(Ctx *c, SentKind kind, Id thing, ReceiptList *list) CHECKED;
/* What an agency was sent, the newest first; all of it, or what nobody has read. */
Fail receipts_to(Ctx *c, Str org, bool only_unread, Id before, int most, ReceiptList *list, Id *next) CHECKED;
/* How many letters of an agency nobody has read; of a thing, how many agencies. */
Fail receipts_unread(Ctx *c, Str org, int *n) CHECKED;
/* Codes of the agencies that a document speaks to: whom it urges or gives work; else all that lead tasks of its plan.
 */
Fail receivers_of(Ctx *c, const Document *d, StrList *orgs) CHECKED;
Fail plan_receivers(Ctx *c, Id plan, StrList *orgs) CHECKED;

/* In a write: send it to those agencies that have it not yet; officials and heads hear of it by mail, too.  Of a
 * document that was issued, of an active plan: FAIL_CONFLICT. */
Fail receipts_send(Ctx *c, SentKind kind, Id thing, const StrList *orgs, int *sent) CHECKED;
Fail receipt_confirm(Ctx *c,
                     Id receipt) CHECKED; /* in a write: somebody of the agency has read it; again = as it was */
