// SPDX-License-Identifier: Apache-2.0
/* exchange.h -- what an exchange is made of: for the files that move it on (begin, head, asked, door, body, answer,
 * get, wait, cache, wall, live, exchange, and the loop that wakes it).  All others see only functions. */
#pragma once
#include "http/inside.h"

/* A request from its first line to the release of its answer.  A GET lives one call; a POST waits for the writer. */
struct Exchange {
    struct Loop *loop;
    Exchange *next; /* in a list: of idle ones, of finished ones */
    struct MHD_Connection *connection;
    char uri[URI_MAX];   /* as asked for, with query */
    size_t uri_length;   /* URI_MAX = it was longer */
    size_t authority;    /* how many bytes "http://host" had before the path */
    const char *refused; /* why its head cannot be understood in one way only; NULL = it can */
    Method method;
    bool is_other, began, takes_gzip; /* is_other: neither GET, HEAD nor POST */
    bool is_alone, is_stream;         /* live.c: nobody is there who asks; answered by a stream */
    unsigned methods;                 /* those that the path has: bit 1 << Method */
    enum { READING, WAITING, FINISHED } state;
    /* Of a POST: from malloc; of a large one a file, mapped when it is whole (body.c). */
    char *body;
    size_t body_length, body_room, body_seen;
    size_t body_max;   /* what the row takes; 0 = nobody asked yet: BODY_MAX */
    int body_file;     /* 0 = none */
    int64_t placed_at; /* when it began: monotonic, ms; with body_seen of then */
    size_t placed_seen;
    enum { BODY_GOOD, BODY_TOO_LARGE, BODY_NO_PLACE, BODY_TOO_SLOW } body_state;
    Fields fields;
    Told told;
    Arena whole;        /* of a POST */
    const Actor *actor; /* NULL = nobody is signed in */
    const char *go_to;  /* the page on which to do first what is missing; NULL = none */
    Ctx c;
    Request q;
    Preparation preparation;
    WriteJob job;
    Fail result;
    char why[WHY_ROOM];
    struct MHD_Response *response;
    bool is_not_kept; /* reply_not_kept */
    int status;
    int64_t started;
};

/* asked.c */
int64_t asked_seen(const Exchange *ex);         /* the newest commit that its browser knows of; 0 = none */
Fail asked_who(Ctx *c, void *exchange) CHECKED; /* as that browser may expect: not from before that commit */
Fail asked_route(Ctx *c, Exchange *ex) CHECKED;
void asked_search(Exchange *ex); /* what was looked for stands in the search field of the answer */
/* All that is checked before the handler: from where, which row, who may, fields, form, inputs. */
Fail asked_open(Ctx *c, Exchange *ex) CHECKED;

/* answer.c */
void answer_set(Ctx *c, Exchange *ex, Reply *r, size_t *bytes); /* the reply as ex->response; NULL = no memory */
enum MHD_Result answer_queue(Exchange *ex, struct MHD_Response *m, int status);
enum MHD_Result answer_own(Exchange *ex); /* ex->response, or a last resort that needs no memory of ours */
/* Draw what went wrong, on the loop's thread: the form again with what was typed, where its row says how. */
enum MHD_Result answer_failure(Exchange *ex, Fail kind, const char *why);

/* get.c, wait.c: `url` without "http://host" */
enum MHD_Result get_answer(Exchange *ex, const char *url);
bool wait_is_elsewhere(const Exchange *ex); /* its row takes long, and there are threads for that */
enum MHD_Result wait_post(Exchange *ex, const char *url);
enum MHD_Result wait_get(Exchange *ex, const char *url);
enum MHD_Result wait_over(Exchange *ex); /* it was resumed: answer */
