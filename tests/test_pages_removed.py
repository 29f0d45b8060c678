"""Each page once the personal data is gone: it opens, and shows the code where a name stood."""

import pytest
from days import ORGANISER
from planted import award_list, mark, plant, planted_marks
from serving import ROOT
from test_pages import NOW, browser, opened

from domain.removal import Keeping
from services import conference, removal
from services.house import house

__all__ = ["browser"]  # the fixture
EVERY_PAGE = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
KEPT = {Keeping.AWARD_LIST: award_list(), Keeping.NOTHING: set()}


@pytest.mark.parametrize("keeping", Keeping)
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_opens_without_the_personal_data(page, keeping):
    plant(house())
    conference.open_day(house(), keep=True, role=ORGANISER, now=NOW)
    conference.end_day(house(), role=ORGANISER, now=NOW)
    removal.remove(house(), keeping, role=ORGANISER, now=NOW)

    at = opened(page)

    shown = str(at.main)
    assert {one for one in planted_marks() if one in shown} <= KEPT[keeping] | {mark("unit", "DB001")}
