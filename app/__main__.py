"""`python app …`: the office's commands, for scripts and for the evening before."""

import argparse
import os
import runpy
import socket
import sys
from collections.abc import Callable, Iterable
from getpass import getpass
from io import TextIOWrapper
from ipaddress import IPv4Address
from pathlib import Path
from threading import Event, Thread
from typing import Any, NoReturn

import clock
import settings
from domain.audit import Export
from domain.conference import Words
from domain.facts import Refusal, Refused, Role
from domain.roster import Level
from services import (
    access,
    agenda_list,
    audit,
    backup,
    certificates,
    conference,
    honour_papers,
    honours_list,
    network,
    notice_paper,
    printing,
    restore,
    roster,
    spare,
)
from services.house import close_house, house
from services.running_script import running_script
from services.spreadsheets import UnreadableFile, preview_csv
from store.engine import Receipt, Store, StoreBroken, StoreHeld, StoreUnavailable
from ui.backups import flaw_message
from ui.changes import change_lines
from ui.held import broken_message, held_message
from ui.honours_changes import honours_change_lines
from ui.honours_problems import honours_problem_line
from ui.lan_words import greeting
from ui.messages import refusal_message
from ui.problems import problem_line, unreadable_message
from ui.programme_problems import agenda_change_lines, agenda_problem_line
from ui.spare import carried_lines, taken_over_lines
from ui.words import LANGUAGES, N_, translate

_GRAVE = (Level.ERROR, Level.WARNING)


class Failed(Exception):
    """Why a command could not do it, in one plain sentence of the user's language."""


class Speaker:
    """One line on the standard output for what was done; the seconds on the other one, when it takes long."""

    def __init__(self, language: str) -> None:
        self.language = language

    def words(self, text: str, **fields: object) -> str:
        return translate(text, self.language).format(**fields)

    def fail(self, text: str, **fields: object) -> NoReturn:
        raise Failed(self.words(text, **fields))

    def count(self, over: Event) -> None:
        """The seconds aloud, from the first one on."""
        seconds = 0
        while not over.wait(1.0):
            seconds += 1
            print(self.words(N_("working, {seconds} s"), seconds=seconds), file=sys.stderr, flush=True)


def import_file(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    return IMPORTS[options.what](store, options, speaker)


def import_roster(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    """An empty data folder gets the default conference first."""
    shown = _previewed(store, options.file, _read(options.file, speaker), speaker)
    if options.dry_run:
        return _dry_run(shown, speaker)
    told = [problem_line(problem, speaker.language) for problem in shown.problems if problem.level in _GRAVE]
    for line in [*told, *change_lines(shown.comparison, speaker.language)]:
        print(line, file=sys.stderr)
    if not shown.draft.rows:
        speaker.fail(N_("{file}: no delegates found, nothing stored."), file=shown.file)
    _by_default(store)
    applied = _done(roster.apply(store, shown, role=Role.ORGANISER, now=clock.now()), speaker).answer
    if applied.blocked and not applied.added + applied.changed:
        speaker.fail(
            N_("{file}: nothing stored, all {blocked} rows have errors."), file=shown.file, blocked=applied.blocked
        )
    return speaker.words(
        N_("{file}: {added} added, {changed} changed, {blocked} rows not stored because of errors."),
        file=shown.file, added=applied.added, changed=applied.changed, blocked=applied.blocked,
    )  # fmt: skip


def import_agenda(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    """An empty data folder gets the default conference first; its items are then what the file changes."""
    content = _read(options.file, speaker)
    shown = _agenda_previewed(store, options.file, content, speaker)
    changes = agenda_change_lines(shown.comparison, speaker.language) if shown.draft.is_sound else ()
    _tell_of_sheet(shown, line_of=agenda_problem_line, changes=changes, options=options, speaker=speaker)
    counts = {"added": len(shown.comparison.added), "changed": len(shown.comparison.changed)}
    counts |= {"removed": len(shown.comparison.removed), "items": len(shown.draft.entries)}
    if options.dry_run:
        return speaker.words(
            N_("{file}: {items} items read, {added} to add, {changed} to change, {removed} to remove; nothing stored."),
            file=shown.file, **counts,
        )  # fmt: skip
    if not store.state.day.conference:
        _by_default(store)
        shown = _agenda_previewed(store, options.file, content, speaker)
    applied = _done(agenda_list.apply(store, shown, role=Role.ORGANISER, now=clock.now()), speaker).answer
    return speaker.words(
        N_("{file}: {added} items added, {changed} changed, {removed} removed."),
        file=shown.file, added=applied.added, changed=applied.changed, removed=applied.removed,
    )  # fmt: skip


def import_honours(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    """Whoever is honoured is looked up in the roster, which comes first."""
    shown = _honours_previewed(store, options.file, speaker)
    changes = honours_change_lines(shown, store.state, speaker.language) if shown.draft.is_sound else ()
    _tell_of_sheet(shown, line_of=honours_problem_line, changes=changes, options=options, speaker=speaker)
    counts = honours_list.counted(shown.comparison)
    if options.dry_run:
        return speaker.words(
            N_(
                "{file}: {certificates} certificates read in {batches} batches, {added} to add, {changed} to change, "
                "{removed} to remove; nothing stored."
            ),
            file=shown.file, certificates=shown.certificates, batches=len(shown.draft.batches),
            added=counts.added, changed=counts.changed, removed=counts.removed,
        )  # fmt: skip
    applied = _done(honours_list.apply(store, shown, role=Role.ORGANISER, now=clock.now()), speaker).answer
    return speaker.words(
        N_("{file}: {added} certificates added, {changed} changes, {removed} removed."),
        file=shown.file, added=applied.added, changed=applied.changed, removed=applied.removed,
    )  # fmt: skip


def export(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    state = _set_up(store, speaker)
    write = roster.export_csv if options.file.lower().endswith(".csv") else roster.export_xlsx
    _record_export(store, Export.ROSTER, len(state.day.delegates), speaker)
    _write(options.file, write(state), speaker)
    return speaker.words(N_("{count} people written to {file}."), count=len(state.day.delegates), file=options.file)


def _record_export(store: Store, what: Export, rows: int, speaker: Speaker) -> None:
    """Before the file is written: personal data leaves the house with an entry, or not at all."""
    _done(audit.record_export(store, what, rows, role=Role.ORGANISER, now=clock.now()), speaker)


def demo(store: Store, _options: argparse.Namespace, speaker: Speaker) -> str:
    receipt = _done(roster.load_demo(store, role=Role.ORGANISER, now=clock.now()), speaker)
    return speaker.words(N_("Demo data loaded: {count} people, fictional."), count=len(receipt.answer))


def badges(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    state = _set_up(store, speaker)
    printable = printing.printable(state)
    asked = printable if options.only is None else options.only.upper().replace(",", " ").split()
    wanted = list(dict.fromkeys(asked))
    if missing := [code for code in wanted if code not in set(printable)]:
        speaker.fail(N_("No badge to print for {codes}: not on the list, or no longer."), codes=", ".join(missing))
    if not wanted:
        speaker.fail(N_("The list is empty: nothing to print."))
    _record_export(store, Export.BADGES, len(wanted), speaker)
    _write(options.file, printing.badges(state, wanted), speaker)
    return speaker.words(N_("{count} badges written to {file}."), count=len(wanted), file=options.file)


def codes(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    state = _set_up(store, speaker)
    _record_export(store, Export.CODES, len(printing.printable(state)), speaker)
    _write(options.file, printing.codes_csv(state).encode("utf-8"), speaker)
    return speaker.words(
        N_("{count} codes written to {file}."), count=len(printing.printable(state)), file=options.file
    )


def script(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    state = _set_up(store, speaker)
    _record_export(store, Export.SCRIPT, len(state.day.agenda.plan), speaker)
    _write(options.file, running_script(state, now=clock.now()), speaker)
    return speaker.words(N_("The running script is written to {file}."), file=options.file)


def notice(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    _write(options.file, notice_paper.notice_sheet(_set_up(store, speaker), now=clock.now()), speaker)
    return speaker.words(N_("The notice on personal data is written to {file}."), file=options.file)


def honour_sheets(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    """All four of one version, which is on paper with it."""
    if not _set_up(store, speaker).day.honours.batches:
        speaker.fail(N_("There is no list of honours yet."))
    folder = Path(options.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        speaker.fail(N_("The folder {folder} cannot be written: {error}"), folder=folder, error=error.strerror)
    printed = _done(honour_papers.print_papers(store, role=Role.ORGANISER, now=clock.now()), speaker).answer
    version = printed.honours.version
    for paper, content in printed.files.items():
        _write(str(folder / honour_papers.file_name(paper, version)), content, speaker)
    return speaker.words(N_("List version {version}: {count} papers written to {folder}."),
        version=version, count=len(printed.files), folder=folder,
    )  # fmt: skip


def open_day(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    present = store.state.day.figures.present
    _done(
        conference.open_day(
            store, keep=options.keep, reason=options.reason, role=Role.ORGANISER, now=clock.now()
        ),
        speaker,
    )  # fmt: skip
    if options.keep:
        return speaker.words(N_("The day is open; {count} present stay as they are."), count=present)
    return speaker.words(
        N_("The day is open; presence starts from nothing ({count} present until now do not count)."), count=present
    )


def copy(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    try:
        Path(options.folder).mkdir(parents=True, exist_ok=True)
        target = backup.backup(store, Path(options.folder), now=clock.now())
    except OSError as error:
        speaker.fail(N_("The folder {folder} cannot be written: {error}"), folder=options.folder, error=error.strerror)
    return speaker.words(N_("Copied to {file}."), file=target)


def carry_keys(options: argparse.Namespace, speaker: Speaker) -> str:
    """Without the store: a server may run."""
    folder = Path(options.folder).resolve()
    try:
        carried = spare.carry(settings.KEYS, folder, now=clock.now())
    except spare.NoKeys as error:
        text = N_(
            "There are no keys to carry yet ({missing}): start python app serve --lan once and log in, then ask again."
        )
        speaker.fail(text, missing=error)
    except OSError as error:
        speaker.fail(N_("The folder {folder} cannot be written: {error}"), folder=folder, error=error.strerror or error)
    return "\n".join(carried_lines(carried, folder, speaker.language))


def put_back(options: argparse.Namespace, speaker: Speaker) -> str:
    """Without the open store: nothing may hold the data while they are exchanged."""
    folder, into = Path(options.folder).resolve(), Path(options.into or settings.DATA).resolve()
    try:
        done = spare.take_over(folder, into, now=clock.now())
    except restore.Unproven as error:
        raise Failed(flaw_message(error, speaker.language)) from error
    except OSError as error:
        speaker.fail(N_("The folder {folder} cannot be written: {error}"), folder=into, error=error.strerror or error)
    return "\n".join(taken_over_lines(done, folder, into, speaker.language))


def check(store: Store, _options: argparse.Namespace, speaker: Speaker) -> str:
    found = backup.check(store)
    if found.differences:
        speaker.fail(N_("Ledger, live state and SQL disagree about: {what}."), what=", ".join(found.differences))
    return speaker.words(
        N_("{facts} facts replayed: ledger, live state and SQL agree, {present} present."),
        facts=found.facts, present=found.present,
    )  # fmt: skip


def pin(store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    role = Role(options.role)
    _done(access.set_pin(store, role, options.pin, role=Role.ORGANISER, now=clock.now()), speaker)
    return speaker.words(N_("The PIN of {role} is set; devices logged in with the old one are out."), role=role)


def ask_pin(options: argparse.Namespace, speaker: Speaker) -> None:
    """Twice without echo; from a pipe its first line."""
    if not sys.stdin.isatty():
        options.pin = _first_line(speaker)
        return
    options.pin = getpass(speaker.words(N_("New PIN of {role}: "), role=options.role))
    if getpass(speaker.words(N_("Once more: "))) != options.pin:
        speaker.fail(N_("The two are not the same; nothing was changed."))


def _first_line(speaker: Speaker) -> str:
    try:
        return sys.stdin.buffer.readline().decode("utf-8-sig")  # Windows may put a mark before it
    except UnicodeDecodeError:
        speaker.fail(N_("This is no text in UTF-8; nothing was changed."))


def serve(_store: Store, options: argparse.Namespace, speaker: Speaker) -> str:
    """Sees that it can, and says where it will answer; the store is closed again when `start` follows."""
    os.environ[network.NAMES] = ",".join([os.environ.get(network.NAMES, ""), *options.name])
    if options.lan:
        return _serve_hall(options, speaker)
    if options.address:
        speaker.fail(N_("--address goes with --lan."))
    _must_be_free(network.LOOPBACK, options.port, speaker)
    options.server = {"address": network.LOOPBACK}
    return speaker.words(N_("Khai Mạc answers at {address}."), address=f"http://localhost:{options.port}")


def start(options: argparse.Namespace) -> None:
    """Streamlit in this very process, so that one id and one signal are enough to end it."""
    settled = {**options.server, "port": options.port}
    flags = [f"--server.{name}={value}" for name, value in settled.items()]
    sys.argv = ["streamlit", "run", str(Path(__file__).parent), *flags]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _serve_hall(options: argparse.Namespace, speaker: Speaker) -> str:
    addresses = (str(options.address),) if options.address else network.addresses()
    if not addresses:
        speaker.fail(N_("This computer is in no network. Connect it to the hall's network and start again."))
    address = str(options.address or network.EVERYWHERE)
    for taken in ((address, options.port), (address, options.port + 1), (network.LOOPBACK, options.port + 1)):
        _must_be_free(*taken, speaker)
    file = _certificate({*addresses, network.LOOPBACK}, speaker)
    options.server = {"address": address, "sslCertFile": file, "sslKeyFile": file}
    fingerprint = certificates.fingerprint((settings.KEYS / certificates.AUTHORITY).read_bytes())
    names = network.our_names() - {"localhost"}
    return "\n".join(
        greeting(
            addresses=addresses, names=names, port=options.port, fingerprint=fingerprint, language=speaker.language
        )
    )  # fmt: skip


def _certificate(addresses: set[str], speaker: Speaker) -> Path:
    host, names = network.host(), network.our_names()
    try:
        return certificates.ready(settings.KEYS, host=host, addresses=addresses, names=names, now=clock.now())
    except OSError as error:
        speaker.fail(
            N_("The folder {folder} cannot be written: {error}"), folder=settings.KEYS, error=error.strerror
        )  # fmt: skip


def _must_be_free(address: str, number: int, speaker: Speaker) -> None:
    try:
        socket.create_server((address, number)).close()
    except OSError as error:
        speaker.fail(
            N_("{address}:{port} cannot be used: {error}. Give another --port."),
            address=address, port=number, error=error.strerror,
        )  # fmt: skip


def port(text: str) -> int:
    """Under TLS the next one is used too."""
    number = int(text)
    if not 0 < number < 65535:
        raise ValueError
    return number


def _previewed(store: Store, file: str, content: bytes, speaker: Speaker) -> roster.Preview:
    this_year = clock.now().astimezone(clock.VENUE).year
    try:
        return roster.preview(store.state, Path(file).name, content, this_year=this_year)
    except UnreadableFile as error:
        raise Failed(unreadable_message(error.reason, speaker.language)) from error


def _agenda_previewed(store: Store, file: str, content: bytes, speaker: Speaker) -> agenda_list.Preview:
    settled = store.state.day.conference or conference.default_conference(now=clock.now())
    try:
        return agenda_list.preview(store.state, Path(file).name, content, starts_at=settled.starts_at)
    except UnreadableFile as error:
        raise Failed(unreadable_message(error.reason, speaker.language)) from error


def _honours_previewed(store: Store, file: str, speaker: Speaker) -> honours_list.Preview:
    content = _read(file, speaker)
    if not store.state.day.delegates:
        speaker.fail(N_("{file}: import the list of delegates first; nothing stored."), file=Path(file).name)
    try:
        return honours_list.preview(store.state, Path(file).name, content)
    except UnreadableFile as error:
        raise Failed(unreadable_message(error.reason, speaker.language)) from error


def _tell_of_sheet(
    shown: agenda_list.Preview | honours_list.Preview, *, line_of: Callable[[Any, str], str], changes: Iterable[str],
    options: argparse.Namespace, speaker: Speaker,
) -> None:  # fmt: skip
    """Problems, then changes; a sheet with errors is not stored."""
    told = [problem for problem in shown.problems if options.dry_run or problem.level in _GRAVE]
    for line in [*(line_of(problem, speaker.language) for problem in told), *changes]:
        print(line, file=sys.stdout if options.dry_run else sys.stderr)
    if not shown.draft.is_sound:
        speaker.fail(N_("{file}: nothing stored. Correct the file and import it again."), file=shown.file)


def _by_default(store: Store) -> None:
    if not store.state.day.conference:
        default = conference.default_conference(now=clock.now())
        conference.set_up(store, default, Words(conference.DEFAULT_NAME), role=Role.ORGANISER, now=clock.now())


def _dry_run(shown: roster.Preview, speaker: Speaker) -> str:
    print(preview_csv(shown.draft), end="")
    for problem in shown.problems:
        print(problem_line(problem, speaker.language))
    for line in change_lines(shown.comparison, speaker.language):
        print(line)
    if not shown.draft.rows:
        speaker.fail(N_("{file}: no delegates found, nothing stored."), file=shown.file)
    if shown.over_seats is not None:
        raise Failed(refusal_message(Refused(Refusal.OVER_SEATS, shown.over_seats), lang=speaker.language))
    return speaker.words(
        N_("{file}: {rows} rows read, {added} to add, {changed} to change, {blocked} with errors; nothing was stored."),
        file=shown.file, rows=len(shown.draft.rows), added=len(shown.comparison.added),
        changed=len(shown.comparison.changed), blocked=shown.blocked,
    )  # fmt: skip


def _read(file: str, speaker: Speaker) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        speaker.fail(N_("{file} cannot be read: {error}"), file=file, error=error.strerror)


def _done(receipt: Receipt, speaker: Speaker) -> Receipt:
    if isinstance(receipt.answer, Refused):
        raise Failed(refusal_message(receipt.answer, lang=speaker.language))
    return receipt


def _set_up(store: Store, speaker: Speaker) -> Any:
    if not store.state.day.conference:
        speaker.fail(N_("The conference is not set up yet."))
    return store.state


def _write(file: str, content: bytes, speaker: Speaker) -> None:
    try:
        Path(file).write_bytes(content)
    except OSError as error:
        speaker.fail(N_("{file} cannot be written: {error}"), file=file, error=error.strerror)


IMPORTS = {"roster": import_roster, "agenda": import_agenda, "honours": import_honours}
Arguments = tuple[tuple[str, dict], ...]
COMMANDS: dict[str, tuple[Callable[[Store, argparse.Namespace, Speaker], str], Arguments]] = {
    "import": (
        import_file,
        (
            ("what", {"choices": list(IMPORTS)}),
            ("file", {"metavar": "FILE"}),
            ("--dry-run", {"action": "store_true"}),
        ),
    ),
    "demo": (demo, ()),
    "badges": (badges, (("file", {"metavar": "OUT.pdf"}), ("--only", {"metavar": "CODE,…"}))),
    "codes": (codes, (("file", {"metavar": "OUT.csv"}),)),
    "script": (script, (("file", {"metavar": "OUT.pdf"}),)),
    "notice": (notice, (("file", {"metavar": "OUT.pdf"}),)),
    "honours": (honour_sheets, (("folder", {"metavar": "FOLDER"}),)),
    "export": (export, (("file", {"metavar": "OUT.xlsx"}),)),
    "open-day": (open_day, (("--keep", {"action": "store_true"}), ("--reason", {"default": ""}))),
    "backup": (copy, (("folder", {"metavar": "FOLDER"}),)),
    "check": (check, ()),
    "pin": (pin, (("role", {"choices": list(Role)}),)),
    "serve": (
        serve,
        (
            ("--lan", {"action": "store_true"}),
            ("--port", {"type": port, "default": 8501}),
            ("--address", {"type": IPv4Address}),
            ("--name", {"action": "append", "default": []}),
        ),
    ),
}
UNOPENED: dict[str, tuple[Callable[[argparse.Namespace, Speaker], str], Arguments]] = {
    "spare": (carry_keys, (("folder", {"metavar": "FOLDER"}),)),
    "restore": (put_back, (("folder", {"metavar": "FOLDER"}), ("--into", {"metavar": "DATA"}))),
}
ASKED_FIRST = {"pin": ask_pin}
STARTED_THEN = {"serve": start}


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python app", description=f"Khai Mạc {settings.VERSION}")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, arguments_of) in (*COMMANDS.items(), *UNOPENED.items()):
        command = commands.add_parser(name)
        for flag, how in arguments_of:
            command.add_argument(flag, **how)
    return parser.parse_args(arguments)


def _why(error: Exception, speaker: Speaker) -> str:
    match error:
        case StoreHeld():
            return held_message(error.pid, speaker.language)
        case StoreBroken():
            return broken_message(error, speaker.language)
        case StoreUnavailable():
            return speaker.words(N_("The data could not be written: {error}"), error=error)
    return str(error)


def _run(options: argparse.Namespace, speaker: Speaker) -> str:
    """The command, mostly on the open store, with the seconds aloud."""
    over = Event()
    counting = Thread(target=speaker.count, args=(over,))
    counting.start()
    try:
        if options.command in UNOPENED:
            return UNOPENED[options.command][0](options, speaker)
        return COMMANDS[options.command][0](house(), options, speaker)
    finally:
        over.set()
        counting.join()
        close_house()


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a Windows console would stumble over Vietnamese
    options = _options(arguments)
    speaker = Speaker(options.lang)
    try:
        if ask := ASKED_FIRST.get(options.command):
            ask(options, speaker)
        print(_run(options, speaker), flush=True)
        if begin := STARTED_THEN.get(options.command):
            begin(options)
    except (Failed, StoreHeld, StoreBroken, StoreUnavailable) as error:
        print(_why(error, speaker), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
