"""The keys that a spare laptop needs and no backup holds: the hall's authority and certificate, the cookies' secret.

Carried in a folder of their own and proved before anything is changed. The data themselves are `restore`'s.
"""

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

import settings
from clock import VENUE
from services.access import COOKIE_KEY
from services.backup import DATABASE, MANIFEST, whole
from services.certificates import AUTHORITY, AUTHORITY_KEY, SERVER
from services.network import LOOPBACK
from services.restore import Flaw, Restored, Unproven, restore
from store.engine import must_be_free

FOLDER, NOTE = "khaimac-spare", "spare.json"
FILES = (AUTHORITY_KEY, AUTHORITY, SERVER, COOKIE_KEY)


class NoKeys(Exception):
    """What a start in the hall's network and a login would have made."""


@dataclass(frozen=True, slots=True)
class Spare:
    """The note beside the keys: where the hall reaches the first laptop, and the files' SHA-256 sums."""

    version: str
    made_at: str
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """`kept` are the keys that were there, if they were others."""

    source: Path
    spare: Spare
    kept: Path | None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What the folder gave: a backup, the keys, or both."""

    restored: Restored | None
    placed: Placed | None


def carry(keys: Path, folder: Path, *, now: datetime) -> Spare:
    """Into `folder`, in place of what was carried before. A server may run. Raises NoKeys and OSError."""
    if missing := [name for name in FILES if not (keys / name).is_file()]:
        raise NoKeys(", ".join(missing))
    content = {name: (keys / name).read_bytes() for name in FILES}
    made_at = now.astimezone(VENUE).isoformat(timespec="seconds")
    spare = Spare(settings.VERSION, made_at, *_reached_at(content[SERVER]), _sums(content))
    note, target, old = json.dumps(asdict(spare), indent=2).encode(), folder / FOLDER, folder / f"{FOLDER}.old"
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    _exchange(target, content | {NOTE: note}, aside=old)
    shutil.rmtree(old, ignore_errors=True)
    return spare


def take_over(folder: Path, into: Path, *, now: datetime) -> TakenOver:
    """All that `folder` holds, each proved before anything is changed. Raises StoreHeld, Unproven and OSError."""
    must_be_free(into / DATABASE)
    source = _carried_in(folder)
    spare = _proved(source) if source else None
    restored = restore(folder, into, now=now) if not spare or _has_backup(folder) else None
    return TakenOver(restored, _placed(source, spare, into / settings.KEYS.name, now) if source and spare else None)


def _has_backup(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() or bool(whole(folder))


def _carried_in(folder: Path) -> Path | None:
    """In it, or beside the one backup that it is."""
    places = (folder, folder / FOLDER, folder.parent / FOLDER if (folder / MANIFEST).is_file() else folder)
    return next((place for place in places if (place / NOTE).is_file()), None)


def _proved(source: Path) -> Spare:
    try:
        fields = json.loads((source / NOTE).read_text("utf-8"))
        spare = Spare(**fields | {name: tuple(fields[name]) for name in ("addresses", "names")})
        found = _sums({name: (source / name).read_bytes() for name in FILES if (source / name).exists()})
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise Unproven(Flaw.KEYS, source, NOTE) from error
    if wrong := [name for name in FILES if name not in found or found[name] != spare.files.get(name)]:
        raise Unproven(Flaw.KEYS, source, ", ".join(wrong))
    return spare


def _placed(source: Path, spare: Spare, keys: Path, now: datetime) -> Placed:
    content = {name: (source / name).read_bytes() for name in FILES}
    if all((keys / name).is_file() and (keys / name).read_bytes() == content[name] for name in FILES):
        return Placed(source, spare, None)
    keys.parent.mkdir(parents=True, exist_ok=True)
    aside = keys.with_name(f"keys-before-restore-{now.astimezone(VENUE):%Y%m%d-%H%M%S}")
    return Placed(source, spare, _exchange(keys, content, aside=aside))


def _exchange(folder: Path, content: dict[str, bytes], *, aside: Path) -> Path | None:
    """A draft beside it, whole on the medium before it gets the name; where it went that was there."""
    draft = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(mode=0o700)
        for name, text in content.items():
            _write(draft / name, text)
        kept = folder.rename(aside) if folder.exists() else None
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return kept


def _write(file: Path, content: bytes) -> None:
    with open(file, "wb", opener=_for_the_owner) as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())


def _for_the_owner(file: str, flags: int) -> int:
    """Nobody else may read it, as far as the medium knows owners."""
    return os.open(file, flags, 0o600)


def _sums(content: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(text).hexdigest() for name, text in content.items()}


def _reached_at(server: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Addresses and names, without those by which each laptop reaches itself."""
    covered = x509.load_pem_x509_certificate(server).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    addresses = {str(address) for address in covered.value.get_values_for_type(x509.IPAddress)}
    names = set(covered.value.get_values_for_type(x509.DNSName))
    return tuple(sorted(addresses - {LOOPBACK})), tuple(sorted(names - {"localhost"}))
