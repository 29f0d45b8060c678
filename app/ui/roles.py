"""The roles in words: what each is called, and what it may open."""

from domain.facts import Role
from ui.words import N_

NAMES: dict[Role, str] = {
    Role.ORGANISER: N_("Organisers"),
    Role.OFFICE: N_("Office"),
    Role.DESK: N_("Registration desk"),
    Role.MC: N_("MC"),
    Role.WALL: N_("Wall screen"),
}
OPENS: dict[Role, str] = {
    Role.ORGANISER: N_("Set-up, list, devices, any desk"),
    Role.OFFICE: N_("List, badges, figures"),
    Role.DESK: N_("Scanning badges, finding delegates"),
    Role.MC: N_("Running order and honours"),
    Role.WALL: N_("Figures on a wall, nothing to press"),
}
