"""How names come onto the hall's pages: one column, two, or pages; each name once, no page above its limit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hall_layout import ROOM, Named, alone, pages, rows_beside
from domain.honours import RecipientType

COLLECTIVE, PERSON = RecipientType.COLLECTIVE, RecipientType.INDIVIDUAL
SHORT, WIDE = "n" * 16, "n" * 18  # two short ones stand side by side, a short and a wide one do not


def measure(text: str) -> float:
    """Every letter is half as wide as it is high."""
    return len(text) / 2


def people(*names: str) -> list[Named]:
    return [Named(f"p{place}", name, PERSON) for place, name in enumerate(names, 1)]


def collectives(*names: str) -> list[Named]:
    return [Named(f"c{place}", name, COLLECTIVE) for place, name in enumerate(names, 1)]


def laid(names: list[Named], rows: int = 5) -> list[tuple[str, int]]:
    return [(page.layout.value, len(page.names)) for page in pages(names, rows=rows, measure=measure)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([SHORT], [("column", 1)]),
        ([WIDE] * 5, [("column", 5)]),
        ([SHORT] * 6, [("columns", 6)]),
        ([SHORT] * 10, [("columns", 10)]),
        ([SHORT] * 11, [("columns", 6), ("column", 5)]),
        ([SHORT] * 20, [("columns", 10), ("columns", 10)]),
        ([SHORT] * 5 + [WIDE], [("column", 3), ("column", 3)]),
        ([WIDE] * 8, [("column", 4), ("column", 4)]),
        ([WIDE] * 10, [("column", 5), ("column", 5)]),
        ([WIDE] * 11, [("column", 4), ("column", 4), ("column", 3)]),
        (["n" * 10] * 3 + [WIDE] * 3, [("columns", 6)]),  # only the widest of each side counts
        ([WIDE] * 5 + [SHORT] * 6, [("column", 4), ("column", 4), ("column", 3)]),
        ([SHORT] * 6 + [WIDE] * 5, [("columns", 6), ("column", 5)]),  # the second page needs no second column
    ],
)
def test_people_stand_in_one_column_or_two_or_on_pages(names, expected):
    assert laid(people(*names)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [([SHORT] * 4, [("column", 4)]), ([SHORT] * 5, [("columns", 5)]), ([WIDE] * 5, [("column", 3), ("column", 2)])],
)
def test_an_award_on_two_lines_leaves_four(names, expected):
    assert laid(people(*names), rows=4) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([1] * 5, [("collectives", 5)]),
        ([1] * 6, [("collectives", 3), ("collectives", 3)]),
        ([2, 1, 1, 1], [("collectives", 4)]),
        ([2, 1, 1, 1, 1, 1], [("collectives", 3), ("collectives", 3)]),
        ([2, 2, 2], [("collectives", 2), ("collectives", 1)]),
        ([1, 1, 2, 2], [("collectives", 3), ("collectives", 1)]),
    ],
)
def test_collectives_stand_in_one_column_and_a_long_name_counts_twice(lines, expected):
    names = ["Phân xưởng một, " * (count - 1) + "n" * 30 for count in lines]
    assert laid(collectives(*names)) == expected


@pytest.mark.parametrize(
    ("collective", "single", "expected"),
    [
        (1, 2, [("collectives", 3)]),
        (2, 3, [("collectives", 5)]),
        (2, 6, [("collectives", 2), ("columns", 6)]),
        (6, 1, [("collectives", 4), ("collectives", 3)]),
    ],
)
def test_collectives_and_people_share_one_page_or_have_their_own(collective, single, expected):
    assert laid(collectives(*[SHORT] * collective) + people(*[SHORT] * single)) == expected


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Công ty CP Dệt may Sóng Biếc", ["Công ty CP Dệt may Sóng Biếc"]),
        (
            "Phân xưởng 1, Công ty TNHH Thủy sản Hải Âu Xanh",
            ["Phân xưởng 1,", "Công ty TNHH Thủy sản Hải Âu Xanh"],
        ),
        (
            "Tổ sản xuất 1, Phân xưởng chế biến thủy sản đông lạnh",
            ["Tổ sản xuất 1,", "Phân xưởng chế biến thủy sản đông lạnh"],
        ),
        (
            "Công đoàn cơ sở Công ty TNHH MTV Điện lực Biển Ngọc",
            ["Công đoàn cơ sở", "Công ty TNHH MTV Điện lực Biển Ngọc"],
        ),
        (
            "Trung tâm Khuyến công và Xúc tiến thương mại miền núi",
            ["Trung tâm Khuyến công và", "Xúc tiến thương mại miền núi"],
        ),
        (
            "Tổ 1, Phân xưởng 2, Công ty TNHH Thủy sản Hải Âu Xanh",
            ["Tổ 1, Phân xưởng 2,", "Công ty TNHH Thủy sản Hải Âu Xanh"],
        ),
        (" ".join(["n" * 20] * 5), ["n" * 20 + " " + "n" * 20] * 2 + ["n" * 20]),
    ],
)  # fmt: skip
def test_a_name_wider_than_the_picture_breaks_after_its_comma_or_before_its_unit(name, lines):
    [page] = pages(collectives(name), rows=5, measure=measure)
    assert page.names[0].text.split("\n") == lines


def test_a_particle_stays_with_its_name():
    [page] = pages(people("H' " + "n" * 27), rows=5, measure=measure)
    assert page.names[0].text == "H' " + "n" * 27


def test_by_itself_a_name_is_larger_and_breaks_sooner():
    name = "Phân xưởng 1, Công ty Thủy sản Hải Âu"
    [page] = pages(collectives(name), rows=5, measure=measure)

    assert (page.names[0].text, alone(name, measure)) == (name, "Phân xưởng 1,\nCông ty Thủy sản Hải Âu")


@pytest.mark.parametrize(("width", "rows"), [(0.0, 5), (ROOM / 7.2, 5), (ROOM / 7.2 + 0.1, 4), (45.0, 3), (1000.0, 1)])
def test_the_award_takes_its_lines_first(width, rows):
    assert rows_beside(width) == rows


words = st.text("abc", min_size=1, max_size=9)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)
named = st.lists(st.tuples(texts, st.sampled_from(RecipientType)), min_size=1, max_size=24)


@given(named, st.integers(1, 5))
def test_each_slot_is_on_one_page_in_order_and_no_page_is_above_its_limit(chosen, rows):
    names = [Named(str(place), text, kind) for place, (text, kind) in enumerate(chosen)]
    found = pages(names, rows=rows, measure=measure)

    assert [name.slot for page in found for name in page.names] == [name.slot for name in names]
    assert [" ".join(name.text.split()) for page in found for name in page.names] == [name.text for name in names]
    for page in found:
        lines = [name.lines for name in page.names]
        columns = 2 if page.layout == "columns" else 1
        assert sum(lines) <= columns * rows or len(lines) == 1
        assert columns == 1 or set(lines) == {1}


@given(st.integers(1, 60), st.integers(1, 5), st.sampled_from((SHORT, WIDE)), st.sampled_from(RecipientType))
def test_pages_are_balanced(count, rows, name, kind):
    sizes = [len(page.names) for page in pages([Named("s", name, kind)] * count, rows=rows, measure=measure)]

    assert max(sizes) - min(sizes) <= 1
    assert all(first >= second for first, second in pairwise(sizes))


@given(st.integers(1, 40), st.integers(1, 5), st.sampled_from((SHORT, WIDE)))
def test_once_a_page_is_called_the_rest_lies_as_before(count, rows, name):
    names = [Named(str(place), name, PERSON) for place in range(count)]
    whole = pages(names, rows=rows, measure=measure)
    rest = names[len(whole[0].names) :]

    assert whole[1:] == (pages(rest, rows=rows, measure=measure) if rest else [])
