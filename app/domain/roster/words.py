"""The words of a list's fixed answers: how this program writes each, and the other spellings offices use."""

from domain.delegates import Category, Gender, Standing

CATEGORY_LABELS = {
    Category.EXEMPLARY: "Điển hình tiên tiến",
    Category.GUEST: "Khách mời",
    Category.STAFF: "Phục vụ",
    Category.PRESS: "Báo chí",
    Category.DRIVER: "Lái xe",
}
GENDER_LABELS = {Gender.MALE: "Nam", Gender.FEMALE: "Nữ"}
STANDING_LABELS = {
    Standing.EXPECTED: "Chính thức",
    Standing.RESERVE: "Dự khuyết",
    Standing.CALLED_UP: "Dự khuyết được gọi",
    Standing.WALK_IN: "Bổ sung tại chỗ",
    Standing.WITHDRAWN: "Đã rút",
    Standing.REPLACED: "Đã được thay",
}
MARK_LABELS = {True: "Có", False: "Không", None: ""}

CATEGORY_WORDS = {
    Category.EXEMPLARY: "điển hình tiên tiến; ĐHTT; điển hình; ĐH; gương điển hình; gương điển hình tiên tiến; "
    "cá nhân điển hình; tập thể điển hình; đại biểu điển hình; đại biểu điển hình tiên tiến; đại biểu ĐHTT; exemplary",
    Category.GUEST: "khách mời; khách; KM; đại biểu khách mời; đại biểu mời; đại biểu khách; guest",
    Category.STAFF: "phục vụ; ban tổ chức; BTC; tổ giúp việc; nhân viên phục vụ; cán bộ phục vụ; lễ tân; hậu cần; "
    "tổ phục vụ; staff",
    Category.PRESS: "báo chí; phóng viên; nhà báo; phóng viên báo chí; press",
    Category.DRIVER: "lái xe; tài xế; driver",
}
# What a longer text or a section's title must contain to mean a category, and only one.
CATEGORY_PHRASES = {
    "điển hình": Category.EXEMPLARY,
    "ĐHTT": Category.EXEMPLARY,
    "khách mời": Category.GUEST,
    "phục vụ": Category.STAFF,
    "ban tổ chức": Category.STAFF,
    "báo chí": Category.PRESS,
    "phóng viên": Category.PRESS,
    "lái xe": Category.DRIVER,
}
GENDER_WORDS = {Gender.MALE: "nam; male; m; trai; ông", Gender.FEMALE: "nữ; female; f; gái; bà"}
MARK_WORDS = {True: "có; x; v; ✓; ✔; √; 1; yes; y; true; đúng", False: "không; k; 0; no; n; false; o"}
SECTOR_WORDS = {
    "Cơ quan, đơn vị sự nghiệp": "cơ quan; đơn vị sự nghiệp; sự nghiệp; hành chính sự nghiệp; HCSN; hành chính",
    "Nhà nước": "DNNN; doanh nghiệp nhà nước; kinh tế nhà nước; NN; quốc doanh",
    "Tư nhân": "kinh tế tư nhân; doanh nghiệp tư nhân; ngoài nhà nước; TN; ngoài quốc doanh",
    "Tập thể (HTX)": "tập thể; HTX; hợp tác xã; kinh tế tập thể",
    "Cá thể (hộ kinh doanh)": "cá thể; hộ kinh doanh; hộ cá thể; kinh tế cá thể; HKD",
    "Có vốn đầu tư nước ngoài": "FDI; đầu tư nước ngoài; vốn đầu tư nước ngoài; nước ngoài; doanh nghiệp FDI; ĐTNN",
}
# The peoples of Việt Nam as written here, and the other spellings met; marks, spaces and hyphens do not count.
ETHNICITY_WORDS = {
    "Kinh": "Việt", "Raglai": "Raglay; Raglei; Rác lây; Ra lây; Rai", "Ê Đê": "Rađê; Rhađê", "Cơ Ho": "K'ho; Kơ ho",
    "Hoa": "Hán", "Tày": "", "Nùng": "", "Chăm": "Chàm", "Thái": "", "Mường": "", "Khmer": "Khơ me; Khơme; Miên",
    "Mông": "H'mông; Hmông; Mèo", "Dao": "", "Gia Rai": "Jrai; Jarai; Gia-rai", "Ba Na": "Bahnar; Bana", "Mạ": "",
    "Xơ Đăng": "Sê đăng; Xê đăng; Sơ đăng", "Sán Chay": "Cao Lan; Sán Chí", "Sán Dìu": "", "Hrê": "H'rê", "Thổ": "",
    "Mnông": "M'nông", "Xtiêng": "Stiêng; S'tiêng", "Bru - Vân Kiều": "Vân Kiều; Bru", "Giáy": "", "Cơ Tu": "Ka tu",
    "Giẻ Triêng": "Gié Triêng", "Khơ Mú": "", "Co": "Cor", "Tà Ôi": "Ta ôi; Pa cô", "Chơ Ro": "", "Kháng": "",
    "Xinh Mun": "", "Hà Nhì": "", "Chu Ru": "Churu", "Lào": "", "La Chí": "", "La Ha": "", "Phù Lá": "", "La Hủ": "",
    "Lự": "", "Lô Lô": "", "Chứt": "", "Mảng": "", "Pà Thẻn": "", "Cờ Lao": "", "Cống": "", "Bố Y": "", "Si La": "",
    "Pu Péo": "", "Brâu": "", "Ơ Đu": "", "Rơ Măm": "", "Ngái": "",
}  # fmt: skip
