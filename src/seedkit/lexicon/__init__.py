"""Words as data: one YAML file a language, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that tell structure. All words are lower case. See the comments in the YAML file."""

    language: str
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    number_words: tuple[str, ...]
    group_kinds: Mapping[str, tuple[str, ...]]
    faq_headings: tuple[str, ...]
    conclusion_headings: tuple[str, ...]
    conclusion_openings: tuple[str, ...]
    residue: Mapping[str, tuple[str, ...]]


@cache
def load(language: str = "en") -> Lexicon:
    """Return the lexicon of a language, a BCP 47 primary tag. Raises ``FileNotFoundError`` for one that is not there."""
    from ruamel.yaml import YAML

    raw = YAML(typ="safe", pure=True).load(resources.files(__name__).joinpath(f"{language}.yaml").read_text("utf-8"))
    return Lexicon(
        language=language,
        **{
            key: {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()} if isinstance(value, dict) else tuple(value)
            for key, value in raw.items()
        },
    )
