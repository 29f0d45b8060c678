"""The authority and the server's certificate: real handshakes under them, what is kept and what is made anew."""

import os
import ssl
import stat
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

import clock
from services import certificates

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LAPTOP: dict[str, Any] = {"host": "laptop", "addresses": ("127.0.0.2", "127.0.0.1"), "names": ("localhost", "laptop")}


@pytest.fixture
def keys(tmp_path):
    return tmp_path / "data" / "keys"


def ready(keys, **more):
    return certificates.ready(keys, **LAPTOP | {"now": clock.now()} | more)


def handshake(server_file: Path, authority: bytes, name: str) -> dict[str, Any]:
    """A TLS handshake in memory; the certificate that the client was shown and believed."""
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_context.load_cert_chain(server_file, server_file)
    client_context = ssl.create_default_context(cadata=authority)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    client = client_context.wrap_bio(to_client, to_server, server_hostname=name)
    for _ in range(5):
        if all([shaken(client), shaken(server)]):
            return client.getpeercert()
    raise AssertionError("no end of it")


def shaken(side: ssl.SSLObject) -> bool:
    try:
        side.do_handshake()
    except ssl.SSLWantReadError:
        return False
    return True


@pytest.mark.parametrize("name", ["127.0.0.2", "127.0.0.1", "laptop", "localhost"])
def test_whoever_has_the_authority_believes_each_address_and_name(keys, name):
    shown = handshake(ready(keys), certificates.authority(keys), name)

    assert shown["subjectAltName"] == (
        ("DNS", "laptop"), ("DNS", "localhost"), ("IP Address", "127.0.0.1"), ("IP Address", "127.0.0.2"),
    )  # fmt: skip


def test_another_name_is_not_believed(keys):
    with pytest.raises(ssl.SSLCertVerificationError, match="IP address mismatch"):
        handshake(ready(keys), certificates.authority(keys), "192.168.1.9")


def test_under_another_authority_it_is_not_believed(keys, tmp_path):
    ready(tmp_path / "other")

    with pytest.raises(ssl.SSLCertVerificationError, match="certificate verify failed"):
        handshake(ready(keys), certificates.authority(tmp_path / "other"), "laptop")


def read(keys):
    """The authority's certificate and the server's."""
    return (
        x509.load_der_x509_certificate(certificates.authority(keys)),
        x509.load_pem_x509_certificate((keys / certificates.SERVER).read_bytes()),
    )


def extensions(certificate):
    return {type(extension.value).__name__: extension.critical for extension in certificate.extensions}


def test_the_authority_is_one_that_a_person_recognises_and_signs_servers_alone(keys):
    ready(keys, now=NOW)
    authority, _ = read(keys)

    assert authority.subject.rfc4514_string() == "CN=Khai Mạc – laptop – 22/11/2026"
    assert authority.issuer == authority.subject
    assert extensions(authority) == {"BasicConstraints": True, "KeyUsage": True, "SubjectKeyIdentifier": False}
    basic = authority.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = authority.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (basic.ca, basic.path_length, usage.key_cert_sign, usage.digital_signature) == (True, 0, True, False)
    assert (authority.not_valid_before_utc, authority.not_valid_after_utc) == (NOW - DAY, NOW + 730 * DAY)


def test_the_servers_certificate_is_one_that_phones_take(keys):
    ready(keys, now=NOW)
    authority, server = read(keys)

    assert extensions(server) == {
        "BasicConstraints": True, "KeyUsage": True, "ExtendedKeyUsage": False, "SubjectAlternativeName": False,
        "SubjectKeyIdentifier": False, "AuthorityKeyIdentifier": False,
    }  # fmt: skip
    assert list(server.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [
        x509.ExtendedKeyUsageOID.SERVER_AUTH
    ]
    above = server.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    assert above == authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert (server.not_valid_before_utc, server.not_valid_after_utc) == (NOW - DAY, NOW + 396 * DAY)


@pytest.mark.parametrize(("host", "shown"), [("m" * 63, "m" * 34), ("Ở" * 15, "Ở" * 11)])
def test_a_long_name_of_a_computer_fits_into_the_authoritys(keys, host, shown):
    ready(keys, host=host, now=NOW)

    assert read(keys)[0].subject.rfc4514_string() == f"CN=Khai Mạc – {shown} – 22/11/2026"


@dataclass(frozen=True)
class Again:
    """What a second call is asked, after so many days, and what of the first is kept."""

    after: timedelta = timedelta()
    asked: tuple[tuple[str, Any], ...] = ()
    authority: bool = True
    server: bool = True


KEPT = Again()
AGAIN = {
    "the same": KEPT,
    "in another order": replace(KEPT, asked=(("addresses", ("127.0.0.1", "127.0.0.2")),)),
    "another address": Again(asked=(("addresses", ("127.0.0.3", "127.0.0.1")),), server=False),
    "one address less": Again(asked=(("addresses", ("127.0.0.2",)),), server=False),
    "one name more": Again(asked=(("names", ("localhost", "laptop", "checkin.example")),), server=False),
    "seven days left": replace(KEPT, after=389 * DAY),
    "less than seven days left": Again(after=389 * DAY + timedelta(seconds=1), server=False),
    "the authority has thirty days left": Again(after=700 * DAY, server=False),
    "the authority has less": Again(after=700 * DAY + timedelta(seconds=1), authority=False, server=False),
    "the clock had been ahead": Again(after=-2 * DAY, authority=False, server=False),
}


@pytest.mark.parametrize("case", AGAIN.values(), ids=AGAIN.keys())
def test_what_still_serves_is_kept_and_what_does_not_is_made_anew(keys, case):
    ready(keys, now=NOW)
    before = read(keys)
    ready(keys, now=NOW + case.after, **dict(case.asked))
    after = read(keys)

    assert (after[0] == before[0], after[1] == before[1]) == (case.authority, case.server)
    after[1].verify_directly_issued_by(after[0])


def test_it_does_not_outlive_its_authority(keys):
    ready(keys, now=NOW)
    ready(keys, now=NOW + 600 * DAY)
    authority, server = read(keys)

    assert server.not_valid_after_utc == authority.not_valid_after_utc


def test_a_certificate_of_another_authority_is_made_anew(keys, tmp_path):
    ready(tmp_path / "other", now=NOW)
    ready(keys, now=NOW)
    (keys / certificates.SERVER).write_bytes((tmp_path / "other" / certificates.SERVER).read_bytes())
    ready(keys, now=NOW)

    authority, server = read(keys)
    server.verify_directly_issued_by(authority)


@pytest.mark.parametrize(
    "damage", [b"", b"half a fi", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
@pytest.mark.parametrize("file", [certificates.SERVER, certificates.AUTHORITY_KEY])
def test_a_damaged_file_is_made_anew(keys, file, damage):
    ready(keys)
    (keys / file).write_bytes(damage)

    assert handshake(ready(keys), certificates.authority(keys), "laptop")


def test_a_key_that_does_not_fit_is_made_anew(keys, tmp_path):
    ready(keys)
    ready(tmp_path / "other")
    end = b"-----END PRIVATE KEY-----\n"
    foreign = (tmp_path / "other" / certificates.SERVER).read_bytes().partition(end)[0]
    own = (keys / certificates.SERVER).read_bytes().partition(end)[2]
    (keys / certificates.SERVER).write_bytes(foreign + end + own)

    assert handshake(ready(keys), certificates.authority(keys), "laptop")


@pytest.mark.skipif(os.name == "nt", reason="has no modes")
def test_nobody_else_may_read_a_key_even_if_the_folder_was_open_before(keys):
    keys.mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    ready(keys)
    (keys / certificates.SERVER).chmod(0o644)
    ready(keys)
    os.umask(before)

    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {
        certificates.AUTHORITY: 0o600, certificates.AUTHORITY_KEY: 0o600, certificates.SERVER: 0o600,
    }  # fmt: skip


def test_what_devices_install_holds_no_key(keys):
    ready(keys)

    x509.load_der_x509_certificate(certificates.authority(keys))
    assert b"PRIVATE" not in certificates.authority(keys)


def test_without_the_hall_there_is_no_authority(keys):
    assert certificates.authority(keys) is None


def test_when_the_servers_certificate_runs_out(keys):
    assert certificates.server_ends(keys) is None
    ready(keys, now=NOW)
    assert certificates.server_ends(keys) == NOW + certificates.SERVER_LASTS - certificates.CLOCKS_DIFFER
    (keys / certificates.SERVER).write_text("rubbish")
    assert certificates.server_ends(keys) is None


def test_the_fingerprint_is_that_of_the_file_in_lines_to_compare():
    assert certificates.fingerprint(b"Khai M\xe1\xba\xa1c") == (
        "0D38 C05E 2A58 4627", "1356 D088 4A9C 8998", "A048 6BB4 6755 3DD9", "59C1 1F75 9155 3FBE",
    )  # fmt: skip
