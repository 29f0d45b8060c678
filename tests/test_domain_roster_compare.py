"""A corrected list against the stored one: matched, changed, missing, and nobody deleted or merged by guess."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import HEADER, THIS_YEAR, read
from lists import person as row_of

from domain.delegates import Category, Gender, Person, Standing
from domain.legacy_text import recover
from domain.names import tidy
from domain.roster import Comparison, ExportRow, ProblemKind, compare, read_roster
from domain.roster.values import as_read
from services.spreadsheets import read_workbook, write_roster_csv, write_roster_xlsx

CODED = ["Mã đại biểu", *HEADER[1:]]
AN = Person("DB001", "Lê An", Category.GUEST, "Ông", Gender.MALE, 1980, "Kinh", unit="Sở Nội vụ", phone="0100111222")
BA = replace(AN, code="DB002", name="Lê Ba")
CA = replace(AN, code="DB003", name="Lê Ca", birth_year=1990)


def compared(*rows, people=(AN, BA, CA), header=HEADER, **standings) -> Comparison:
    stored = {person.code: person for person in people}
    return compare(read(header, *rows), stored, dict.fromkeys(stored, Standing.EXPECTED) | standings)


def told(found: Comparison) -> list[tuple[int, str]]:
    return [(problem.sheet_row, problem.kind.value) for problem in found.problems]


def test_people_without_codes_match_by_name_unit_and_year():
    found = compared(
        row_of(1, "LÊ AN", phone="0100999888"),
        row_of(2, "Lê Ba", unit="sở nội vụ"),
        row_of(3, "Lê Ca", born=1991),
    )
    assert [(change.code, dict(change.fields)) for change in found.changed] == [
        ("DB001", {"phone": ("0100111222", "0100999888")}),
        ("DB002", {"unit": ("Sở Nội vụ", "sở nội vụ")}),
    ]
    assert found.changed[0].person == replace(AN, phone="0100999888")
    assert [row.person.name for row in found.added] == ["Lê Ca"]
    assert (found.missing, found.unchanged, told(found)) == (("DB003",), 0, [])


def test_people_with_codes_match_whatever_else_changed():
    found = compared(
        row_of("DB001", "Lê Ân", unit="Sở Y tế", born=1981), row_of("DB003", "Lê Ca", born=1990), header=CODED
    )
    assert [change.code for change in found.changed] == ["DB001"]
    assert set(found.changed[0].fields) == {"name", "unit", "birth_year"}
    assert (found.missing, found.unchanged) == (("DB002",), 1)


def test_code_that_belongs_to_somebody_else_is_warned_about():
    found = compared(row_of("DB001", "Trần Văn Khác"), header=CODED)
    problem = found.problems[0]
    assert (problem.kind, problem.value, problem.after) == (ProblemKind.CODE_OF_ANOTHER, "Trần Văn Khác", "Lê An")


def test_code_the_store_does_not_know_leaves_the_stored_code():
    found = compared(row_of("X-1", "Lê An"), header=CODED)
    assert (told(found), found.unchanged, found.added) == ([(2, "code_not_used")], 1, ())


def test_new_code_of_a_new_person_is_kept():
    found = compared(row_of("X-1", "Lê Mới"), header=CODED)
    assert [row.person.code for row in found.added] == ["X-1"]


def test_several_who_might_be_meant_are_an_error_and_nobody_is_taken():
    twin = replace(AN, code="DB009")
    found = compared(row_of(1, "Lê An"), people=(AN, twin))
    assert told(found) == [(2, "match_ambiguous")]
    assert (found.added, found.changed, found.missing, found.blocked) == ((), (), (), {2})


def test_two_rows_for_one_stored_person_are_an_error_of_both():
    found = compared(row_of(1, "Lê An"), row_of(2, "Lê An"), people=(AN,))
    assert (told(found), found.missing) == ([(2, "match_ambiguous"), (3, "match_ambiguous")], ())


def test_homonym_claimed_by_a_code_leaves_the_other_to_its_name():
    twin = replace(AN, code="DB009")
    found = compared(row_of("DB009", "Lê An"), row_of(None, "Lê An"), people=(AN, twin), header=CODED)
    assert (told(found), found.unchanged, found.added) == ([], 2, ())


def test_column_missing_from_the_sheet_leaves_what_is_stored_and_an_empty_cell_empties():
    found = compared(["DB001", "Lê An", None], header=["Mã đại biểu", "Họ và tên", "Số điện thoại"])
    assert [dict(change.fields) for change in found.changed] == [{"phone": ("0100111222", "")}]
    assert found.changed[0].person == replace(AN, phone="")


def test_sheet_without_categories_corrects_the_known_and_adds_nobody():
    header = ["Mã đại biểu", "Họ và tên", "Số điện thoại"]
    found = compared(["DB001", "Lê An", "0100111222"], ["", "Lê Mới", "0100111222"], header=header)
    assert (found.unchanged, found.added, found.blocked) == (1, (), {3})


def test_blocked_row_changes_nothing_and_its_person_is_not_missing():
    found = compared(row_of("DB001", "Lê An", category="?"), header=CODED, people=(AN,))
    assert (found.changed, found.missing, found.blocked) == ((), (), {2})


def test_walk_ins_and_the_withdrawn_are_not_missed():
    found = compared(row_of(1, "Lê An"), DB002=Standing.WITHDRAWN, DB003=Standing.WALK_IN)
    assert found.missing == ()


@pytest.mark.parametrize(
    ("standing", "note", "kept"),
    [
        (Standing.EXPECTED, None, []),
        (Standing.EXPECTED, "Dự khuyết", [(2, "standing_kept")]),
        (Standing.RESERVE, "Dự khuyết", []),
        (Standing.RESERVE, None, [(2, "standing_kept")]),
        (Standing.CALLED_UP, "Dự khuyết", []),
        (Standing.WITHDRAWN, None, [(2, "standing_kept")]),
    ],
)
def test_import_changes_no_standing_and_says_where_the_sheet_differs(standing, note, kept):
    found = compared(row_of(1, "Lê An", note=note), people=(replace(AN, note=note or ""),), DB001=standing)
    assert (told(found), found.changed) == (kept, ())


def test_whoever_an_exported_list_calls_struck_off_does_not_come_in_again():
    header = [*HEADER, "Tư cách"]
    found = compared([*row_of(1, "Lê Mới"), "Đã rút"], header=header, people=())
    assert (told(found), found.added) == ([(2, "no_longer_listed")], ())


# What is exported can be imported again without a change

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộùủũúụừửữứựỳỷỹýỵ"
SIGNS = "0123456789 .,;:\"'=+-@()/<>&%#\t\n’”"
texts = st.text(LETTERS + LETTERS.upper() + SIGNS, max_size=25).map(tidy).filter(lambda text: not recover(text))
given_names = st.text(LETTERS, min_size=1, max_size=7).map(str.capitalize)
people_lists = st.lists(
    st.builds(
        Person,
        code=st.integers(0, 9_999).map("DB{:04}".format),
        name=st.one_of(
            st.lists(given_names, min_size=2, max_size=4).map(" ".join),
            texts.filter(lambda t: any(map(str.isalpha, t))),
        ),
        category=st.sampled_from(Category),
        honorific=st.sampled_from(["", "Ông", "Bà"]),
        gender=st.sampled_from([None, *Gender]),
        birth_year=st.none() | st.integers(1930, 2004),
        ethnicity=st.sampled_from(["", "Kinh", "Raglai", "Ê Đê", "=Kinh"]),
        phone=st.sampled_from(["", "0100111222", "02583822333", "+856201234567", "01683456789"]),
        direct_worker=st.sampled_from([None, True, False]),
        **dict.fromkeys(
            [
                "position",
                "unit",
                "bloc",
                "sector",
                "kind",
                "represents",
                "titles",
                "awards",
                "higher_congress",
                "seat",
                "note",
            ],
            texts,
        ),
    ),
    max_size=6,
    unique_by=lambda person: person.code,
)


@settings(max_examples=60, deadline=None)
@given(people_lists, st.sampled_from([("a.csv", write_roster_csv), ("a.xlsx", write_roster_xlsx)]))
def test_export_comes_back_without_a_change(people, way):
    name, write = way
    stored = {person.code: person for person in people}
    content = write([ExportRow(person) for person in people])
    draft = read_roster(read_workbook(name, content), this_year=THIS_YEAR)
    found = compare(draft, stored, dict.fromkeys(stored, Standing.EXPECTED))
    assert (found.changed, found.added, found.missing) == ((), (), ())
    assert found.unchanged == len(people)


@given(people_lists)
def test_a_person_read_once_is_read_the_same_again(people):
    for person in people:
        assert as_read(as_read(person)) == as_read(person)
