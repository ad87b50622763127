"""Every way an article comes in, and every way an input is set aside without harm to the others."""

import csv
import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest

from graphbuild.detection import find_other_language, load_profiles
from graphbuild.errors import InputError
from graphbuild.records import Article
from graphbuild.sources import Defaults, Notice, Rejection, count_articles, decode, parse_date, read_sources

FRENCH = "Les troupes du pays voisin ont franchi la frontière mardi, selon le ministère de la Défense.\n"
PAGE = """<!doctype html><html lang="fr"><head><title>Deux villages repris</title>
<meta property="article:published_time" content="2024-05-02T08:00:00+02:00">
<link rel="canonical" href="https://journal.example/villages"></head><body><nav>Accueil Abonnez-vous</nav>
<article><h1>Deux villages repris</h1><p>{body}</p><p>Le gouverneur a salué une avancée décisive pour la région.</p>
</article><footer>Tous droits réservés</footer></body></html>"""
BODY = "L’armée a repris deux villages, a déclaré le général, qui n’a donné aucun bilan de cette opération."
with (Path(__file__).parent / "data" / "languages.csv").open(encoding="utf-8") as lines:
    SAMPLES = [(row["language"], row["text"]) for row in csv.DictReader(lines)]


def read_all(*paths: Path | str, **defaults: object) -> tuple[list[Article], list[Rejection]]:
    """Articles and rejections of the inputs."""
    found = list(read_sources(paths, Defaults(**defaults)))  # type: ignore[arg-type]
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Rejection)]


def read_one(path: Path | str, **defaults: object) -> Article:
    """The only article of an input, of which nothing is set aside."""
    (article,), rejections = read_all(path, **defaults)
    assert rejections == []
    return article


def write(path: Path, content: str | bytes) -> Path:
    """The path, with the content written to it as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_file(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "front nord.txt", FRENCH))
    assert article == Article("front nord", FRENCH, "fr", None, None, None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfLa ville.\r\nLe port.\rLa gare.\n", "La ville.\nLe port.\nLa gare.\n"),
        (b"</script><script>alert(1)</script> & <b>la ville</b>", None),
        ("Le pr\x1bésident\x07 a\x0b parlé\u2028 à l’heure dite devant la foule de la capitale.".encode(), None),
        ("« Tir\u00a0! » à 10\u202f000 mètres\u200b, a dit\u00ad le général.".encode(), None),
        ("Le drone 🛩️ a touché 👨‍👩‍👧 le toit.".encode(), None),
        ("Le groupe أنصار الله a revendiqué le tir.".encode(), None),
        ("L’e\u0301tat-major a nie\u0301.".encode(), None),
    ],
)
def test_text_is_kept_as_it_is(tmp_path: Path, data: bytes, text: str | None) -> None:
    assert read_one(write(tmp_path / "a.txt", data)).text == (data.decode() if text is None else text)


def test_two_megabytes_in_one_paragraph_are_read(tmp_path: Path) -> None:
    text = (FRENCH.strip() + " ") * 22_000
    assert len(text) > 2_000_000 and read_one(write(tmp_path / "long.txt", text)).text == text


MARKDOWN = """---
id: rapport-7
date: 2024-05-02
title: "Deux villages : le bilan"
source: https://journal.example/7
tags:
  - guerre
---

# Deux *villages* repris

L’armée a repris **deux villages**, a déclaré
le général, selon [l’agence](https://agence.example/a_b_c).

> Le bilan est *provisoire*.

- quinze blessés
- le pont_neuf_est détruit ; 2 * 3 * 4

***

<!-- note de la rédaction -->
Fin &amp; suite : \\*sic\\*.
"""


def test_markdown_gives_its_front_matter_and_its_words(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "x.md", MARKDOWN))
    assert (article.id, article.date, article.title) == ("rapport-7", dt.date(2024, 5, 2), "Deux villages : le bilan")
    assert article.source == "https://journal.example/7"
    assert article.text.split("\n\n") == [
        "Deux villages repris",
        "L’armée a repris deux villages, a déclaré le général, selon l’agence.",
        "Le bilan est provisoire.",
        "quinze blessés",
        "le pont_neuf_est détruit ; 2 * 3 * 4",
        "Fin & suite : *sic*.",
    ]


def test_markdown_without_front_matter_is_all_text(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "x.md", "---\nLe port est fermé.\n")).text == "Le port est fermé."


@pytest.mark.parametrize(
    "data",
    [
        PAGE.format(body=BODY).encode(),
        PAGE.format(body=BODY).replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252"),
        PAGE.format(body=BODY).replace("\n", "\r\n").encode("utf-8-sig"),
    ],
    ids=["UTF-8", "declared encoding", "BOM and CRLF"],
)
def test_html_gives_the_article_without_the_page(tmp_path: Path, data: bytes) -> None:
    article = read_one(write(tmp_path / "page.htm", data))
    assert (article.title, article.date) == ("Deux villages repris", dt.date(2024, 5, 2))
    assert article.source == "https://journal.example/villages"
    assert BODY in article.text and "Abonnez-vous" not in article.text and "droits" not in article.text


def test_html_without_a_date_gets_none(tmp_path: Path) -> None:
    page = PAGE.format(body=BODY + " Rappel du 3 mars 2021.").replace("2024-05-02", "")
    assert read_one(write(tmp_path / "page.html", page)).date is None


def test_json_lines_and_their_errors(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "date": "2024-05-02T23:30:00Z", "title": "T", "url": "u", "text": "Le port.\r\nGare."}),
        "",
        '{"id": "b", "text": ',
        json.dumps(["La ville."]),
        json.dumps({"id": "c", "text": ""}),
        json.dumps({"id": "d", "text": "La ville.", "date": "hier"}),
        json.dumps({"id": 7, "text": "La ville est prise."}),
        json.dumps({"text": "La ville est reprise."}),
        json.dumps({"id": "e", "text": "La ville \ud83d."}),
        json.dumps({"id": "f", "text": "La ville.", "title": ["x"]}),
        json.dumps({"id": "a", "text": "Une autre ville."}),
        "[" * 100_000,
        '{"id": "g", "text": "La ' + "\x00" + '"}',
    ]
    lines += ['{"id": "h", "text": "Le général"}', '{"id": "i", "text": "Fin du siège."}']
    data = "\n".join(lines).encode().replace("général".encode(), b"g\xe9n\xe9ral")
    articles, rejections = read_all(path := write(tmp_path / "fil.jsonl", data))
    assert [(a.id, a.text) for a in articles] == [
        ("a", "Le port.\nGare."),
        ("7", "La ville est prise."),
        ("fil-8", "La ville est reprise."),
        ("i", "Fin du siège."),
    ]
    assert (articles[0].date, articles[0].title, articles[0].source) == (dt.date(2024, 5, 2), "T", "u")
    assert [r.where for r in rejections] == [f"{path}:{n}" for n in (3, 4, 5, 6, 9, 10, 11, 12, 13, 14)]
    causes = ["bad JSON", 'no "text"', "no text", "bad date 'hier'", "surrogate"]
    causes += ['"title"', "id 'a'", "JSON", "binary", "not UTF-8"]
    assert [c for c, r in zip(causes, rejections, strict=True) if c not in r.message] == []


def test_one_line_beyond_the_limit_does_the_next_no_harm(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "mot " * 100_000}, {"id": "b", "text": "La ville."}]
    articles, rejections = read_all(
        write(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows))), max_characters=100
    )
    assert [a.id for a in articles] == ["b"]
    assert "longer than 100 characters" in rejections[0].message and rejections[0].where.endswith(":1")


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.txt", b"", "no text"),
        ("a.txt", "\ufeff \u00a0\n".encode(), "no text"),
        ("a.html", b"<html></html>", "no text"),
        ("a.md", b"---\nid: x\n---\n\n", "no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("a.txt", b"\x01\x02\x03\x04 texte", "binary"),
        ("a.txt", "Le général".encode("latin1"), "not UTF-8 (byte 5)"),
        ("a.html", b"<meta charset='no-such'><p>g\xe9n\xe9ral</p>", "not UTF-8"),
        ("a.pdf", b"%PDF", "unknown kind of file '.pdf'"),
        ("a.md", b"---\ndate: 31/12/2024\n---\nLa ville.", "bad date '31/12/2024'"),
        ("a.md", b"---\nlanguage: eo\n---\nLa ville.", "language 'eo' can't be read"),
        ("a.md", b"---\nid: \x01\n---\nLa ville est prise par les troupes de la brigade du nord.", "bad id"),
        ("a.txt", b"x" * 2001, "2,001 characters, longer than 2,000"),
        ("a.txt", b"x" * 50_000, "longer than 2,000 characters"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, data: bytes, cause: str) -> None:
    articles, (rejection,) = read_all(path := write(tmp_path / name, data), max_characters=2000)
    assert articles == [] and rejection.where == str(path)
    assert cause in rejection.message and "\n" not in str(rejection)


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    articles, rejections = read_all(tmp_path / "none.txt", tmp_path / "dangling.txt", write(tmp_path / "a.txt", FRENCH))
    assert [a.id for a in articles] == ["a"]
    assert [r.message for r in rejections] == ["no such file or folder: check its name"] * 2


def test_folder_is_read_in_order_with_what_lies_below(tmp_path: Path) -> None:
    names = ["b.txt", "a.md", "2024/b.txt", ".hidden.txt", ".git/c.txt", "photo.jpg", "x.pdf", "2024/y.PDF", "c.TXT"]
    for name in names:
        write(tmp_path / name, FRENCH)
    articles, notices = read_all(tmp_path)
    assert [a.id for a in articles] == ["2024/b", "a", "b", "c"]
    assert [type(n) for n in notices] == [Notice] and "1 .jpg, 2 .pdf" in notices[0].message


def test_same_id_twice_in_one_run(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1/a.txt", FRENCH), write(tmp_path / "2/a.txt", FRENCH)
    articles, (rejection,) = read_all(first, second)
    assert [a.id for a in articles] == ["a"]
    assert rejection.where == str(second) and str(first) in rejection.message


@pytest.mark.parametrize("format", ["txt", "jsonl"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    given = FRENCH if format == "txt" else json.dumps({"text": FRENCH})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    article = read_one("-", format=format, title="Titre", date=dt.date(2024, 5, 2))
    assert (article.text, article.title, article.date) == (FRENCH, "Titre", dt.date(2024, 5, 2))
    assert article.id == (f"text-{article.sha256[:12]}" if format == "txt" else "stdin-1")


def test_what_an_article_states_goes_before_the_defaults(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "x.md", MARKDOWN), date=dt.date(1999, 1, 1), source="s", title="t")
    assert (article.date, article.title) == (dt.date(2024, 5, 2), "Deux villages : le bilan")
    other = read_one(write(tmp_path / "y.md", "La ville."), date=dt.date(1999, 1, 1), source="s", title="t")
    assert (other.date, other.source, other.title) == (dt.date(1999, 1, 1), "s", "t")


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, text in SAMPLES if name])
def test_other_languages_are_set_aside(tmp_path: Path, name: str, text: str) -> None:
    articles, (rejection,) = read_all(path := write(tmp_path / "a.txt", text))
    assert articles == [] and f"seems to be in {name}: there is fr" in rejection.message
    assert read_one(path, language="fr").text == text


@pytest.mark.parametrize("text", [text for name, text in SAMPLES if not name])
def test_french_is_never_set_aside(text: str) -> None:
    assert find_other_language(text, "fr", load_profiles()) is None


@pytest.mark.parametrize("text", ["2024-05-02", " 2024-05-02T23:59:00+02:00 ", "20240502"])
def test_dates(text: str) -> None:
    assert parse_date(text) == dt.date(2024, 5, 2)


@pytest.mark.parametrize("text", ["", "2024", "2024-13-01", "2 mai 2024", "0000-00-00"])
def test_bad_dates(text: str) -> None:
    with pytest.raises(InputError, match="bad date"):
        parse_date(text)


def test_articles_are_counted_before_they_are_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.jsonl", "{}\n\n{}\n")
    assert count_articles([tmp_path, tmp_path / "none"]) == 3
    assert count_articles([tmp_path, "-"]) is None


def test_every_sample_is_there() -> None:
    assert len(SAMPLES) == 24


def test_no_limit() -> None:
    assert Defaults(max_characters=None).max_characters is None
    assert decode("é\r".encode()) == "é\n"
