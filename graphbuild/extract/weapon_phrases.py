"""Phrases that name weapons: nouns and designations of the taxonomy, and what stands before and after them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphbuild.extract.numbers import read_number
from graphbuild.extract.weapon_table import WORD, WeaponName, WeaponTable, find_key
from graphbuild.records import Document, Token

NAMING = frozenset({"PROPN", "NOUN", "X", "NUM", "ADJ", "SYM"})
JOINTS = frozenset("-–‑/.'’")  # punctuation inside a name: `F/A-18`, `lance-roquettes`
ACCENTED = frozenset("àâäéèêëîïôöùûüç")  # `armé` is not `arme`
QUOTES = frozenset("«“\"„»”")


class Match(NamedTuple):
    """Tokens `first` to `last` (exclusive) that are a name; None for a designation that the taxonomy does not know."""

    first: int
    last: int
    name: WeaponName | None


class Complements(NamedTuple):
    """What follows a name: where it ends, its words but for adjectives, the designation, what it makes of the name."""

    last: int
    words: str
    designation: Match | None
    cluster: bool
    origin: str | None


class WeaponPhrases:
    """The tokens of a document, and what the table and the grammar make of a stretch of them."""

    def __init__(self, document: Document, table: WeaponTable, demonyms: Mapping[str, str]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.table = table
        self.words = table.words
        self.demonyms = demonyms

    # --- names --------------------------------------------------------------------------------------------------------

    def match(self, i: int, key: str) -> Match | None:
        """The longest name that begins with token `i` and is written as it should be."""
        best, last, piece = None, i, key
        if self._is_joined(i):
            return None
        sentence = self.tokens[i].sentence
        while True:
            last += 1
            name = self.table.names.get(key)
            if piece and name is not None and self._is_written_so(i, last, name):
                best = Match(i, last, name)
            if last >= len(self.tokens) or self.tokens[last].sentence is not sentence:
                return best
            piece = find_key(self.tokens[last].text)
            if not piece and self.tokens[last].text not in JOINTS:
                return best
            key += piece
            if key not in self.table.beginnings:
                return best

    def _is_joined(self, i: int) -> bool:
        """Whether a hyphen ties the token to the word before (`contre-torpilleur`)."""
        text, begin = self.document.article.text, self.tokens[i].begin
        return begin > 1 and text[begin - 1] in "-‑" and text[begin - 2].isalnum()

    def _is_written_so(self, first: int, last: int, name: WeaponName) -> bool:
        """Whether the case of the words, and the part of speech of a single one, allow the name."""
        surface = self.slice(first, last)
        if not name.designation:
            return self._is_noun(first, last, surface, name)
        if name.text.isupper() and name.text.isalpha():
            return surface.rstrip("s.").isupper() or (len(name.text) > 4 and surface.istitle())
        return name.text[0].islower() or surface[0].isupper() or surface[0].isdigit()

    def _is_noun(self, first: int, last: int, surface: str, name: WeaponName) -> bool:
        """Whether words of the language are used as a noun here, not as a verb, an adjective or a proper name."""
        token = self.tokens[first]
        if not ACCENTED.isdisjoint(surface.lower()) and set(surface.lower()) & ACCENTED - set(name.text):
            return False
        if last - first > 1:
            return token.upos not in ("AUX", "DET", "PRON")
        if token.upos == "PROPN" and surface[0].isupper() and not surface.isupper():
            before = self.before(first)
            return before is None or not before.text[0].isalnum()
        if token.upos in ("NOUN", "PROPN", "X"):
            return True
        around = (self.before(first), self.after(last))
        return token.upos == "ADJ" and not any(t is not None and t.upos in ("NOUN", "PROPN") for t in around)

    def before(self, i: int) -> Token | None:
        """The token before, in the same sentence."""
        return self.tokens[i - 1] if i and self.tokens[i - 1].sentence is self.tokens[i].sentence else None

    def after(self, last: int) -> Token | None:
        """The token at `last`, when it is in the same sentence as the one before it."""
        inside = last < len(self.tokens) and self.tokens[last].sentence is self.tokens[last - 1].sentence
        return self.tokens[last] if inside else None

    def slice(self, first: int, last: int) -> str:
        return self.document.slice(self.tokens[first].begin, self.tokens[last - 1].end)

    # --- designations -------------------------------------------------------------------------------------------------

    def match_unknown(self, i: int) -> Match | None:
        """Capitals and numbers after the name of a kind: `Gerbera`, `Nimr Ajban`, `9M133`."""
        token = self.after(i)
        if token is None or not self._is_capital(token):
            return None
        last = i + 1
        while last - i < 4 and (after := self.after(last)) is not None and self._continues(after):
            last += 1
        return Match(i, last, None)

    def _is_capital(self, token: Token) -> bool:
        """Whether the token can be a designation: a capital, no adjective of nationality, not a verb."""
        text = token.text
        return text[0].isalnum() and token.upos in NAMING and self.country(token) is None and text != "M." and (
            text[0].isupper() or (any(c.isdigit() for c in text) and any(c.isupper() for c in text)))

    def _continues(self, token: Token) -> bool:
        """Whether the token goes on with a designation: capitals, `II`, or a number of one or two digits."""
        return self._is_capital(token) or (token.text.isdigit() and len(token.text) <= 2)

    # --- what follows a name ------------------------------------------------------------------------------------------

    def read_complements(self, last: int, *, designated: bool, unknown: bool = True) -> Complements:
        """Adjectives, complements (`à longue portée`, `de 155 mm`) and a designation right after a name."""
        designation, cluster, origin, words = None, False, None, ""
        i = last
        while (token := self.after(i)) is not None:
            if not designated and designation is None and (found := self._find_designation(i, unknown)) is not None:
                words += " " + self.slice(found.first, found.last)
                designation, i = found, self._close_quotation(i, found)
                last = i
            elif (step := self._read_complement(i)) is not None:
                cluster = cluster or step[1]
                words += " " + self.slice(i, step[0]) if token.upos == "ADP" else ""
                i = last = step[0]
            elif (made := self._read_made(i)) is not None:
                origin = origin or made[1]
                words += " " + self.slice(i, made[0])
                i = last = made[0]
            elif token.upos in ("ADJ", "NOUN", "PROPN") and (country := self.country(token)) is not None:
                origin = origin or country
                i = last = i + 1
            elif token.upos == "ADJ" and i - last < 2:
                i += 1
            else:
                break
        return Complements(last, words, designation, cluster, origin)

    def _find_designation(self, i: int, unknown: bool) -> Match | None:
        """A designation at token `i`, perhaps after `de type` or an opening quotation mark."""
        tokens = self.tokens
        if tokens[i].text.casefold() in ("de", "d'", "d’") and self._is_link(i + 1):
            i += 2
        elif self._is_link(i):
            i += 1
        if (token := self.after(i)) is not None and token.text in QUOTES:
            i += 1
        token = self.after(i)
        if token is None:
            return None
        key = find_key(token.text)
        match = self.match(i, key) if key in self.table.beginnings else None
        if match is not None and match.name is not None and match.name.designation:
            return match
        return self.match_unknown(i) if unknown and match is None else None

    def _close_quotation(self, i: int, match: Match) -> int:
        """Where a designation ends, with the quotation mark that closes one opened from token `i` on."""
        opened = any(token.text in QUOTES for token in self.tokens[i:match.first])
        closing = self.after(match.last)
        return match.last + (opened and closing is not None and closing.text in QUOTES)

    def _is_link(self, i: int) -> bool:
        token = self.after(i)
        return token is not None and self.words.has("link", find_key(token.text))

    def _read_complement(self, i: int) -> tuple[int, bool] | None:
        """End of a listed complement or a calibre at token `i`, and whether it says `à sous-munitions`."""
        best, key, last = None, "", i
        while (token := self.after(last)) is not None:
            piece = find_key(token.text)
            if not piece and token.text not in JOINTS:
                break
            key, last = key + piece, last + 1
            if key not in self.words.complement_beginnings:
                break
            if self.words.has("complement", key) or self.words.has("cluster", key):
                best = (last, self.words.has("cluster", key))
        return best or self._read_calibre(i)

    def _read_calibre(self, i: int) -> tuple[int, bool] | None:
        """End of `de 155 mm`, `de calibre 7,62`, `de 500 kg` at token `i`."""
        window = [t for k in range(i, i + 4) if (t := self.after(k)) is not None]
        if len(window) < 3 or window[0].upos != "ADP":
            return None
        units = [find_key(t.text) for t in window[1:3]]
        numeric = [t.text[0].isdigit() for t in window[1:3]]
        if (numeric[0] and self.words.has("unit", units[1])) or (numeric[1] and self.words.has("unit", units[0])):
            longer = len(window) == 4 and numeric[1] and self.words.has("unit", find_key(window[3].text))
            return i + (4 if longer else 3), False
        return None

    def _read_made(self, i: int) -> tuple[int, str | None] | None:
        """End of `de fabrication russe` at token `i`, and the country."""
        noun, adjective = self.after(i + 1), self.after(i + 2)
        if noun is None or adjective is None or not self.words.has("made", find_key(noun.text)):
            return None
        return i + 3, self.country(adjective)

    def country(self, token: Token) -> str | None:
        return self.demonyms.get(token.text.casefold())

    # --- what stands before it ----------------------------------------------------------------------------------------

    def find_determiners(self, i: int) -> list[Token]:
        """The determiner before a noun, and the adjectives and numbers between them."""
        found: list[Token] = []
        while (token := self.before(i)) is not None and token.upos in ("DET", "ADJ", "NUM") and len(found) < 4:
            found.append(token)
            i -= 1
        return found

    def is_demonstrative(self, i: int) -> bool:
        return any(t.feats.get("PronType") == "Dem" or self.words.has("demonstrative", find_key(t.text))
                   for t in self.find_determiners(i))

    def is_definite(self, i: int) -> bool:
        return any(t.feats.get("Definite") == "Def" or t.upos == "NUM" for t in self.find_determiners(i))

    def read_origin(self, i: int) -> str | None:
        """The country of an adjective right before a noun."""
        return self.country(self.tokens[i]) if i >= 0 and self.tokens[i].upos == "ADJ" else None

    def read_quantity(self, first: int) -> int | None:
        """The number right before the mention: `dix`, `une vingtaine de`, `3 000`; the article `un` states none."""
        while (before := self.before(first)) is not None and before.upos == "ADJ" and read_number([before]) is None:
            first -= 1
        if before is None or before.upos not in ("NUM", "ADP", "NOUN", "DET", "ADJ"):
            return None
        for length in (5, 4, 3, 2, 1):
            words = self.tokens[max(first - length, before.sentence.tokens[0].index):first]
            if any(WORD.search(t.text) for t in words) and (number := read_number(words)) is not None:
                alone = len(words) == 1 and words[0].upos == "DET"
                return None if alone else number
        return None
