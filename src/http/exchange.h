// SPDX-License-Identifier: Apache-2.0
/* exchange.h -- what an exchange is made of: for the files that move it on (begin, head, body, door, cache, wall, live,
 * exchange, and the loop that wakes it).  All others see only functions. */
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
    size_t body_max; /* what the row takes; 0 = nobody asked yet: BODY_MAX */
    int body_file;   /* 0 = none */
    enum { BODY_GOOD, BODY_TOO_LARGE, BODY_NO_PLACE } body_state;
    Fields fields;
    const char *ruled;  /* the declared input that a rule spoke of */
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
