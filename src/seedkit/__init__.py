"""Raw how-to articles in; steps, FAQs, checklists and sample texts out, as validated data."""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # type checkers take it to be True; importing `typing` alone takes as long as starting Python

if TYPE_CHECKING:
    from seedkit.building.builder import BuildResult, build, normalize
    from seedkit.corpus import Corpus, load
    from seedkit.corpus.article import Article
    from seedkit.errors import InputError, OutputError, SeedkitError, UsageError
    from seedkit.model.document import Document
else:
    # Imported on first use, so that the command line responds before pydantic is loaded.
    _HOMES = {
        "corpus.article": ("Article",),
        "building.builder": ("BuildResult", "build", "normalize"),
        "corpus": ("Corpus", "load"),
        "errors": ("InputError", "OutputError", "SeedkitError", "UsageError"),
        "model.document": ("Document",),
    }

    def __getattr__(name):
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return globals().setdefault(name, getattr(import_module(f"seedkit.{home}"), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__():
        return sorted({*globals(), *__all__})


__all__ = [
    "Article", "BuildResult", "Corpus", "Document", "InputError", "OutputError", "SeedkitError", "UsageError", "__version__",
    "build", "load", "normalize",
]  # fmt: skip
