"""Texts of pages for people, in Indonesian and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from sidak.schemas.vocabularies import LANGUAGES

#: Key of a text to its Indonesian and English form; "{...}" is filled in.
Catalogue = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Translator:
    """The texts of a catalogue in one language.

    Attributes:
        catalogue: The texts.
        lang: ``"id"`` or ``"en"``.

    Raises:
        ValueError: If the language is another.
    """

    catalogue: Catalogue
    lang: str = "id"

    def __post_init__(self) -> None:
        """Refuse a language without texts."""
        if self.lang not in LANGUAGES:
            raise ValueError(f"unknown language: {self.lang}")

    def __call__(self, key: str, **values: object) -> str:
        """Return a text; a value of an open vocabulary without one stands for itself."""
        if key not in self.catalogue:
            return key.rpartition(".")[2]
        text = self.catalogue[key][LANGUAGES.index(self.lang)]
        return text.format(**values) if values else text

    def list_texts(self) -> dict[str, str]:
        """Return all texts by their keys."""
        return {key: self(key) for key in self.catalogue}

    def count(self, number: int) -> str:
        """Return a whole number with separators between thousands."""
        return f"{number:,}" if self.lang == "en" else f"{number:,}".replace(",", ".")

    def percent(self, part: int, whole: int) -> str:
        """Return a share in percent, one decimal."""
        shown = f"{100 * part / whole:.1f}" if whole else "0.0"
        return f"{shown if self.lang == 'en' else shown.replace('.', ',')} %"
