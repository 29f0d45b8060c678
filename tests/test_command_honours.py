"""`python app import honours FILE`: after the roster, looked at first, refused whole when something is wrong."""

import shutil
import subprocess
import sys

import pytest
from serving import ROOT, environment

from store.engine import Store

COMMAND = [sys.executable, str(ROOT / "app")]
DEMO = ROOT / "data" / "demo" / "honours.csv"


def imported(data, file, *flags):
    done = subprocess.run(
        [*COMMAND, "import", "honours", str(file), *flags], env=environment(data), capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def presenter(data):
    store = Store(data / "khaimac.duckdb")
    try:
        return store.state.directory.batches["H01"].presenter
    finally:
        store.close()


@pytest.fixture
def data(tmp_path, demo_data):
    return shutil.copytree(demo_data, tmp_path / "data")


@pytest.fixture
def other(tmp_path):
    """The demo's file with another presenter of the first batch."""
    file = tmp_path / "khen.csv"
    file.write_text(DEMO.read_text("utf-8").replace("Đại diện lãnh đạo UBND tỉnh", "Ông A", 1), "utf-8")
    return file


def test_the_roster_comes_first(tmp_path):
    code, told, errors = imported(tmp_path, DEMO)

    assert (code, told) == (1, "")
    assert errors == "honours.csv: cần nhập danh sách đại biểu trước; chưa lưu gì.\n"


def test_the_same_list_again_changes_nothing(data):
    code, told, errors = imported(data, DEMO)

    assert (code, told) == (0, "honours.csv: thêm 0 phần thưởng, đổi 0 chỗ, bỏ 0.\n")
    assert errors.count("lên sân khấu lần 2") == errors.count("\n") == 3


def test_a_dry_run_tells_all_and_stores_nothing(data, other):
    code, told, errors = imported(data, other, "--dry-run")

    assert (code, errors) == (0, "")
    assert told.splitlines()[-2:] == [
        "đợt H01 · Người trao · Đại diện lãnh đạo UBND tỉnh → Ông A",
        "khen.csv: đọc được 90 phần thưởng trong 16 đợt, thêm 0, đổi 1, bỏ 0; chưa lưu gì.",
    ]
    assert presenter(data) == "Đại diện lãnh đạo UBND tỉnh"


def test_a_change_is_stored(data, other):
    assert imported(data, other)[:2] == (0, "khen.csv: thêm 0 phần thưởng, đổi 1 chỗ, bỏ 0.\n")
    assert presenter(data) == "Ông A"


@pytest.mark.parametrize("flags", [(), ("--dry-run",)])
def test_a_file_with_errors_stores_nothing(data, tmp_path, flags):
    file = tmp_path / "sai.csv"
    file.write_text(DEMO.read_text("utf-8").replace("DB021", "DB999"), "utf-8")
    code, told, errors = imported(data, file, *flags)

    assert code == 1
    assert "dòng 2 · Mã đại biểu · không có đại biểu mang mã DB999, sửa mã" in told + errors
    assert errors.endswith("sai.csv: chưa lưu gì. Sửa tệp rồi nhập lại.\n")
    assert presenter(data) == "Đại diện lãnh đạo UBND tỉnh"
