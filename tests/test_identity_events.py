"""Repeated mentions of one happening join, two happenings of one kind stay two."""

import pytest

CASES = [
    ("L'armée a bombardé Goma. Cette attaque a choqué.", "ArmedAction", 1),
    ("L'armée a bombardé Goma. Les frappes ont choqué.", "ArmedAction", 1),
    ("L'armée a bombardé Goma. Elle a aussi bombardé Bukavu.", "ArmedAction", 2),
    ("Une frappe a tué douze civils à Goma.", "ArmedAction", 1),
    ("Douze civils ont été tués dans une frappe à Goma.", "ArmedAction", 1),
    ("L'Ukraine a utilisé des drones pour frapper une raffinerie.", "ArmedAction", 1),
    ("Paris a livré des chars à Kiev. Le 3 mars 2024, Paris a livré des chars à Kiev.", "ArmsTransfer", 2),
    ("Paris a livré des chars à Kiev. Berlin a livré des chars à Kiev.", "ArmsTransfer", 2),
    ("L'armée a bombardé Goma. Les rebelles n'ont pas bombardé Goma.", "ArmedAction", 2),
    ("L'ONU a condamné l'attaque. Paris a condamné l'attaque.", "Statement", 2),
]


@pytest.mark.parametrize(("text", "kind", "number"), CASES)
def test_number_of_happenings(text, kind, number, read):
    reading = read(text)
    found = [event for event in reading.events if event.type == kind]
    assert len(found) == number, [text[event.begin : event.end] for event in found]


def test_joined_mention_is_kept(read):
    text = "L'armée a bombardé Goma. Cette attaque a choqué."
    (event,) = read(text).events
    assert [text[begin:end] for begin, end in [(event.begin, event.end), *event.mentions]] == ["bombardé", "attaque"]
