"""`python app import agenda FILE`: into an empty folder, looked at first, refused whole when something is wrong."""

import subprocess
import sys

import pytest
from serving import ROOT, environment

from store.engine import Store

COMMAND = [sys.executable, str(ROOT / "app")]
DEMO = ROOT / "data" / "demo" / "agenda.csv"


def imported(data, file, *flags):
    done = subprocess.run(
        [*COMMAND, "import", "agenda", str(file), *flags], env=environment(data), capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def plan(data):
    store = Store(data / "khaimac.duckdb")
    try:
        return [(item.number, item.parent) for item in store.state.day.agenda.plan]
    finally:
        store.close()


def test_an_empty_folder_gets_the_default_conference_first(tmp_path):
    assert imported(tmp_path, DEMO)[:2] == (0, "agenda.csv: thêm 11 mục, đổi 11, bỏ 0.\n")
    assert len(plan(tmp_path)) == 22
    assert imported(tmp_path, DEMO) == (0, "agenda.csv: thêm 0 mục, đổi 0, bỏ 0.\n", "")


def test_a_dry_run_tells_all_and_stores_nothing(tmp_path):
    code, told, errors = imported(tmp_path, DEMO, "--dry-run")

    assert (code, errors) == (0, "")
    assert told.splitlines()[1] == "thêm mới: 1. Chào cờ"
    assert told.splitlines()[-1] == "agenda.csv: đọc được 22 mục, thêm 22, đổi 0, bỏ 0; chưa lưu gì."
    assert plan(tmp_path) == []


WRONG = [
    ("STT,Giờ,Nội dung\n1,8h,A\n1,9h,B\n", "dòng 3 · mục 1 có hai lần, sửa số thứ tự của một dòng rồi nhập lại"),
    ("Tên,Tuổi\nAn,3\n", "không thấy hàng tiêu đề trong 15 dòng đầu"),
]


@pytest.mark.parametrize("flags", [(), ("--dry-run",)])
@pytest.mark.parametrize(("text", "why"), WRONG)
def test_a_file_with_errors_stores_nothing(tmp_path, text, why, flags):
    file = tmp_path / "sai.csv"
    file.write_text(text, "utf-8")
    code, told, errors = imported(tmp_path / "data", file, *flags)

    assert code == 1
    assert why in told + errors
    assert errors.endswith("sai.csv: chưa lưu gì. Sửa tệp rồi nhập lại.\n")
    assert plan(tmp_path / "data") == []


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path):
    code, told, errors = imported(tmp_path, tmp_path / "nowhere.csv")

    assert (code, told, errors.count("\n")) == (1, "", 1)
