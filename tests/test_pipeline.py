"""The main path: every mention is where it says, odd text is read, the same text gives the same graph."""

import datetime as dt

import pytest

from graphbuild.checking import check_store
from graphbuild.errors import ResourceError
from graphbuild.pipeline import build, load_knowledge
from graphbuild.records import Article
from graphbuild.resources import find_folder
from graphbuild.sources import read_sources
from graphbuild.store import open_store

DAY = dt.date(2024, 11, 20)
ODD = [
    "L'armée russe a bombardé Kharkiv </script><script>alert(1)</script>.",
    "L'armée russe\u00a0a bombardé Kharkiv\u202f!",
    "L'armée russe a bombardé\x07 Kharkiv\x00.",
    "💣 L'armée russe a bombardé Kharkiv 💥🔥.",
    "Le général محمد حسين a attaqué Khartoum.",
    "L'armée russe a bombardé Kharkiv.\n\n\n\nElle a pris Vouhledar.",
    "ALERTE",
    "...",
    "« » ( ) — –",
]


@pytest.fixture(scope="module")
def articles():
    """The articles that the repository ships."""
    return [article for article in read_sources([str(find_folder("articles"))]) if isinstance(article, Article)]


@pytest.fixture(scope="module")
def shipped(articles, knowledge):
    """A store of the shipped articles."""
    store = open_store()
    outcomes = list(build(articles, store, knowledge))
    assert [outcome.state for outcome in outcomes] == ["added"] * len(articles)
    return store


def test_eight_articles_are_shipped(articles):
    assert len(articles) >= 8
    assert all(150 <= len(article.text.split()) <= 350 for article in articles)


def test_nothing_is_found_wrong_with_the_shipped_articles(shipped):
    assert list(check_store(shipped.inner)) == []


def test_order_of_articles_does_not_matter(articles, shipped, knowledge):
    other = open_store()
    list(build(reversed(articles), other, knowledge))
    assert other.to_nquads() == shipped.to_nquads()


def test_same_articles_again_change_nothing(articles, shipped, knowledge):
    before = shipped.to_nquads()
    assert {outcome.state for outcome in build(articles, shipped, knowledge)} == {"unchanged"}
    assert shipped.to_nquads() == before


def test_same_id_with_another_text_needs_replace(knowledge):
    store = open_store()
    one, other = Article("a", "L'armée russe a bombardé Kharkiv."), Article("a", "L'armée russe a bombardé Odessa.")
    list(build([one], store, knowledge))
    (outcome,) = build([other], store, knowledge)
    assert (outcome.state, store.text("a")) == ("failed", one.text)
    (outcome,) = build([other], store, knowledge, replace=True)
    assert (outcome.state, store.text("a")) == ("replaced", other.text)


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read(text, knowledge):
    store = open_store()
    (outcome,) = build([Article("odd", text, date=DAY)], store, knowledge)
    assert outcome.state == "added"
    assert list(check_store(store.inner)) == []


@pytest.mark.parametrize("text", ODD[:6])
def test_odd_characters_hide_no_attack(text, read):
    assert any(event.type == "ArmedAction" for event in read(text).events)


def test_mentions_hold_the_words_of_the_text(read):
    text = "Joe Biden a accepté de fournir des mines à l’Ukraine, selon Reuters. « Non », a dit Moscou."
    reading = read(text)
    for thing in (*reading.actors, *reading.weapons, *reading.places):
        assert thing.mentions
        for mention in thing.mentions:
            words = [t for t in reading.document.tokens if mention.begin <= t.begin < mention.end]
            assert words
            assert words[0].begin == mention.begin
            assert words[-1].end == mention.end


def test_dateline_dates_an_article(knowledge):
    store = open_store()
    list(build([Article("d", "KIEV, 3 mars 2022 - L'armée russe a bombardé Kharkiv mardi.")], store, knowledge))
    assert [str(article.date) for article in store.articles()] == ["2022-03-03"]


def test_unknown_pipeline_is_told():
    with pytest.raises(ResourceError, match="no_such_pipeline"):
        load_knowledge(pipeline="no_such_pipeline")
