"""`python app pin ROLE`: from a pipe as it stands, at a terminal asked twice without echo."""

import os
import subprocess
import sys

import pytest
from serving import PINS, ROOT, environment

from domain.facts import Role
from services import access
from store.engine import Store

COMMAND = [sys.executable, str(ROOT / "app")]
SET = "Đã đặt mã PIN"


def piped(data, typed, role="desk"):
    return subprocess.run([*COMMAND, "pin", role], input=typed, env=environment(data), capture_output=True, check=False)


def at_a_terminal(data, *answers, role="desk"):
    """Answers each question when it is asked; gives back all that the terminal showed, and how it ended."""
    pty = pytest.importorskip("pty")
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [*COMMAND, "pin", role], environment(data))  # noqa: S606 - our own program
    shown, left = "", list(answers)
    while True:
        try:
            shown += os.read(terminal, 4096).decode(errors="replace")
        except OSError:
            break
        if left and shown.rstrip().endswith(":"):
            os.write(terminal, f"{left.pop(0)}\n".encode())
            shown += "?"
    os.close(terminal)
    return shown, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def opens(data, pin, role=Role.DESK):
    store = Store(data / "khaimac.duckdb")
    try:
        return access._matches(store.state.directory.pins.get(role, ""), pin)
    finally:
        store.close()


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_from_a_pipe_the_first_line_is_the_pin(tmp_path, before):
    done = piped(tmp_path, before + "  câu mật khẩu\r\nand more\n".encode())

    assert (done.returncode, done.stderr) == (0, b"")
    assert SET in done.stdout.decode()
    assert opens(tmp_path, "câu mật khẩu")
    assert not opens(tmp_path, "câu mật khẩu", Role.WALL)


TOO_SHORT, NO_TEXT = "Mã PIN phải có ít nhất 6 chữ hoặc số.", "Không phải chữ dạng UTF-8; chưa có gì thay đổi."


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (b"", TOO_SHORT),
        (b"\n", TOO_SHORT),
        (b"12345\n", TOO_SHORT),
        (b"    1    \n", TOO_SHORT),
        (b"\xff1234567", NO_TEXT),
    ],
)
def test_what_is_no_pin_is_refused_in_words(tmp_path, typed, why):
    done = piped(tmp_path, typed)

    assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", f"{why}\n")


def test_a_role_that_nobody_has_is_refused(tmp_path):
    done = piped(tmp_path, b"123456\n", "admin")

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_it_does_not_stand_beside_a_running_server(server):
    done = piped(server.data, b"123456\n")

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert server.log_in("desk")


def test_at_a_terminal_it_is_asked_twice_and_never_shown(tmp_path):
    shown, code = at_a_terminal(tmp_path, "sao biển 7", "sao biển 7")

    assert code == 0
    assert shown.count("?") == 2
    assert "sao" not in shown
    assert SET in shown
    assert opens(tmp_path, "sao biển 7")


def test_two_different_ones_change_nothing(tmp_path):
    piped(tmp_path, PINS["desk"].encode())
    shown, code = at_a_terminal(tmp_path, "sao biển 7", "sao biển 8")

    assert code == 1
    assert "sao" not in shown
    assert SET not in shown
    assert opens(tmp_path, PINS["desk"])
