// SPDX-License-Identifier: Apache-2.0
/* testing.h -- cmocka, as our tests use it; for *_test.c only. */
#pragma once
#include "base/fail.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#undef fail /* ours is in base/fail.h */

#include <stdlib.h>
#include <unistd.h>

/* Where a test keeps its files: in memory where there is room, because nothing that it writes must survive a power cut.
 */
static inline const char *test_folder(void) { return access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm"; }

/* Something random or long is done `few` times in the inner loop, `many` in `make test`, which sets NGAYSO_TEST_LONG.
 */
static inline int test_times(int few, int many) { return getenv("NGAYSO_TEST_LONG") ? many : few; }

/* No test counts on time passing: it waits for what can be seen, however loaded the machine is.  Only what never comes
 * ends after minutes. */
enum { TEST_PATIENCE_MS = 180000 };
#define wait_for(condition)                                                                                            \
    do {                                                                                                               \
        for (int looks_ = 0; !(condition); looks_++) {                                                                 \
            if (looks_ >= TEST_PATIENCE_MS) test_fails("waited in vain for %s", #condition);                           \
            usleep(1000);                                                                                              \
        }                                                                                                              \
    } while (0)

/* On a thread that is not the test's, where no test can fail: what never ends says so and ends the program. */
#define hold_while(condition)                                                                                          \
    do {                                                                                                               \
        for (int looks_ = 0; (condition); looks_++) {                                                                  \
            if (looks_ >= TEST_PATIENCE_MS) {                                                                          \
                print_error("%s:%d: held in vain while %s\n", __FILE__, __LINE__, #condition);                         \
                abort();                                                                                               \
            }                                                                                                          \
            usleep(1000);                                                                                              \
        }                                                                                                              \
    } while (0)

/* End the test with a message: printf. */
#define test_fails(...)                                                                                                \
    do {                                                                                                               \
        print_error(__VA_ARGS__);                                                                                      \
        print_error("\n");                                                                                             \
        _fail(__FILE__, __LINE__);                                                                                     \
    } while (0)

#define assert_str(actual, expected)                                                                                   \
    do {                                                                                                               \
        Str actual_ = (actual), expected_ = (expected);                                                                \
        if (!str_equal(actual_, expected_))                                                                            \
            test_fails("%s is \"%.*s\", not \"%.*s\"", #actual, STR_ARGS(actual_), STR_ARGS(expected_));               \
    } while (0)
