"""The hall's projector: the conference's name, what is on and who speaks, read at 20 metres."""

from ui.hall import hall

hall()
