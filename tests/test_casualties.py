"""Numbers of dead and injured: which a sentence tells, and which event they are of."""

from collections.abc import Callable

import pytest

from graphbuild.records import Reading

Read = Callable[[str], Reading]


def list_tolls(read: Read, text: str) -> tuple[list[int], list[int]]:
    events = read(text).events
    return ([e.killed for e in events if e.killed is not None], [e.injured for e in events if e.injured is not None])


@pytest.mark.parametrize(("text", "killed", "injured"), [
    ("Un raid a fait 12 morts et 30 blessés lundi à Alep.", [12], [30]),
    ("L'armée a bombardé Goma, faisant 12 morts et une trentaine de blessés.", [12], [30]),
    ("Un drone a frappé le marché, faisant au moins cinq morts.", [5], []),
    ("Un drone a frappé le marché : cinq morts, une dizaine de blessés.", [5], [10]),
    ("Un drone a frappé le marché, tuant trois civils et en blessant cinq.", [3], [5]),
    ("Une frappe a tué une vingtaine de civils.", [20], []),
    ("La frappe a tué un berger et deux enfants.", [3], []),
    ("Au moins 70 personnes, dont trois enfants, ont été tuées dans l'attaque.", [70], []),
    ("L'attaque a coûté la vie à quatre chauffeurs.", [4], []),
    ("L'armée a bombardé Goma. L'attaque a causé la mort de six soldats.", [6], []),
    ("Deux cents villageois ont été massacrés par la milice.", [200], []),
    ("Plus de 1 500 personnes ont été blessées dans les bombardements.", [], [1500]),
    ("La milice a attaqué le village. Le bilan s'élève à 14 morts et 33 blessés.", [14], [33]),
    ("La milice a attaqué le village. Un couple a péri.", [2], []),
    ("Un obus est tombé sur l'école, sans faire de victimes.", [0], [0]),
    ("L'armée a bombardé le dépôt, sans faire de victimes.", [0], [0]),
    ("L'armée a bombardé le dépôt, aucun blessé n'est signalé.", [], [0]),
])
def test_toll(read: Read, text: str, killed: list[int], injured: list[int]) -> None:
    assert list_tolls(read, text) == (killed, injured)


@pytest.mark.parametrize("text", [
    "La frappe a tué des dizaines de civils.",
    "Les trois missiles ont été abattus.",
    "L'armée a abattu douze drones.",
    "Cinq bâtiments ont été touchés par la frappe.",
    "Cette arme est capable de faucher un groupe d'hommes.",
    "Une salve s'est abattue sur la ville.",
    "La mort du général a été annoncée.",
    "Le ministre a rencontré trois blessés à l'hôpital.",
])
def test_no_toll(read: Read, text: str) -> None:
    assert list_tolls(read, text) == ([], [])


@pytest.mark.parametrize(("text", "trigger", "killed"), [
    ("L'armée a bombardé la ville. La milice a attaqué le camp, tuant six soldats.", "attaqué", 6),
    ("Six morts dans le camp, où un drone a frappé un marché.", "frappé", 6),
])
def test_the_event_that_a_toll_is_of(read: Read, text: str, trigger: str, killed: int) -> None:
    assert [(e.trigger.text, e.killed) for e in read(text).events if e.killed] == [(trigger, killed)]


def test_the_toll_of_a_paragraph_is_not_of_the_one_before(read: Read) -> None:
    events = read("L'armée a bombardé la ville.\n\nInondations : 29 morts dans le delta.").events
    assert [event.killed for event in events] == [None]
