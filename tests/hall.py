"""The real program in the hall's network: over TLS at one address of this machine, over the plain door at another."""

import http.client
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from serving import COOKIE, ROOT, STARTS_WITHIN, Server, environment, free_port, wait_until

from services import certificates
from services.network import LOOPBACK

HALL = "127.0.0.2"  # as an address of the hall's network: this machine's, and not the loopback address itself


class LanServer(Server):
    """One copy in the hall's network. What `Server` asks goes to the plain door of its own laptop, at `own_url`."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.tls_port = free_pair()
        self.port = self.tls_port + 1
        self.url, self.own_url = f"https://{HALL}:{self.tls_port}", f"http://{LOOPBACK}:{self.port}"
        self.said = data.with_name(f"{data.name}.out")

    def start(self, *more: str) -> None:
        with self.log.open("w") as log, self.said.open("w") as said:
            self._process = subprocess.Popen(
                lan_command(self.tls_port, *more), env=environment(self.data), cwd=self.data, stdout=said, stderr=log
            )
        wait_until(self.is_answering, STARTS_WITHIN)

    def trusting(self) -> ssl.SSLContext:
        """As a device with the authority installed, and no other."""
        return ssl.create_default_context(cadata=certificates.authority(self.data / "keys"))

    def secure(self, path: str, *, host: str = HALL) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPSConnection(HALL, self.tls_port, context=self.trusting(), timeout=20)
        return asked(connection, "GET", path, host=f"{host}:{self.tls_port}")

    def plain(
        self,
        method: str,
        path: str,
        *,
        address: str = HALL,
        host: str | None = None,
        agent: str = "",
        body: bytes = b"",
        cookie: str = "",
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection(address, self.port, timeout=20)
        return asked(
            connection, method, path, host=host or f"{address}:{self.port}", agent=agent, body=body, cookie=cookie
        )


def asked(connection, method, path, *, host, agent="", body=b"", cookie=""):
    sent = {"Host": host, "User-Agent": agent} | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    with closing(connection):
        connection.request(method, path, body or None, sent)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def lan_command(port: int, *more: str) -> list[str]:
    options = ["--lan", "--address", HALL, "--port", str(port), *more]
    return [sys.executable, str(ROOT / "app"), "serve", *options]


def free_pair() -> int:
    """A port that is free together with the next, at both addresses."""
    for _ in range(50):
        port = free_port()
        try:
            for address in (HALL, LOOPBACK):
                socket.create_server((address, port + 1)).close()
            socket.create_server((HALL, port)).close()
        except OSError:
            continue
        return port
    raise AssertionError("no two free ports")
