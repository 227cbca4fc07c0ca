// SPDX-License-Identifier: Apache-2.0
/* open -- what every program with a data file pays: start, open FILE with SQLite, ask it one thing, end. */
#include <sqlite3.h>

int main(int argc, char **argv)
{
    sqlite3 *db;
    if (argc != 2 || sqlite3_open(argv[1], &db)) return 2;
    return sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", 0, 0, 0);
}
