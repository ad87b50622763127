"""Reading: offsets, trees, paragraphs, sentences, odd text, other pipelines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from graphbuild.errors import ResourceError
from graphbuild.language import Pipeline, load_pipeline, mend_tree, parse, parse_many, wrap_pipeline
from graphbuild.records import Article, Document, Sentence, Token
from graphbuild.segmentation import LONGEST_PASSAGE, plain_text, split_passages

ODD = "\x00\x0b\x85\u00a0\u202f\u200b\u00ad\ud83d\u2028«»“”\"'’().,;:!?…–-\n\t 🙂🇺🇦ءسلام٣ßİaÀ9"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The French pipeline."""
    return load_pipeline("fr")


def read_sentences(pipeline: Pipeline, text: str) -> list[str]:
    """The sentences of a text, as written."""
    document = parse(pipeline, Article("a", text))
    return [document.slice(sentence.begin, sentence.end) for sentence in document.sentences]


def check_document(document: Document) -> None:
    """Nothing; fails unless offsets are exact and every sentence is one tree."""
    text = document.article.text
    end = 0
    for index, token in enumerate(document.tokens):
        assert (token.index, token.text) == (index, text[token.begin : token.end])
        assert token.begin >= end and token.text.strip() and token.upos and token.lemma
        end = token.end
    assert [token for sentence in document.sentences for token in sentence.tokens] == document.tokens
    for sentence in document.sentences:
        assert (sentence.begin, sentence.end) == (sentence.tokens[0].begin, sentence.tokens[-1].end)
        assert len(text[sentence.begin : sentence.end].strip().splitlines()) == 1
        assert [token for token in sentence.tokens if token.head is None] == [sentence.root]
        assert sentence.root.deprel == "root"
        assert {token.index for token in sentence.root.subtree()} == {token.index for token in sentence.tokens}
        assert all(token in token.head.children for token in sentence.tokens if token.head)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=200), st.text(ODD, max_size=120)))
def test_any_text_is_read(pipeline: Pipeline, text: str) -> None:
    check_document(parse(pipeline, Article("a", text)))
    assert len(plain_text(text)) == len(text)


def test_words_and_relations(pipeline: Pipeline) -> None:
    document = parse(pipeline, Article("a", "L’armée a détruit trois ponts près du village."))
    check_document(document)
    found = {token.text: (token.lemma, token.upos, token.deprel) for token in document.tokens}
    assert found["détruit"] == ("détruire", "VERB", "root")
    assert found["armée"] == ("armée", "NOUN", "nsubj")
    assert found["ponts"] == ("pont", "NOUN", "obj")
    assert found["du"] == ("de", "ADP", "case")
    assert found["L’"][1] == "DET"
    ponts = next(token for token in document.tokens if token.text == "ponts")
    assert ponts.feats["Number"] == "Plur"


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("Le port est bloqué, a annoncé mardi le maire.", ("annoncé", "maire")),
        ("« Le port est bloqué », ont indiqué jeudi deux pêcheurs.", ("indiqué", "pêcheurs")),
        ("Le barrage a cédé, affirme un ingénieur.", ("affirme", "ingénieur")),
        ("Le barrage a cédé, ont expliqué plusieurs ingénieurs.", ("expliqué", "ingénieurs")),
    ],
)
def test_reports_behind_have_their_subject(pipeline: Pipeline, text: str, reports: tuple[str, str]) -> None:
    tokens = parse(pipeline, Article("a", text)).tokens
    verb = next(token for token in tokens if token.text == reports[0])
    assert [token.text for token in verb.find_children("nsubj")] == [reports[1]]
    assert verb.deprel.startswith("parataxis")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Part-il ? A-t-elle cédé ?", ["Part", "-il", "?", "A", "-t-elle", "cédé", "?"]),
        ("Il compte 12 500 soldats.", ["Il", "compte", "12 500", "soldats", "."]),
        ("Près de 3\u202f000\u00a0km².", ["Près", "de", "3\u202f000", "km²", "."]),
        ("le porte-avions d’Istanbul", ["le", "porte-avions", "d’", "Istanbul"]),
        ("un S-300 (vieux)", ["un", "S-300", "(", "vieux", ")"]),
        ("à 18h30 à N'Djamena", ["à", "18", "h", "30", "à", "N'Djamena"]),
        ("«\u00a0Oui\u00a0», dit-on", ["«", "Oui", "»", ",", "dit", "-on"]),
        ("aujourd’hui, lorsqu’il vint", ["aujourd’hui", ",", "lorsqu’", "il", "vint"]),
    ],
)
def test_words(pipeline: Pipeline, text: str, words: list[str]) -> None:
    assert [token.text for token in parse(pipeline, Article("a", text)).tokens] == words


@pytest.mark.parametrize(
    "sentences",
    [
        ["Le convoi est parti hier.", "Il arrivera demain."],
        ["Le général Petit a parlé.", "« Nous tiendrons. Nous avons des vivres », a-t-il assuré."],
        ["“Ils fuient. Nous avançons”, affirme un officier.", "Rien ne le confirme."],
        ['"Ils fuient. Nous avançons", affirme un officier.', "Rien ne le confirme."],
        ["Il a promis : « Nous reviendrons. »", "La foule a applaudi."],
        ["M. Lenoir et Mme Legrand ont vu le gén. Petit.", "Le n° 2 du parti était absent."],
        ["Le site date de 300 av. J.-C. selon eux.", "Il est fermé."],
        ["J. Petit et A. B. Legrand ont signé.", "Tous deux sont partis."],
        ["Gén. Petit, MM. Lenoir et Legrand sont là.", "Ils ont un canon de 76 mm.", "Il est vieux."],
        ["Est-ce vrai ?", "Nul ne le sait !", "L'enquête continue."],
        ["Les secours (pompiers, médecins, etc.) sont arrivés.", "Ils ont soigné 12 blessés."],
        ["Le tir a échoué (« un incident technique », dit la marine).", "Un autre est prévu."],
        ["La trêve tient 🙂.", "Elle expire mardi."],
    ],
)
def test_sentences(pipeline: Pipeline, sentences: list[str]) -> None:
    assert read_sentences(pipeline, " ".join(sentences)) == sentences


def test_sentences_never_cross_paragraphs(pipeline: Pipeline) -> None:
    text = "Titre sans point\n\n  Le port est bloqué\nLes navires attendent. Ils repartiront.\n"
    document = parse(pipeline, Article("a", text))
    found = [(sentence.paragraph, document.slice(sentence.begin, sentence.end)) for sentence in document.sentences]
    assert found == [
        (0, "Titre sans point"),
        (1, "Le port est bloqué"),
        (2, "Les navires attendent."),
        (2, "Ils repartiront."),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00", "\u2028\u00a0"])
def test_text_without_words(pipeline: Pipeline, text: str) -> None:
    document = parse(pipeline, Article("a", text))
    assert (document.sentences, document.tokens) == ([], [])


def test_many_articles_are_read_as_each_alone(pipeline: Pipeline) -> None:
    texts = ["", "Un pont a sauté.", "\n", "La ville est prise.\nLe maire a fui. Il est loin.", ""]
    articles = [Article(str(i), text) for i, text in enumerate(texts)]
    documents = list(parse_many(pipeline, iter(articles)))
    assert [document.article.id for document in documents] == ["0", "1", "2", "3", "4"]
    for document in documents:
        alone = parse(pipeline, document.article)
        assert [repr(token) for token in document.tokens] == [repr(token) for token in alone.tokens]


def test_articles_are_read_one_after_the_other(pipeline: Pipeline) -> None:
    taken = []

    def endless() -> Iterator[Article]:
        while True:
            taken.append(len(taken))
            yield Article(str(len(taken)), "Un pont a sauté.")

    assert next(parse_many(pipeline, endless())).tokens
    assert len(taken) < 1000


@pytest.mark.parametrize(
    "text", ["Le pont a tenu. " * 2000, "mot " * 8000, "x" * 20000, "« " * 5000, "Un pont. " * 10 + "\n" + "b " * 9000]
)
def test_long_paragraphs_are_cut(text: str) -> None:
    passages = list(split_passages(text))
    assert "".join(passage.text for passage in passages) == text
    assert all(text.startswith(passage.text, passage.begin) for passage in passages)
    assert max(len(passage.text) for passage in passages) <= LONGEST_PASSAGE
    assert {passage.paragraph for passage in passages} == set(range(len(text.splitlines())))


@pytest.mark.parametrize("text", ["«" * 3500, "a-" * 2000, "🙂" * 1000, "1 000 " * 900, "l'" * 900, "M. " * 1500])
def test_monotonous_text_is_read(pipeline: Pipeline, text: str) -> None:
    check_document(parse(pipeline, Article("a", text)))


def test_long_paragraph_is_cut_between_sentences(pipeline: Pipeline) -> None:
    sentence = "Le pont de la ville basse a tenu malgré les bombes."
    assert set(read_sentences(pipeline, f"{sentence} " * 120)) == {sentence}


# --- pipelines -------------------------------------------------------------------------------------------------------


@Language.component("backwards")
def parse_backwards(doc: Doc) -> Doc:
    """The document with each word below the next, the last one the root, labels as older French pipelines have them."""
    heads = [min(i + 1, len(doc) - 1) for i in range(len(doc))]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, [t.text for t in doc], spaces, heads=heads, deps=["OBL:MOD"] * (len(doc) - 1) + ["ROOT"])


def test_another_spacy_pipeline() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("backwards")
    document = parse(wrap_pipeline(nlp, "xx"), Article("a", "Un deux trois.\nQuatre  cinq"))
    check_document(document)
    assert [token.deprel for token in document.tokens] == ["obl:mod"] * 3 + ["root"] + ["obl:mod", "root"]
    assert {token.upos for token in document.tokens} == {"X"}


@given(
    heads=st.lists(st.integers(0, 6), min_size=7, max_size=7),
    labels=st.lists(st.sampled_from(["root", "obj"]), min_size=7, max_size=7),
)
def test_trees_are_mended(heads: list[int], labels: list[str]) -> None:
    sentences = [Sentence(0, 0, 4, 0), Sentence(1, 4, 7, 0)]
    tokens = [Token(i, i, i + 1, "x", "x", "X", {}, labels[i], sentences[i > 3]) for i in range(7)]
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        token.sentence.tokens.append(token)
    for sentence in sentences:
        mend_tree(sentence)
    document = Document(Article("a", "xxxxxxx"), sentences, tokens)
    check_document(document)
    assert all((token.deprel == "root") == (token.head is None) for token in tokens)


def test_good_tree_is_kept() -> None:
    sentence = Sentence(0, 0, 3, 0)
    names = ["obj", "root", "det"]
    sentence.tokens = [Token(i, i, i + 1, "x", "x", "X", {}, name, sentence) for i, name in enumerate(names)]
    for token, head in zip(sentence.tokens, (1, 1, 0), strict=True):
        token.head = sentence.tokens[head]
    mend_tree(sentence)
    found = [(token.deprel, token.head and token.head.index) for token in sentence.tokens]
    assert found == [("obj", 1), ("root", None), ("det", 0)]


@pytest.mark.parametrize("name", ["no_such_pipeline", "/nowhere/pipeline"])
def test_missing_pipeline(name: str) -> None:
    with pytest.raises(ResourceError, match=name):
        load_pipeline("fr", name)


@pytest.mark.parametrize(
    ("pipes", "lack"),
    [
        ([], "parser"),
        (["morphologizer", "trainable_lemmatizer"], "parser"),
        (["morphologizer", "parser"], "lemmatiser"),
        (["trainable_lemmatizer", "parser"], "parts of speech"),
        (["morphologizer", "trainable_lemmatizer", "parser"], "Universal Dependencies"),
    ],
)
def test_unfit_pipeline(tmp_path: Path, pipes: list[str], lack: str) -> None:
    nlp = spacy.blank("xx")
    for pipe in pipes:
        nlp.add_pipe(pipe)
    nlp.to_disk(tmp_path / "unfit")
    with pytest.raises(ResourceError, match=lack):
        load_pipeline("fr", str(tmp_path / "unfit"))


def test_pipeline_is_identified(pipeline: Pipeline) -> None:
    assert pipeline.name == "fr_graphbuild"
    assert len(pipeline.sha256) == 64
    assert pipeline.sha256 == load_pipeline("fr").sha256
    assert pipeline.sha256 != wrap_pipeline(spacy.blank("xx"), "xx").sha256
