// SPDX-License-Identifier: Apache-2.0
/* sanitized.h -- whether the program was built with the address sanitizer, which takes terabytes of addresses, looks at
 * /proc and has threads: limits and measures of memory make no sense then. */
#pragma once

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif
#else
enum { SANITIZED = 0 };
#endif
