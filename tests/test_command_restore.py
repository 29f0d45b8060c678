"""`python app backup`, `restore` and `spare FOLDER`: what they say, and that a served folder is left alone."""

import json
import shutil
import subprocess
import sys

import pytest
from days import NINE
from serving import ROOT, environment, run_command

from services import certificates


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
        f"{broken} đã hỏng (tables/pin.parquet không còn như lúc ghi). Chưa có gì thay đổi. "
        "Bên cạnh không còn bản sao lưu nào cũ hơn.",
    )
    assert not list((tmp_path / "data").glob("*"))


def test_the_one_before_a_damaged_copy_is_named_and_then_put_back(copy, tmp_path):
    earlier = shutil.copytree(copy, tmp_path / "khaimac-20200101-000000")
    broken = shutil.copytree(copy, tmp_path / copy.name)
    (broken / "khaimac.duckdb").write_bytes(b"")

    code, _, complaint = asked(tmp_path / "data", "--lang", "en", "restore", tmp_path)
    assert (code, complaint) == (
        1,
        f"{broken} is damaged (khaimac.duckdb is not as it was written). Nothing was changed. "
        f"The backup before it is {earlier}: name that one.",
    )
    assert asked(tmp_path / "data", "restore", earlier)[0] == 0


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


# --- the spare's keys ------------------------------------------------------------------------------------------------

ELSEWHERE = "192.0.2.7"  # an address for documentation: no computer has it


@pytest.fixture
def stick(running, tmp_path):
    """The keys of the running server's laptop, carried while it runs."""
    hall = {"host": "may-chinh", "addresses": (ELSEWHERE, "127.0.0.1"), "names": ("localhost", "may-chinh")}
    certificates.ready(running.data / "keys", **hall, now=NINE)
    folder = tmp_path / "stick"
    folder.mkdir()
    assert asked(running.data, "--lang", "en", "spare", folder) == (
        0,
        f"The keys are in {folder / 'khaimac-spare'}. Whoever holds them can pass for this server: "
        "keep them like a key.\n"
        f"On the spare laptop, this evening: python app restore {folder} (this folder as the spare sees it).\n"
        f"On the day it must have the address of this laptop, {ELSEWHERE}, may-chinh, and the same port.",
        "",
    )
    return folder


def test_the_keys_alone_are_put_in_place_and_it_says_what_to_do_next(stick, tmp_path):
    data = tmp_path / "data"
    made_at = json.loads((stick / "khaimac-spare" / "spare.json").read_text("utf-8"))["made_at"]
    first, again = (asked(data, "restore", stick) for _ in range(2))

    assert (
        first
        == again
        == (
            0,
            f"{stick} không có bản sao lưu: dữ liệu trên máy này giữ nguyên.\n"
            f"Đã đặt bộ khóa của máy chính (lập {made_at[:16].replace('T', ' ')}) vào {data / 'keys'}.\n"
            f"Máy này chưa có địa chỉ của máy chính ({ELSEWHERE}): trước hết hãy đặt địa chỉ đó.\n"
            "Sau đó khởi động, thêm --port và --address như máy chính nếu có dùng: "
            "python app serve --lan --name may-chinh",
            "",
        )
    )
    assert [path.name for path in data.iterdir()] == ["keys"]


def test_backup_and_keys_are_told_of_together_with_what_was_there(stick, copy, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(copy, stick / copy.name)
    certificates.ready(data / "keys", host="spare", addresses=("127.0.0.1",), names=("localhost",), now=NINE)
    code, said, complaint = asked(data, "--lang", "en", "restore", stick)
    [kept] = data.glob("keys-before-restore-*")

    assert (code, complaint) == (0, "")
    assert (
        said.splitlines()[0] == f"{stick / copy.name} is restored into {data}: {seq(copy)} facts replayed, 0 present."
    )
    assert said.splitlines()[2] == f"The keys that were there are kept as {kept}."


def test_damaged_keys_are_refused_in_one_sentence(stick, tmp_path):
    (stick / "khaimac-spare" / "cookie.key").write_text("")
    code, said, complaint = asked(tmp_path / "data", "restore", stick)

    assert (code, said) == (1, "")
    assert complaint.startswith(f"Bộ khóa trong {stick / 'khaimac-spare'} đã hỏng (cookie.key). Chưa có gì thay đổi.")
    assert len(complaint.splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_without_keys_there_is_nothing_to_carry_and_it_says_how_to_get_them(tmp_path):
    assert asked(tmp_path / "data", "spare", tmp_path) == (
        1,
        "",
        "Chưa có bộ khóa để mang sang (authority.pem, khai-mac-ca.crt, server.pem, cookie.key): "
        "hãy chạy python app serve --lan một lần và đăng nhập, rồi chạy lại lệnh này.",
    )
    assert not list(tmp_path.iterdir())


def test_a_stick_that_is_not_there_is_told_in_one_sentence(stick, running):
    code, said, complaint = asked(running.data, "spare", stick / "nowhere")

    assert (code, said) == (1, "")
    assert complaint.startswith(f"Không ghi được vào thư mục {stick / 'nowhere'}: ")
