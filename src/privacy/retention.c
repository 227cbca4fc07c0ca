// SPDX-License-Identifier: Apache-2.0
/* retention.c -- how long anything about a person is kept, as the notice shows it; jobs.c does it. */
#include "privacy/privacy.h"

const Retention retention[] = {
    {"Tài khoản và nhiệm vụ", "trong thời gian giữ nhiệm vụ, đến khi được yêu cầu xóa",
     "cần để giao việc; sau khi xóa chỉ còn mã số không dẫn đến ai"},
    {"Tài khoản không dùng", "khóa sau 45 ngày không đăng nhập", "TCVN 14423:2026; trừ người quản trị cuối cùng"},
    {"Phiên đăng nhập: thiết bị, địa chỉ mạng", "nhiều nhất 12 giờ, hoặc đến khi đăng xuất",
     "chỉ cần khi đang đăng nhập"},
    {"Số lần đăng nhập sai, dạng băm", "24 giờ", "chống dò mật khẩu"},
    {"Lời đề nghị nhiệm vụ chưa trả lời: họ tên, cơ quan, vai trò", "14 ngày, hoặc đến khi nhận",
     "chờ người được đề nghị trả lời"},
    {"Thiết bị và địa chỉ mạng từng đăng nhập, dạng băm", "90 ngày sau lần đăng nhập cuối, nhiều nhất 20 mục một người",
     "để người khác gõ sai mật khẩu không khóa được người dùng thật"},
    {"Khóa xác thực hai lớp chưa bật xong", "24 giờ", "để quét lại được sau khi tải lại trang"},
    {"Liên kết mời, đặt lại mật khẩu, dạng băm", "đến khi dùng hoặc hết hạn; hạn dài nhất 14 ngày",
     "dùng một lần rồi thôi"},
    {"Thư và tin nhắn chương trình gửi: địa chỉ, tiêu đề, nội dung",
     "30 ngày sau khi gửi xong, không gửi được hay bị bỏ", "để tìm lại thư không đến nơi"},
    {"Việc đã gửi một thư: lúc nào, cho mã số nào", "12 tháng", "để không gửi trùng"},
    {"Địa chỉ mạng và giá trị về cá nhân trong nhật ký", "12 tháng",
     "TCVN 14423:2026 buộc giữ nhật ký ít nhất 3 tháng; 12 tháng để đối chiếu trọn một mùa tổ chức và báo cáo năm"},
    {"Nhật ký: việc gì, lúc nào, mã số người làm", "lâu dài",
     "chuỗi nhật ký chứng minh không ai sửa; khi xóa một người, mã số không còn dẫn đến ai"},
    {"Đồng ý đã rút", "5 năm kể từ ngày rút",
     "phải chứng minh được sự đồng ý (Luật 91/2025/QH15 Điều 9); dài hơn thời hiệu đòi bồi thường 3 năm (Bộ luật Dân "
     "sự "
     "2015 Điều 588)"},
    {"Yêu cầu về dữ liệu đã giải quyết", "5 năm kể từ ngày giải quyết",
     "chứng minh đã trả lời đúng hạn; cùng lý do như trên"},
    {0},
};
