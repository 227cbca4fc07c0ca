// SPDX-License-Identifier: Apache-2.0
/* health.c -- what the administrator sees first: is there a copy, do letters leave, is there room. */
#include "portal/health.h"
#include "store/backup.h"
#include <string.h>
#include <sys/statvfs.h>

enum { BACKUP_LATE_HOURS = 36, HOUR_MS = 3600 * 1000 }; /* a nightly one that did not come */
enum { DISK_LITTLE = 10, DISK_LEAST = 3 };              /* per cent that are free */

static HealthState state_of_backup(const Ctx *c, const Health *h)
{
    if (h->is_shared) return HEALTH_UNKNOWN;
    if (!h->backup_at) return HEALTH_BAD;
    return c->now - h->backup_at > (int64_t)BACKUP_LATE_HOURS * HOUR_MS ? HEALTH_WARN : HEALTH_GOOD;
}

static HealthState state_of_mail(const Health *h)
{
    if (h->failed) return HEALTH_BAD;
    return h->has_mail ? HEALTH_GOOD : HEALTH_WARN;
}

/* Of the folder with the data file. */
static HealthState find_disk(Ctx *c, Health *h)
{
    struct statvfs about;
    Str path = str_of(store_path(c->store)), folder = S(".");
    for (size_t i = path.n; i-- > 0 && folder.p[0] == '.' && folder.n == 1;)
        if (path.p[i] == '/') folder = str_slice(path, 0, i ? i : 1);
    if (h->is_shared || statvfs(str_c(&c->mem, folder), &about) || !about.f_blocks) return HEALTH_UNKNOWN;
    h->free = (int64_t)about.f_bavail * (int64_t)about.f_frsize;
    h->all = (int64_t)about.f_blocks * (int64_t)about.f_frsize;
    int64_t share = h->free * 100 / h->all;
    return share < DISK_LEAST ? HEALTH_BAD : share < DISK_LITTLE ? HEALTH_WARN : HEALTH_GOOD;
}

Fail health_find(Ctx *c, Health *h)
{
    MailCounts mail;
    Str hosts[MAIL_CHANNELS];
    *h = (Health){.is_shared = store_is_shared(c), .backup_at = store_backed_up_at(c)};
    TRY(mail_count(c, &mail));
    TRY(mail_ways(c, hosts));
    h->has_mail = hosts[MAIL_LETTER].n;
    h->waiting = mail.n[MAIL_QUEUED] + mail.n[MAIL_SENDING], h->failed = mail.n[MAIL_FAILED] + mail.n[MAIL_UNSURE];
    h->backup = state_of_backup(c, h), h->mail = state_of_mail(h), h->disk = find_disk(c, h);
    return OK;
}
