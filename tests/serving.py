"""The real program as a process of its own: start, ask over HTTP, stop, kill. For tests and benchmarks."""

import contextlib
import csv
import http.client
import json
import os
import random
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 30  # seconds
COOKIE = "khaimac_session"
PINS = {role: f"mã của {role}" for role in ("organiser", "office", "desk", "mc", "wall")}


class Server:
    """One copy of the program on its own data folder; what it says goes to a file beside that."""

    def __init__(self, data: Path) -> None:
        self.data, self.port, self._process = data, free_port(), None
        self.log = data.with_name(f"{data.name}.log")
        self.url = f"http://127.0.0.1:{self.port}"

    def command(self, *arguments: str) -> str:
        return run_command(self.data, *arguments)

    def start(self) -> None:
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                serve_command(self.port), env=environment(self.data), cwd=self.data,
                stdout=subprocess.DEVNULL, stderr=log,
            )  # fmt: skip
        wait_until(self.is_answering, STARTS_WITHIN)

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.wait(20)
        self._process = None

    def is_answering(self) -> bool:
        if self._process.poll() is not None:
            raise AssertionError(self.log.read_text())
        try:
            return self.ask("GET", "/api/health", timeout=1)[0] == 200
        except OSError:
            return False

    @property
    def pid(self) -> int:
        return self._process.pid

    def codes(self) -> dict[str, str]:
        """Badge code by delegate code. Asked while nothing serves the data, remembered for afterwards."""
        file = self.data / "codes.csv"
        if not file.exists():
            self.command("codes", str(file))
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return {row[0]: row[-1] for row in list(csv.reader(lines))[1:]}

    def ask(
        self, method: str, path: str, body: bytes | None = None, *, role: str = "desk", timeout: float = 20
    ) -> tuple[int, dict]:
        with closing(self.asker(role, timeout)) as asker:
            return asker.ask(method, path, body)

    def get(self, path: str, *, role: str = "desk") -> tuple[int, dict]:
        return self.ask("GET", path, role=role)

    def post(self, path: str, body: Any, *, role: str = "desk") -> tuple[int, dict]:
        return self.ask("POST", path, as_bytes(body), role=role)

    def asker(self, role: str = "desk", timeout: float = 20) -> "Asker":
        return Asker(self.port, self.cookies.get(role, ""), timeout)

    @property
    def cookies(self) -> dict[str, str]:
        """The session cookie of each role, as `log_in_all` left them with the data; without that nobody has one."""
        kept = self.data / "cookies.json"
        return json.loads(kept.read_text("utf-8")) if kept.exists() else {}

    def start_and_log_in(self) -> None:
        """The first start: PINs for all roles, then a session for each."""
        self.set_pins()
        self.start()
        self.log_in_all()

    def set_pins(self) -> None:
        for role, pin in PINS.items():
            run_command(self.data, "pin", role, typed=pin)

    def log_in_all(self) -> None:
        cookies = {role: self.log_in(role) for role in PINS}
        (self.data / "cookies.json").write_text(json.dumps(cookies), "utf-8")

    def log_in(self, role: str, **more: Any) -> str:
        """A new session's cookie."""
        with closing(self.asker("nobody")) as asker:
            status, answer, headers = asker.ask_whole(
                "POST", "/api/login", as_bytes({"role": role, "pin": PINS[role]} | more)
            )
        assert status == 200, answer
        return headers["Set-Cookie"].split(";")[0].partition("=")[2]

    def scan(self, code: str, *, desk: str = "A", **more: Any) -> dict:
        """The answer to a scan that must be taken."""
        status, answer = self.post("/api/scan", a_scan(code=code, desk=desk) | more)
        assert status == 200, answer
        return answer


class Asker:
    """One kept-alive connection, as a desk has."""

    def __init__(self, port: int, cookie: str = "", timeout: float = 20) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self._headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}

    def get(self, path: str) -> tuple[int, dict]:
        return self.ask("GET", path)

    def post(self, path: str, body: Any) -> tuple[int, dict]:
        return self.ask("POST", path, as_bytes(body))

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, dict]:
        return self.ask_whole(method, path, body)[:2]

    def ask_whole(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict, http.client.HTTPMessage]:
        """With the answer's headers; `headers` take the place of those a desk sends."""
        typed = {"Content-Type": "application/json"} if body else {}
        self._connection.request(method, path, body, self._headers | typed | headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read() or b"{}"), answer.headers

    def close(self) -> None:
        self._connection.close()


def as_bytes(body: Any) -> bytes:
    """`body` is JSON to be written, or the bytes themselves."""
    return body if isinstance(body, bytes) else json.dumps(body).encode()


def an_id() -> str:
    return secrets.token_hex(16)


def a_scan(**more: Any) -> dict[str, Any]:
    return {"scan_id": an_id(), "desk": "A", "way": "scanner"} | more


def run_command(data: Path, *arguments: str, typed: str = "") -> str:
    command = [sys.executable, str(ROOT / "app"), *arguments]
    done = subprocess.run(
        command, env=environment(data), input=typed, capture_output=True, text=True, encoding="utf-8"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def serve_command(port: int) -> list[str]:
    return [sys.executable, "-m", "streamlit", "run", str(ROOT / "app"), "--server.port", str(port)]


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "KHAIMAC_DATA": str(data), "PYTHONUTF8": "1"}


def free_port() -> int:
    """Below those that the system gives to callers: who knocks again and again at one of those meets itself."""
    for port in random.SystemRandom().sample(range(20_000, 30_000), 100):
        with contextlib.suppress(OSError):
            socket.create_server(("127.0.0.1", port)).close()
            return port
    raise AssertionError("no free port")


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        time.sleep(0.01)
