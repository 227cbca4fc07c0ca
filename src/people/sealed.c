// SPDX-License-Identifier: Apache-2.0
/* sealed.c -- keys of second factors: in the data only encrypted, bound to their person, with a key that lies outside
 * (store_key_file).  Whoever has the data without that file can make no codes. */
#include "people/inside.h"
#include <stdio.h>

static Str about(Arena *a, Id person) { return str_format(a, "second %d %lld", (int)OFFICE, (long long)person); }

static Fail no_place(Ctx *c)
{
    return fail(c, FAIL_CONFLICT,
                "Kho dùng chung cần một tệp khóa cho xác thực hai lớp. Hãy chạy với --key-file TỆP, cùng một tệp ở mọi "
                "máy.");
}

/* -- which key holds ----------------------------------------------------------------------------------------- */

static Fail newest_name(Ctx *c, Str *name)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT name FROM second_key WHERE office_id = $1 ORDER BY made_at DESC, name LIMIT 1",
                    OFFICE));
    *name = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    return rows_end(&r);
}

/* Behind all others, also when the clock went back meanwhile. */
static Fail note_name(Ctx *c, const Key *key)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT coalesce(max(made_at), 0) FROM second_key WHERE office_id = $1", OFFICE));
    int64_t last = row_integer(&r, 0);
    TRY(rows_end(&r));
    return store_run(c,
                     "INSERT INTO second_key (office_id, name, made_at) VALUES ($1, $2, $3) "
                     "ON CONFLICT (office_id, name) DO UPDATE SET made_at = excluded.made_at",
                     OFFICE, str_of(key->name), c->now > last ? c->now : last + 1);
}

static Fail lost(Ctx *c, const char *path)
{
    c->why[0] = 0;
    return fail(c, FAIL_CONFLICT,
                "Tệp khóa '%s' thiếu, hoặc không phải khóa của kho này: mã xác thực hai lớp không dùng được. Hãy chép "
                "lại tệp khóa đã cất; nếu đã mất hẳn, hãy chạy 'ngayso key --new'.",
                path);
}

/* In a write: the key that holds, made at first need. */
static Fail key_for_sealing(Ctx *c, Key *key)
{
    Str name;
    Keys keys;
    const char *path = store_key_file(c);
    if (!path) return no_place(c);
    TRY(newest_name(c, &name));
    Fail found = keys_read(c, path, &keys);
    if (found == FAIL_MISSING && !name.n) {
        c->why[0] = 0;
        TRY(keys_add(c, path));
        found = keys_read(c, path, &keys);
    }
    if (found == FAIL_MISSING) return lost(c, path);
    TRY(found);
    const Key *holds = name.n ? key_named(&keys, name) : &keys.at[keys.n - 1];
    if (holds) *key = *holds;
    keys_wipe(&keys);
    if (!holds) return lost(c, path);
    return name.n ? OK : note_name(c, key);
}

/* -- sealing and opening ------------------------------------------------------------------------------------- */

Fail second_seal(Ctx *c, Id person, Str key, Str *sealed)
{
    Key holds;
    TRY(key_for_sealing(c, &holds));
    *sealed = seal(&c->mem, &holds, about(&c->mem, person), key);
    key_wipe(&holds);
    return OK;
}

/* *key is empty when the key file does not open it. */
Fail second_open(Ctx *c, Id person, Str kept, Str *key)
{
    Keys keys;
    const char *path = store_key_file(c);
    *key = seal_is_one(kept) ? (Str){0} : kept;
    if (!seal_is_one(kept)) return OK;
    Fail read = path ? keys_read(c, path, &keys) : FAIL_MISSING;
    if (read) {
        fprintf(stderr, "ngayso: %s\n", path ? c->why : "--key-file");
        c->why[0] = 0;
        return OK;
    }
    if (!seal_open(&c->mem, &keys, about(&c->mem, person), kept, key)) *key = (Str){0};
    keys_wipe(&keys);
    return OK;
}

/* -- at start ------------------------------------------------------------------------------------------------- */

typedef struct {
    Id person;
    Str key;
} Plain;

static Fail plain_ones(Ctx *c, Plain **plain, size_t *n)
{
    Rows r;
    LIST(Plain) all = {0};
    TRY(store_query(c, &r, "SELECT id, totp_key FROM person WHERE office_id = $1 AND totp_key <> '' ORDER BY id",
                    OFFICE));
    while (rows_next(&r))
        if (!seal_is_one(row_text(&r, 1))) *list_add(&c->mem, &all) = (Plain){row_integer(&r, 0), row_text(&r, 1)};
    *plain = all.at, *n = all.n;
    return rows_end(&r);
}

Fail people_seal_seconds(Ctx *c)
{
    Plain *plain;
    size_t n;
    Str name, sealed;
    Key holds;
    TRY(newest_name(c, &name));
    TRY(plain_ones(c, &plain, &n));
    if (!name.n && !n) return OK;
    TRY(key_for_sealing(c, &holds));
    key_wipe(&holds);
    for (size_t i = 0; i < n; i++) {
        TRY(second_seal(c, plain[i].person, plain[i].key, &sealed));
        TRY(store_run(c, "UPDATE person SET totp_key = $3 WHERE office_id = $1 AND id = $2", OFFICE, plain[i].person,
                      sealed));
        TRY(journal_write(
            c, (JournalEntry){.act = "Mã hóa khóa xác thực hai lớp", .object = "person", .id = plain[i].person}));
    }
    return OK;
}

/* -- by command ----------------------------------------------------------------------------------------------- */

Fail second_key_new(Ctx *c)
{
    Keys keys;
    const char *path = store_key_file(c);
    if (!path) return no_place(c);
    TRY(keys_add(c, path));
    TRY(keys_read(c, path, &keys));
    Fail result = note_name(c, &keys.at[keys.n - 1]);
    keys_wipe(&keys);
    return result ? result : journal_write(c, (JournalEntry){.act = "Thay khóa mã hóa", .object = "key"});
}

Fail second_key_report(Ctx *c, SecondKeyReport *k)
{
    Rows r;
    Keys keys = {0};
    *k = (SecondKeyReport){.path = store_key_file(c)};
    Fail read = k->path ? keys_read(c, k->path, &keys) : FAIL_MISSING;
    k->problem = read && k->path ? str_copy(&c->mem, str_of(c->why)) : (Str){0};
    c->why[0] = 0;
    TRY(newest_name(c, &k->name));
    TRY(store_query(c, &r, "SELECT totp_key FROM person WHERE office_id = $1 AND totp_key <> ''", OFFICE));
    while (rows_next(&r)) {
        bool good = !seal_is_one(row_text(&r, 0)) || key_named(&keys, seal_key_name(row_text(&r, 0))) != NULL;
        k->good += good, k->lost += !good;
    }
    keys_wipe(&keys);
    return rows_end(&r);
}
