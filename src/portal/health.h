// SPDX-License-Identifier: Apache-2.0
/* health.h -- whether the installation is well: for the first page of who keeps it. */
#pragma once
#include "mail/mail.h"
#include "store/store.h"

/* UNKNOWN: others know (a PostgreSQL server has its own copies and disks). */
typedef enum { HEALTH_GOOD, HEALTH_WARN, HEALTH_BAD, HEALTH_UNKNOWN } HealthState;
typedef struct {
    HealthState backup, mail, disk;
    bool is_shared, has_mail; /* has_mail: letters can leave */
    int64_t backup_at;        /* 0 = never */
    int64_t waiting, failed;  /* letters; failed: refused, or nobody knows */
    int64_t free, all;        /* bytes of the disk with the data; 0 = not known */
} Health;
Fail health_find(Ctx *c, Health *h) CHECKED;
