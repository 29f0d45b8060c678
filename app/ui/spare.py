"""What the commands say about the spare laptop: what was carried, what is in place, and what to do next."""

from collections.abc import Iterator
from pathlib import Path

from services import network
from services.restore import Restored
from services.spare import FOLDER, Placed, Spare, TakenOver
from ui.words import N_, translate


def carried_lines(spare: Spare, folder: Path, language: str) -> Iterator[str]:
    for text in (
        N_("The keys are in {folder}. Whoever holds them can pass for this server: keep them like a key."),
        N_("On the spare laptop, this evening: python app restore {name} (this folder as the spare sees it)."),
        N_("On the day it must have the address of this laptop, {reached_at}, and the same port."),
    ):
        yield translate(text, language).format(
            folder=folder / FOLDER, name=folder, reached_at=", ".join([*spare.addresses, *spare.names])
        )


def taken_over_lines(done: TakenOver, folder: Path, into: Path, language: str) -> Iterator[str]:
    if done.restored:
        yield from _restored(done.restored, into, language)
    else:
        yield translate(N_("{folder} holds no backup: the data here stay as they are."), language).format(folder=folder)
    if done.placed:
        yield from _placed(done.placed, into, language)


def _restored(restored: Restored, into: Path, language: str) -> Iterator[str]:
    text = N_("{source} is restored into {folder}: {facts} facts replayed, {present} present.")
    facts, present = restored.manifest.seq, restored.manifest.counts["present"]
    yield translate(text, language).format(source=restored.source, folder=into, facts=facts, present=present)
    if restored.kept:
        yield translate(N_("What was there is kept as {file}."), language).format(file=restored.kept)


def _placed(placed: Placed, into: Path, language: str) -> Iterator[str]:
    spare = placed.spare
    text = N_("The first laptop's keys of {made_at} are in place in {folder}.")
    yield translate(text, language).format(made_at=spare.made_at[:16].replace("T", " "), folder=into / "keys")
    if placed.kept:
        yield translate(N_("The keys that were there are kept as {file}."), language).format(file=placed.kept)
    if spare.addresses and not any(map(network.has, spare.addresses)):
        text = N_("This computer does not have the first laptop's address yet ({addresses}): give it that one first.")
        yield translate(text, language).format(addresses=", ".join(spare.addresses))
    text = N_("Then start it, with the --port and --address of the first laptop if it had any: {command}")
    yield translate(text, language).format(command=_command(spare))


def _command(spare: Spare) -> str:
    """A browser keeps what it knows by address: the first laptop's names are this one's too."""
    foreign = [name for name in spare.names if name not in network.our_names()]
    return " ".join(["python app serve --lan", *(f"--name {name}" for name in foreign)])
