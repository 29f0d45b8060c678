"""The hall's own certificate authority and the server's certificate under it, made once and renewed when they must be.

Private keys never leave the folder, and each lies in one file with its certificate, so that the two cannot fall apart.
"""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

import clock

AUTHORITY = "khai-mac-ca.crt"  # what devices install; DER, so that the file's SHA-256 is the fingerprint
AUTHORITY_KEY = "authority.pem"
SERVER = "server.pem"

AUTHORITY_LASTS, AUTHORITY_LEFT = timedelta(days=730), timedelta(days=30)
# Apple takes at most 825 days under an authority of one's own; 397 suits those who hold all to the public rule.
SERVER_LASTS, SERVER_LEFT = timedelta(days=397), timedelta(days=7)
CLOCKS_DIFFER = timedelta(days=1)  # phones without the internet run late

_LONGEST_HOST = 34  # bytes; a common name has room for 64
_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate and the key it is for."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def ready(folder: Path, *, host: str, addresses: Iterable[str], names: Iterable[str], now: datetime) -> Path:
    """The file with the server's key and certificate, for just these addresses and names; what still serves is kept."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    wanted = frozenset([x509.IPAddress(ip_address(address)) for address in addresses] + [*map(x509.DNSName, names)])
    ca = _kept(folder / AUTHORITY_KEY)
    if not ca or not _lasts(ca.certificate, AUTHORITY_LEFT, now):
        ca = _new_authority(host, now)
        _keep(folder / AUTHORITY_KEY, ca)
    server = _kept(folder / SERVER)
    if not server or not _serves(server.certificate, ca.certificate, wanted, now):
        _keep(folder / SERVER, _new_server(ca, host, wanted, now))
    _replace(folder / AUTHORITY, ca.certificate.public_bytes(serialization.Encoding.DER))
    return folder / SERVER


def authority(folder: Path) -> bytes | None:
    """What devices install; None as long as there is none."""
    try:
        return (folder / AUTHORITY).read_bytes()
    except FileNotFoundError:
        return None


def server_ends(folder: Path) -> datetime | None:
    """When the server's own certificate runs out; None as long as there is none."""
    try:
        return x509.load_pem_x509_certificate((folder / SERVER).read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None


def fingerprint(certificate: bytes) -> tuple[str, ...]:
    """SHA-256 in four lines of four groups, for two people to compare."""
    digits = sha256(certificate).hexdigest().upper()
    groups = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return tuple(" ".join(groups[start : start + 4]) for start in range(0, len(groups), 4))


def _serves(
    certificate: x509.Certificate, ca: x509.Certificate, wanted: frozenset[x509.GeneralName], now: datetime
) -> bool:
    try:
        certificate.verify_directly_issued_by(ca)
    except (InvalidSignature, ValueError):
        return False
    covered = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return frozenset(covered) == wanted and _lasts(certificate, SERVER_LEFT, now)


def _lasts(certificate: x509.Certificate, left: timedelta, now: datetime) -> bool:
    """A clock that was wrong when it was made may have put its beginning into the future."""
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc - left


def _new_authority(host: str, now: datetime) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    made_on = now.astimezone(clock.VENUE).strftime("%d/%m/%Y")
    name = _named(f"Khai Mạc – {_short(host)} – {made_on}")
    builder = _certificate(name, name, key, begins=now - CLOCKS_DIFFER, ends=now + AUTHORITY_LASTS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    return Identity(key, builder.sign(key, hashes.SHA256()))


def _new_server(ca: Identity, host: str, wanted: frozenset[x509.GeneralName], now: datetime) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    begins = now - CLOCKS_DIFFER
    ends = min(begins + SERVER_LASTS, ca.certificate.not_valid_after_utc)
    above = ca.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    issuer = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above)
    builder = _certificate(_named(_short(host)), ca.certificate.subject, key, begins=begins, ends=ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage("digital_signature"), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    builder = builder.add_extension(x509.SubjectAlternativeName(sorted(wanted, key=repr)), critical=False)
    builder = builder.add_extension(issuer, critical=False)
    return Identity(key, builder.sign(ca.key, hashes.SHA256()))


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(ends)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _short(host: str) -> str:
    return host.encode()[:_LONGEST_HOST].decode(errors="ignore")


def _usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{use: use in allowed for use in _USES})


def _kept(file: Path) -> Identity | None:
    """A file that is missing, damaged or of another kind counts as none."""
    try:
        content = file.read_bytes()
        key = serialization.load_pem_private_key(content, None)
        certificate = x509.load_pem_x509_certificate(content)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    fits = isinstance(key, ec.EllipticCurvePrivateKey) and key.public_key() == certificate.public_key()
    file.chmod(0o600)
    return Identity(key, certificate) if fits else None


def _keep(file: Path, identity: Identity) -> None:
    key = identity.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _replace(file, key + identity.certificate.public_bytes(serialization.Encoding.PEM))


def _replace(file: Path, content: bytes) -> None:
    """Nobody else may read it, not even before it has its name; and there is never half a file."""
    number, draft = tempfile.mkstemp(dir=file.parent, suffix=".new")
    with os.fdopen(number, "wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    Path(draft).replace(file)
