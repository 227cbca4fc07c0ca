// SPDX-License-Identifier: Apache-2.0
/* retention.c -- how long is kept what has no row of people/personal.h, as the notice shows it below those; jobs.c does
 * it. */
#include "privacy/privacy.h"

const Retention retention[] = {
    {"Tài khoản: họ tên, tên đăng nhập, thư, điện thoại, mật khẩu dạng băm", "đến khi được yêu cầu xóa",
     "cần để giao việc; sau khi xóa chỉ còn mã số không dẫn đến ai"},
    {"Tài khoản không dùng", "khóa sau 45 ngày không đăng nhập", "TCVN 14423:2026; trừ người quản trị cuối cùng"},
    {"Số lần đăng nhập sai, dạng băm", "24 giờ", "chống dò mật khẩu"},
    {0},
};
