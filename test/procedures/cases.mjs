// SPDX-License-Identifier: Apache-2.0
// cases.mjs -- the plan's thirteen procedures: who applies (nobody = a stranger), what the filler cannot guess, and each move
// to the end: [who, move, the state it leads to, answers].  `nop` is the applicant.
//   indicator: the figure that the moves add to, and by how much; counter: the label of the figure on the page of counters.
const XA = "X07201", xa = "x07201", PHONE = "0912 345 678";
const supplement = (who, move, back, state, waiting, field, value) => [
  [who, move, waiting, { _muc: field, _bo_sung: "Ghi rõ hơn." }],
  ["nop", back, state, { [field]: value }],
];

export const cases = [
  {
    code: "bang-ron", draft: true,
    answers: { don_vi: "Công ty Sao Mai", thong_diep: "khac", noi_dung: "Chuyển đổi số vì người dân", so_luong: 12, so_chiec: 12, tai_tro: "true", ty_le: "15", xa: XA, xa_chinh: XA, "thoi_gian-tu": "2024-10-05", "thoi_gian-den": "2024-10-15", dien_thoai: PHONE },
    moves: [
      ...supplement("svhttdl", "yeu_cau_bo_sung", "bo_sung", "Chờ tiếp nhận", "Chờ bổ sung", "dia_chi", "Số 9 đường Hùng Vương"),
      ["svhttdl", "tiep_nhan", "Đang thẩm định"],
      ["svhttdl", "chap_thuan", "Đã chấp thuận", { luu_y: "Tháo dỡ đúng hạn." }],
      ["nop", "thao_do", "Đã tháo dỡ"],
    ],
    document: "svhttdl", counter: ["Số băng rôn được chấp thuận", 12], indicator: ["bang-ron-treo", 12], published: "Chuyển đổi số vì người dân",
  },
  {
    code: "bang-ron", name: "bang-ron, refused",
    answers: { don_vi: "Công ty Sao Hôm", thong_diep: "tinh", so_luong: 3, so_chiec: 3, tai_tro: "false", xa: XA, xa_chinh: XA, "thoi_gian-tu": "2024-10-05", "thoi_gian-den": "2024-10-15", dien_thoai: PHONE },
    moves: [["svhttdl", "khong_chap_thuan", "Không chấp thuận", { ly_do: "Nội dung chưa phù hợp." }]],
    document: "svhttdl",
  },
  {
    code: "du-su-kien", waits: false, // a place is kept for who applies: nobody decides before the day
    answers: { su_kien: "dien_dan", hinh_thuc: "truc_tuyen", thanh_phan: "doanh_nghiep", dien_thoai: "0912 345 601" },
    moves: [["nop", "xac_nhan", "Đã xác nhận dự"], ["stttt", "da_du", "Đã dự"]],
    counter: ["Đại biểu", 1],
  },
  {
    code: "du-su-kien", name: "du-su-kien, cancelled",
    answers: { su_kien: "hoi_thao", hinh_thuc: "truc_tiep", thanh_phan: "nguoi_dan", dien_thoai: "0912 345 602" },
    moves: [["nop", "huy", "Đã hủy"]],
  },
  {
    code: "nhu-cau-giai-phap",
    answers: { dien_thoai: PHONE },
    moves: [
      ...supplement("hhdn", "yeu_cau_sua", "sua", "Chờ duyệt", "Chờ sửa", "noi_dung", "Cần phần mềm quản lý kho cho 200 mặt hàng"),
      ["stttt", "duyet", "Đang tìm đối tác"],
      ["nop", "ket_noi", "Đã kết nối", { doi_tac: "Công ty Phần mềm Sông Thương" }],
    ],
    counter: ["Đã kết nối", 1], indicator: ["ket-noi-doanh-nghiep", 1], published: "quản lý kho",
  },
  {
    code: "khen-thuong", by: "h217",
    answers: { don_vi_trinh: "H217", nhom: "ca_nhan", hinh_thuc: "bang_khen", ten: "Nguyễn Văn Bách", nam_sinh: 1980, da_khen: "false", ky_luat: "false", thanh_tich: "Đưa 100 % thủ tục lên mạng" },
    moves: [
      ...supplement("stttt", "yeu_cau_bo_sung", "bo_sung", "Chờ Sở Thông tin và Truyền thông chọn", "Chờ bổ sung", "tom_tat", "Giảm 40 % thời gian giải quyết"),
      ["stttt", "chon", "Sở Nội vụ thẩm định"],
      ["snv", "tam_dung", "Tạm dừng do đang xem xét vi phạm"],
      ["snv", "tiep_tuc", "Sở Nội vụ thẩm định"],
      ["snv", "dat", "Trình Chủ tịch UBND tỉnh"],
      ["snv", "quyet_dinh", "Đã khen thưởng", { tien_thuong: "5.000.000" }],
      ["snv", "trao", "Đã trao"],
    ],
    document: "snv", counter: ["Hồ sơ được khen", 1], indicator: ["khen-thuong", 1],
  },
  {
    code: "ho-tro-ho-dan", width: 360,
    answers: { chu_ho: "Giáp Văn Tư", xa: XA, ho_tro: "cap_quang dien_thoai", so_may: 2, dien_thoai: PHONE },
    moves: [
      [xa, "xac_nhan", "Chờ nhà mạng", { nha_mang_nhan: "VNPT" }],
      ["vnpt", "chuyen", "Chờ xã xác nhận"],
      [xa, "xac_nhan", "Chờ nhà mạng", { nha_mang_nhan: "VIETTEL" }],
      ["viettel", "nhan_lam", "Nhà mạng đã nhận"],
      ["viettel", "da_ho_tro", "Đã hỗ trợ"],
    ],
    counter: ["Số điện thoại thông minh", 2], indicator: ["smartphone-ho-tro", 2],
  },
  {
    code: "nang-cap-tram", by: "vnpt",
    answers: { nha_mang: "VNPT", cong_nghe: "g5", xa: XA, so_tram: 4, "thoi_gian-tu": "2024-09-18", "thoi_gian-den": "2024-10-10" },
    moves: [["vnpt", "nhan", "Đang thực hiện"], ["vnpt", "cap_nhat", "Đang thực hiện", { tien_do: 60 }], ["vnpt", "phat_song", "Đã phát sóng"]],
    counter: ["Số trạm đã phát sóng", 4], indicator: ["tram-5g", 4],
  },
  {
    code: "san-pham-len-san", plain: true,
    answers: { xa: XA, gia: "120.000", san: "postmart voso", da_co: "false", dien_thoai: PHONE },
    moves: [
      ["sct", "nhan", "Đang đưa lên sàn"],
      ["sct", "len_san", "Đã lên sàn", { so_da_len: 1 }],
      ["nop", "bao_don", "Đã lên sàn", { so_don: 7 }],
      ["nop", "ngung", "Đã ngừng bán"],
    ],
    counter: ["Hộ, đơn vị lên sàn", 1], indicator: ["don-hang", 7],
  },
  {
    code: "uu-dai",
    answers: { nhom: "ngan_hang", "thoi_gian-tu": "2024-10-01", "thoi_gian-den": "2024-10-31", thong_bao: "false", ten: "Hoàn tiền khi quét mã", dien_thoai: PHONE },
    moves: [["nhnn", "duyet", "Đang áp dụng"], ["sct", "ket_thuc_som", "Đã kết thúc"]],
    counter: ["Chương trình ưu đãi", 1], indicator: ["chuong-trinh-uu-dai", 1],
  },
  {
    code: "tin-bai", by: "bbg",
    answers: { kenh: "truyen_hinh", so_lan: 2, tiep_can: 5000 },
    moves: [["stttt", "ghi_nhan", "Đã ghi nhận"]],
    counter: ["Lần đăng, phát", 2], indicator: ["tin-bai", 2],
  },
  {
    code: "mo-hinh",
    answers: { anh: true, dong_y_anh: "true", ten: "Chợ không tiền mặt", dien_thoai: PHONE },
    moves: [["bbg", "dang", "Đã đăng"], ["stttt", "nhan_rong", "Đề nghị nhân rộng"]],
    counter: ["Mô hình đã đăng", 1], published: "Chợ không tiền mặt",
  },
  {
    code: "kinh-phi", by: "h217",
    answers: { co_quan: "H217", so_luong: 3, don_gia: "1.500.000", nguon: "nsnn" },
    moves: [
      ["stc", "duyet", "Đã duyệt dự toán", { so_duyet: "4.000.000" }],
      ["nop", "chi", "Đã duyệt dự toán", { da_chi: "3.500.000" }],
      ["nop", "quyet_toan", "Chờ duyệt quyết toán", { so_quyet_toan: "3.500.000" }],
      ["stc", "tra_quyet_toan", "Đã duyệt dự toán"],
      ["nop", "quyet_toan", "Chờ duyệt quyết toán", { so_quyet_toan: "3.400.000" }],
      ["stc", "duyet_quyet_toan", "Đã quyết toán"],
    ],
    counter: ["Quyết toán", 3400000],
  },
  {
    code: "tai-lieu-den", by: "h217",
    answers: { tai_lieu: "ke_hoach", so: "136/KH-UBND" },
    moves: [["nop", "giao", "Đã đọc, đã giao"]],
    counter: ["Cơ quan đã xác nhận", 1],
  },
];
