"""Weapons: words of the article -> mentions of concepts of the taxonomy, or of designations that it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphbuild.extract.weapon_phrases import JOINTS, Match, WeaponPhrases
from graphbuild.extract.weapon_table import SCHEME, WeaponConcept, WeaponName, WeaponTable, find_key, load_weapons
from graphbuild.records import Document, Token, WeaponMention

__all__ = ["WeaponConcept", "WeaponName", "WeaponTable", "find_weapons", "load_weapons"]

NO_DEMONYMS: Mapping[str, str] = MappingProxyType({})
FUNCTION_WORDS = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "PUNCT", "SCONJ", "VERB", "INTJ"})
DETERMINING = frozenset({"DET", "NUM", "ADJ", "ADP"})
NEAR = 3  # tokens on either side that decide the sense of a word
VESSEL = SCHEME + "naval-vessel"
WEAPON = SCHEME + "weapon"
ENDS = (".", "!", "»", '"', "”", "…", ":", ";")  # of a line that is no title; questions may be one
CLUSTER = SCHEME + "cluster-munition"
SUBMUNITION = SCHEME + "submunition"


def find_weapons(
    document: Document, table: WeaponTable, demonyms: Mapping[str, str] = NO_DEMONYMS
) -> list[WeaponMention]:
    """Mentions of weapons in the order of the text; `demonyms` maps small-letter adjectives to ISO country codes."""
    finder = _Finder(document, table, demonyms)
    i = 0
    while i < len(document.tokens):
        mention = finder.read_mention(i) if _may_begin(document.tokens[i]) else None
        if mention is not None:
            finder.mentions.append(mention)
        i = mention.last if mention is not None else i + 1
    return _narrow_titles(finder.mentions, document, table)


def _may_begin(token: Token) -> bool:
    """Whether a mention can begin with a token: no function word, but for one in capitals that may be a name."""
    return token.upos not in FUNCTION_WORDS or token.text[0].isupper() or token.text[0].isdigit()


def _narrow_titles(mentions: list[WeaponMention], document: Document, table: WeaponTable) -> list[WeaponMention]:
    """The mentions, with a kind that only a title names (`Bombes au marché`) taken for the first of it in the text."""
    titled = set(map(id, _find_titled(mentions, document)))
    body = [mention for mention in mentions if id(mention) not in titled and not mention.anaphoric]
    for mention in mentions:
        kind = mention.concept
        if id(mention) not in titled or kind is None or _is_designated(mention):
            continue
        below = (m for m in body if m.concept != SUBMUNITION and (
            kind == WEAPON or table.is_below(m.concept or m.category, kind)))
        if narrower := next(below, None):
            mention.name, mention.concept, mention.category = narrower.name, narrower.concept, narrower.category
    return mentions


def _find_titled(mentions: list[WeaponMention], document: Document) -> list[WeaponMention]:
    """The mentions in the lines before the first one that ends like a sentence, in capitals, or known in the lead."""
    text = document.article.text
    line = next((line for line in text.splitlines() if line.rstrip().endswith(ENDS)), text)
    begin = text.find(line)
    lead = document.sentences[0].end if document.sentences else 0
    return [m for m in mentions if m.end <= begin or document.slice(m.begin, m.end).isupper() or (
        m.end <= lead and any(c.feats.get("Definite") == "Def" and c.index < m.first for c in m.head.children))]


def _is_designated(mention: WeaponMention) -> bool:
    """Whether a mention holds a designation."""
    return any(char.isupper() or char.isdigit() for char in mention.name)


class _Finder(WeaponPhrases):
    """One pass over the tokens of a document."""

    def __init__(self, document: Document, table: WeaponTable, demonyms: Mapping[str, str]) -> None:
        super().__init__(document, table, demonyms)
        self.mentions: list[WeaponMention] = []

    # --- one mention --------------------------------------------------------------------------------------------------

    def read_mention(self, i: int) -> WeaponMention | None:
        """The mention that begins with token `i`."""
        token = self.tokens[i]
        key = find_key(token.text)
        if self.words.has("vessel", key) and token.text.isupper():
            return self._read_vessel(i)
        match = self.match(i, key) if key in self.table.beginnings else None
        if match is not None and match.name is not None and match.name.designation:
            return self._read_designation(match)
        if key in self.words.listed["anaphor"] and (anaphor := self._read_anaphor(i, key, match)) is not None:
            return anaphor
        if match is not None:
            return self._read_kind(match)
        return self._read_head(i) if self.words.has("head", key) else None

    # --- designations -------------------------------------------------------------------------------------------------

    def _read_designation(self, match: Match) -> WeaponMention | None:
        """A designation that stands alone (`Kalibr`); an ambiguous one only where the context supports it."""
        name = match.name
        assert name is not None
        if (name.ambiguous and not self._is_supported(match, name)) or self._is_surname(match, name):
            return None
        complements = self.read_complements(match.last, designated=True)
        last = match.last if complements.origin else complements.last
        return self._build(match.first, last, name.text, name.concept, None, complements.origin)

    def _is_supported(self, match: Match, name: WeaponName) -> bool:
        """Whether an ambiguous designation is that of a weapon: counted, or known from before, and no one's name."""
        neighbours = (self.before(match.first), self.after(match.last))
        if any(t is not None and t.upos == "PROPN" and t.text[0].isupper() for t in neighbours):
            return False
        if any(m.concept == name.concept for m in self.mentions) or self._is_counted(match.first):
            return True
        category = self.table.concepts[name.concept].category
        before = neighbours[0]
        return before is not None and any(self._category(m) == category for m in self.mentions)

    def _is_surname(self, match: Match, name: WeaponName) -> bool:
        """Whether a designation in letters stands right after a first name (`Mikhaïl Kalachnikov`)."""
        before = self.before(match.first)
        return name.text.isalpha() and not name.text.isupper() and before is not None and before.upos == "PROPN" and (
            before.text.istitle() and before.index not in range(*self._last_span()))

    def _last_span(self) -> tuple[int, int]:
        """Tokens of the last mention."""
        return (self.mentions[-1].first, self.mentions[-1].last) if self.mentions else (0, 0)

    def _is_counted(self, first: int) -> bool:
        """Whether a number, a plural or indefinite determiner, or a noun of quantity stands before (`les Javelin`)."""
        before, counted = self.before(first), self.before(first - 1)
        if before is None:
            return False
        if before.upos == "ADP" and counted is not None and self.words.has("counting", find_key(counted.text)):
            return True
        if before.upos == "DET" or before.text.casefold() in ("des", "aux"):
            return before.text[-1].lower() in "sx" or before.feats.get("Definite") == "Ind" or (
                before.feats.get("Poss") == "Yes")
        return before.upos == "NUM" or self.read_quantity(first) is not None

    def _category(self, mention: WeaponMention) -> str:
        return self.table.concepts[mention.concept or mention.category].category

    def _read_vessel(self, i: int) -> WeaponMention | None:
        """A ship with its prefix (`USS Porter`)."""
        match = self.match(i, find_key(self.tokens[i].text))
        if match is not None and match.name is not None:
            return self._build(i, match.last, match.name.text, match.name.concept, None, None)
        unknown = self.match_unknown(i + 1)
        if unknown is None:
            return None
        return self._build(i, unknown.last, self.slice(i, unknown.last), None, VESSEL, None)

    # --- kinds --------------------------------------------------------------------------------------------------------

    def _read_kind(self, match: Match) -> WeaponMention | None:
        """A noun for a kind of weapon, with the designation, the adjectives and the complements after it."""
        name = match.name
        assert name is not None
        shouted = self.slice(match.first, match.last).isupper()  # a headline: every word after it is in capitals too
        named = not shouted and not self.words.has("unnamed", find_key(self.table.find_notation(name.concept)))
        complements = self.read_complements(match.last, designated=False, unknown=named)
        designation = complements.designation
        if designation is None and not self._has_sense(match, name):
            return None
        origin = complements.origin or self.read_origin(match.first - 1)
        text = name.text + complements.words
        if designation is not None:
            if designation.name is not None:
                return self._build(match.first, complements.last, text, designation.name.concept, None, origin)
            return self._build(match.first, complements.last, text, None, name.concept, origin)
        scattered = self._is_scattered(match)
        concept = SUBMUNITION if scattered else CLUSTER if complements.cluster else name.concept
        return self._resolve_kind(self._build(match.first, complements.last, text, concept, None, origin), concept)

    def _resolve_kind(self, mention: WeaponMention, concept: str) -> WeaponMention:
        """The mention of a kind; with a demonstrative it means the weapon of that kind named before."""
        if self.is_demonstrative(mention.first):
            for earlier in reversed(self.mentions):
                if self.table.is_below(earlier.concept or earlier.category, concept) or (
                        earlier.name.startswith(mention.name + " ")):
                    mention.anaphoric = True
                    mention.name, mention.concept, mention.category = earlier.name, earlier.concept, earlier.category
                    break
        return mention

    def _is_scattered(self, match: Match) -> bool:
        """Whether a noun (`charge`) means what a cluster munition scatters: by the verb, or one named just before."""
        words = self.words.find("cluster_beside", find_key(match.name.text if match.name else ""))
        sentence = self.tokens[match.first].sentence
        if not words:
            return False
        if any(find_key(token.lemma) in words for token in sentence.tokens):
            return True
        last = self.mentions[-1] if self.mentions else None
        return last is not None and self._category(last) == CLUSTER and sentence.index - last.head.sentence.index <= 1

    def _read_head(self, i: int) -> WeaponMention | None:
        """A noun that is a weapon only with a known designation (`système Patriot`)."""
        complements = self.read_complements(i + 1, designated=False, unknown=False)
        designation = complements.designation
        if designation is None or designation.name is None:
            return None
        name = designation.name
        return self._build(i, complements.last, name.text, name.concept, None, complements.origin)

    def _has_sense(self, match: Match, name: WeaponName) -> bool:
        """Whether the words around a noun leave it the sense of a weapon (`mine d'or`, `char à voile`)."""
        key = find_key(name.text)
        before, after = self._near_keys(match)
        if before & self.words.find("not_after", key) or after & self.words.find("not_before", key):
            return False
        last_word = self.before(match.first)
        if self.words.has("not_predicate", key) and self._is_predicate(match):
            return False
        if self.words.has("not_after_verb", key) and last_word is not None and last_word.upos in ("VERB", "AUX"):
            return False
        if self.words.has("needs_determiner", key) and not (
                last_word is not None and last_word.upos in DETERMINING):
            return False
        return not name.ambiguous or self._is_beside(match, name, self.words.find("only_beside", key))

    def _is_predicate(self, match: Match) -> bool:
        """Whether something is only called a weapon: `les sanctions sont une arme`, and no weapon is the subject."""
        token = self.tokens[match.first]
        copular = any(child.deprel == "cop" for child in token.children)
        subject = next((child.index for child in token.children if child.deprel == "nsubj"), None)
        return copular and not any(m.first <= subject < m.last for m in self.mentions if subject is not None)

    def _near_keys(self, match: Match) -> tuple[set[str], set[str]]:
        """Keys of the few words before and after, forms and lemmas, up to a mark of punctuation."""
        before = range(match.first - 1, match.first - 1 - NEAR, -1)
        return self._collect_keys(before, match), self._collect_keys(range(match.last, match.last + NEAR), match)

    def _collect_keys(self, steps: range, match: Match) -> set[str]:
        keys: set[str] = set()
        for i in steps:
            if not 0 <= i < len(self.tokens) or self.tokens[i].sentence is not self.tokens[match.first].sentence:
                break
            if self.tokens[i].upos == "PUNCT" and self.tokens[i].text not in JOINTS:
                break
            keys |= {find_key(self.tokens[i].text), find_key(self.tokens[i].lemma)}
        return keys

    def _is_beside(self, match: Match, name: WeaponName, words: frozenset[str]) -> bool:
        """Whether the sentence has one of the words, or another weapon (of one category where words are listed)."""
        category = self.table.concepts[name.concept].category
        for token in self.tokens[match.first].sentence.tokens:
            if match.first <= token.index < match.last:
                continue
            keys = {find_key(token.text), find_key(token.lemma)}
            if keys & words:
                return True
            for other in (self.table.names.get(key) for key in keys):
                if other is None or other.ambiguous or other.concept == name.concept:
                    continue
                if not words or self.table.concepts[other.concept].category == category:
                    return True
        return False

    # --- anaphora -----------------------------------------------------------------------------------------------------

    def _read_anaphor(self, i: int, key: str, match: Match | None) -> WeaponMention | None:
        """A generic noun (`ces engins`, `l'appareil`) that means a weapon named before."""
        if match is not None and match.last > i + 1:
            return None
        allowed = self.is_demonstrative(i) or self.words.has("indefinite", key) or (
            self.words.has("definite", key) and self.is_definite(i))
        categories = self.words.find("anaphor", key)
        if not allowed or self.read_complements(i + 1, designated=False, unknown=False).designation:
            return None
        for earlier in reversed(self.mentions):
            if "*" in categories or self.table.notations[self._category(earlier)] in categories:
                mention = self._build(i, i + 1, earlier.name, earlier.concept, earlier.category, None)
                mention.anaphoric = True
                return mention
        return None

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(
        self, first: int, last: int, name: str, concept: str | None, broader: str | None, origin: str | None
    ) -> WeaponMention:
        """The mention of tokens `first` to `last`."""
        tokens = self.tokens
        if broader is None:
            assert concept is not None
            broader = next(iter(self.table.concepts[concept].above), concept)
        inside = tokens[first:last]
        head = next((t for t in inside if t.head is None or not first <= t.head.index < last), tokens[first])
        end = tokens[last - 1].end
        while self.document.article.text[end - 1] in ".,":  # `T-90M.` is one token
            end -= 1
        return WeaponMention(
            tokens[first].begin, end, first, last, head, name, concept, broader,
            self.read_quantity(first), origin,
        )
