"""What the office calls the fields and states of a person on its list, in either language."""

from domain.attendance import Sector
from domain.delegates import Category, Delegate, Gender, Person, Presence, Standing
from ui.formats import clock_time
from ui.words import N_, translate

CATEGORIES: dict[Category, str] = {
    Category.EXEMPLARY: N_("Exemplary"),
    Category.GUEST: N_("Guest"),
    Category.STAFF: N_("Staff"),
    Category.PRESS: N_("Press"),
    Category.DRIVER: N_("Driver"),
}
STANDINGS: dict[Standing, str] = {
    Standing.EXPECTED: N_("Official"),
    Standing.RESERVE: N_("Reserve"),
    Standing.CALLED_UP: N_("Called up"),
    Standing.WALK_IN: N_("Added on the spot"),
    Standing.WITHDRAWN: N_("Struck off"),
    Standing.REPLACED: N_("Replaced"),
}
PRESENCES: dict[Presence, str] = {
    Presence.AWAY: N_("Not here yet"),
    Presence.IN_PERSON: N_("Is here"),
    Presence.SUBSTITUTE: N_("By a substitute"),
    Presence.LEFT: N_("Has left"),
}
GENDERS: dict[Gender | None, str] = {
    None: N_("Not stated"),
    Gender.MALE: N_("Male"),
    Gender.FEMALE: N_("Female"),
}
MARKS: dict[bool | None, str] = {None: N_("Not stated"), True: N_("Yes"), False: N_("No")}
SECTORS: dict[Sector, str] = {
    Sector.AGENCY: N_("Agencies and public services"),
    Sector.STATE: N_("State enterprises"),
    Sector.COOPERATIVE: N_("Cooperatives"),
    Sector.PRIVATE: N_("Private enterprises"),
    Sector.HOUSEHOLD: N_("Household businesses"),
    Sector.FOREIGN: N_("Foreign-invested enterprises"),
    Sector.OTHER: N_("Other sectors"),
}
FIELDS: dict[str, str] = {
    "code": N_("Delegate code"),
    "name": N_("Full name"),
    "honorific": N_("Form of address"),
    "gender": N_("Gender"),
    "birth_year": N_("Year of birth"),
    "ethnicity": N_("Ethnicity"),
    "position": N_("Position"),
    "unit": N_("Unit"),
    "bloc": N_("Emulation bloc"),
    "sector": N_("Economic sector"),
    "category": N_("Category"),
    "kind": N_("Kind of delegate"),
    "represents": N_("Collective represented"),
    "direct_worker": N_("Works directly in production"),
    "titles": N_("Titles held"),
    "awards": N_("Award at the conference"),
    "higher_congress": N_("Put forward for the higher congress"),
    "phone": N_("Telephone"),
    "seat": N_("Seat number"),
    "note": N_("Note"),
}
_WORDS_OF_FIELD: dict[str, dict] = {"category": CATEGORIES, "gender": GENDERS, "direct_worker": MARKS}


def field_label(field: str, language: str) -> str:
    return translate(FIELDS[field], language)


def shown(field: str, value: object, language: str) -> str:
    """A field's value in words; empty stays empty."""
    if value is None or value == "":
        return ""
    words = _WORDS_OF_FIELD.get(field)
    return translate(words[value], language) if words else str(value)


def filled_fields(person: Person, language: str) -> dict[str, str]:
    """Label and value of each field that says something, in the order of the office's sheet."""
    values = {field: shown(field, getattr(person, field), language) for field in FIELDS}
    return {field_label(field, language): value for field, value in values.items() if value}


def presence_line(delegate: Delegate, language: str) -> str:
    """Có mặt 07:42, bàn A."""
    word = translate(PRESENCES[delegate.presence], language)
    if not delegate.admission:
        return word
    desk = f", {delegate.admission.desk}" if delegate.admission.desk else ""
    return f"{word} {clock_time(delegate.admission.happened_at)}{desk}"
