"""What names a unit, and a unit's short name for the wall: without its legal form."""

import re

# Accents matter here: Sở and Bộ are offices, So and Bo may be people.
_KINDS = (
    "tổng công ty|công ty|cty|c\\.ty|tập đoàn|xí nghiệp|nhà máy|doanh nghiệp tư nhân|dntn|chi nhánh|htx|hợp tác xã|"
    "liên hiệp htx|liên hiệp hợp tác xã|cơ sở|hộ kinh doanh|cửa hàng|siêu thị|ngân hàng|trung tâm|phòng|sở|bộ|ban|"
    "văn phòng|thanh tra|chi cục|tổng cục|cục|vụ|viện|học viện|trường|bệnh viện|ubnd|ủy ban|uỷ ban|hđnd|liên đoàn|"
    "công đoàn|hội|hiệp hội|đảng ủy|đảng uỷ|huyện ủy|thành ủy|tỉnh ủy|đoàn thanh niên|báo|đài|tòa soạn|kho bạc|"
    "điện lực|xưởng|phân xưởng|tổ hợp tác|làng nghề|nông trường|lâm trường|cảng|khách sạn"
)
_UNIT = re.compile(rf"(?:{_KINDS})\s+[^\W_].*", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:sở,|ban,|ban tổ chức|phòng,|phòng ban|hội nghị|hội trường|cơ sở sản xuất,|công ty,).*", re.IGNORECASE
)

_FORM = (
    r"trách nhiệm hữu hạn|tnhh|cổ phần|cp|hợp danh|tư nhân|liên doanh|"
    r"một thành viên|1 thành viên|mtv|1tv|hai thành viên trở lên|hai thành viên|2 thành viên|2tv"
)
_LEGAL_FORM = re.compile(
    rf"^(?:chi nhánh\s+)?(?:(?:tổng\s+)?(?:công ty|cty|c\.ty)(?:\s+(?:{_FORM})\b)*|doanh nghiệp tư nhân|dntn)\s+"
    rf"(?!(?:{_FORM})(?:\s+(?:{_FORM}))*$)",
    re.IGNORECASE,
)
_LEGAL_ENDING = re.compile(r"[\s,]+(?:co\.?,?\s*ltd|jsc|llc|inc|corp)\.?$", re.IGNORECASE)
_SEPARATORS = re.compile(r"\n|;|,| [-–—/|] ")


def looks_like_unit(text: str) -> bool:
    return bool(_UNIT.fullmatch(text)) and not _NO_UNIT.fullmatch(text)


def short_unit(unit: str) -> str:
    """ "Công ty CP Dệt may Sóng Biếc" as "Dệt may Sóng Biếc"; offices, cooperatives and workshops stay whole."""
    bare = _LEGAL_ENDING.sub("", _LEGAL_FORM.sub("", unit)) or unit
    return bare[:1].upper() + bare[1:]


def split_post(text: str) -> tuple[str, str] | None:
    """("Phó Giám đốc", "Công ty X") from one cell, whichever stands first; None when no half looks like a unit."""
    for separator in _SEPARATORS.finditer(text):
        left, right = text[: separator.start()].strip(), text[separator.end() :].strip()
        if looks_like_unit(right) and left:
            return left, right
        if looks_like_unit(left) and right:
            return right, left
    return None
