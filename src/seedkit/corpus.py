"""Built data, typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from seedkit.article import Article
from seedkit.errors import OutputError
from seedkit.model.document import SCHEMA_VERSION
from seedkit.model.index import Index

VERSION_FOLDER = "v1"
"""The folder below OUT that holds everything of this major version of the contract."""
INDEX = "index.json"
"""The index of a build, in that folder."""


class Corpus(Mapping[str, Article]):
    """The articles of a build by id, in order of id. Each is read from its file when asked for and not kept."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.index = index
        self._folder = folder
        self._files = {entry.id: entry.files for entry in index.documents}

    def __getitem__(self, id: str) -> Article:
        """Return the article with this id. Raises KeyError for an unknown one, OutputError when its file is missing or broken."""
        file = self._folder / self._files[id]["json"].path
        try:
            return Article.model_validate_json(file.read_bytes())
        except OSError as error:
            raise OutputError(f"{file}: named in the index, but cannot be read ({error.strerror}); build again") from error
        except ValidationError as error:
            raise OutputError(f"{file}: not a document of version {SCHEMA_VERSION} ({_first(error)}); build again") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def load(out: str | Path) -> Corpus:
    """Open the folder that a build wrote. Raises OutputError when there is none, or of a later major version of the contract."""
    folder = Path(out) / VERSION_FOLDER
    file = folder / INDEX
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise OutputError(f"{file}: cannot be read ({error.strerror}); `seedkit build --out {out}` writes it") from error
    except ValueError as error:
        raise OutputError(f"{file}: not JSON ({error}); build again") from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, str) and version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise OutputError(f"{file}: written in version {version} of the contract, this seedkit reads {SCHEMA_VERSION}: update it")
    try:
        return Corpus(folder, Index.model_validate(data))
    except ValidationError as error:
        raise OutputError(f"{file}: not the index of a build ({_first(error)}); build again") from error


def _first(error: ValidationError) -> str:
    detail = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, detail['loc'])) or 'whole file'}: {detail['msg']}"
