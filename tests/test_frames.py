"""Frames: the tables fit together and hold no row that can never fire."""

import pytest

from graphbuild.extract.frames import FRAME_COLUMNS, Condition, load_frames
from graphbuild.extract.modality import load_cues
from graphbuild.lexicon import read_table
from graphbuild.resources import find_ontology
from graphbuild.vocabulary import SCHEMES, cg

ROWS = read_table(find_ontology("lexicon", "fr", "frames.csv"), FRAME_COLUMNS)
PATTERNS = read_table(find_ontology("lexicon", "fr", "patterns.csv"), ("pattern", "function", "filler", "roles"))
TABLE = load_frames()


def test_rows_are_unique():
    keys = [(row["lemma"], row["upos"], row["needs"]) for row in ROWS]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert len(ROWS) > 900


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lemma']}-{row['upos']}-{row['needs']}")
def test_row_can_fire(row):
    assert " " not in row["lemma"], "two words are written with a +"
    assert not row["lemma"].startswith("s'"), "a reflexive is its verb with the need refl"
    assert hasattr(cg, row["class"])


def test_kinds_are_in_the_ontology():
    known = {name for terms in SCHEMES.values() for name in terms}
    assert {row["kind"] for row in ROWS if row["kind"]} <= {name.rpartition("#")[2] for name in known}


def test_patterns_are_used():
    assert {row["pattern"] for row in PATTERNS} - {row["pattern"] for row in ROWS} == {"any"}


def test_own_pattern_comes_before_the_common_one():
    assert TABLE.find_roles("transfer", "de", "actor") == ("agent",)
    assert TABLE.find_roles("detain", "de", "actor") == ("target",)
    assert TABLE.find_roles("transfer", "agent", "actor") == ("agent",)
    assert TABLE.find_roles("transfer", "malgré", "actor") == ()


def test_needs_are_alternatives_of_conditions():
    (frame,) = [frame for frame in TABLE.frames["s'emparer".removeprefix("s'")] if frame.upos == "VERB"]
    assert frame.needs == ()
    needs = [need for frame in TABLE.frames["maintenir"] for need in frame.needs if frame.type == "Statement"]
    assert needs == [((Condition("subj", filler="actor"), Condition("agent", filler="actor")), (Condition("comp"),))]


def test_cues_know_their_endings():
    cues = load_cues()
    assert ("pouvoir", "VERB") in cues.words
    assert set(cues.endings) == {"future", "conditional"}
