"""`python app backup FOLDER` and `python app restore FOLDER`: what they say, and that a served folder is left alone."""

import json
import shutil
import subprocess
import sys

import pytest
from serving import ROOT, environment, run_command


def asked(data, *arguments):
    """(exit code, what was said, complaint)"""
    command = [sys.executable, str(ROOT / "app"), *map(str, arguments)]
    done = subprocess.run(command, env=environment(data), capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.fixture(scope="module")
def copy(demo_data, tmp_path_factory):
    """A backup of the demo, by the command; to be copied."""
    stick = tmp_path_factory.mktemp("stick")
    said = run_command(demo_data, "backup", str(stick))
    [made] = stick.iterdir()
    assert said == f"Đã sao lưu vào {made}.\n"
    return made


def seq(copy):
    return json.loads((copy / "manifest.json").read_text("utf-8"))["seq"]


def test_what_the_one_copied_the_other_puts_back_and_names(copy, tmp_path):
    data = tmp_path / "data"
    first = asked(data, "restore", copy.parent)
    code, said, complaint = asked(data, "--lang", "en", "restore", copy)
    [kept] = data.glob("khaimac-before-restore-*.duckdb")

    assert first == (0, f"Đã khôi phục {copy} vào {data}: đọc lại {seq(copy)} dòng sổ, có mặt 0.", "")
    assert (code, complaint) == (0, "")
    assert said.splitlines() == [
        f"{copy} is restored into {data}: {seq(copy)} facts replayed, 0 present.",
        f"What was there is kept as {kept}.",
    ]
    assert asked(data, "check")[0] == 0


def test_into_names_another_folder(copy, tmp_path):
    code, _, _ = asked(tmp_path / "mine", "restore", copy, "--into", tmp_path / "spare")

    assert (code, (tmp_path / "spare" / "khaimac.duckdb").exists(), (tmp_path / "mine").exists()) == (0, True, False)


def test_a_damaged_copy_is_refused_in_one_sentence(copy, tmp_path):
    broken = shutil.copytree(copy, tmp_path / copy.name)
    (broken / "tables" / "pin.parquet").write_bytes(b"")

    assert asked(tmp_path / "data", "restore", tmp_path) == (
        1,
        "",
        f"{broken} đã hỏng (tables/pin.parquet không còn như lúc ghi). Chưa có gì thay đổi; "
        "xin chọn bản sao lưu trước đó.",
    )
    assert not list((tmp_path / "data").glob("*"))


def test_a_folder_without_backups_is_refused_in_one_sentence(tmp_path):
    sentence = f"{tmp_path} không có bản sao lưu nào trọn vẹn. Chưa có gì thay đổi."

    assert asked(tmp_path / "data", "restore", tmp_path) == (1, "", sentence)


def test_data_that_a_server_holds_are_left_alone(running, copy):
    before = sorted(path.name for path in running.data.iterdir())
    code, said, complaint = asked(running.data, "restore", copy)

    [sentence] = complaint.splitlines()
    assert (code, said) == (1, "")
    assert running.url in sentence
    assert sorted(path.name for path in running.data.iterdir()) == before
    assert running.get("/api/health")[0] == 200


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(copy, tmp_path):
    (tmp_path / "data").write_text("no folder")
    code, said, complaint = asked(tmp_path / "spare", "restore", copy, "--into", tmp_path / "data")

    assert (code, said) == (1, "")
    assert complaint.startswith(f"Không ghi được vào thư mục {tmp_path / 'data'}: ")
    assert len(complaint.splitlines()) == 1
