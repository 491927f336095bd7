"""Chunks for retrieval from the shards of `seedkit run`: one per entity, with its heading path and its span in the source.

python chunks.py OUTPUT prints them as JSON Lines. Needs pyarrow, and nothing of seedkit.
"""

import json
import sys
from pathlib import Path

from pyarrow.parquet import ParquetFile

KINDS = ("passages", "steps", "points", "faqs", "sample_texts", "checklists")


def heading(entity):
    return (entity.get("title") or entity.get("heading") or entity.get("question") or {}).get("text")


def chunks(row):
    entities = {entity["id"]: entity for kind in (*KINDS, "groups") for entity in row[kind]}
    for entity in (entity for kind in KINDS for entity in row[kind]):
        headings, above = [heading(entity)], entity
        while above := entities.get(above.get("group") or above.get("parent")):
            headings.insert(0, heading(above))
        parts = entity.get("body") or entity.get("answer") or entity.get("items") or [entity]
        text = "\n\n".join(part["text"] for part in parts if part.get("text")) or headings[-1]
        path = [text for text in (heading(row["metadata"]), *headings) if text]
        yield {"article": row["id"], "id": entity["id"], "headings": path, "text": text, "span": entity["span"]}


if __name__ == "__main__":
    for shard in sorted(Path(sys.argv[1], "data").glob("*.parquet")):
        for batch in ParquetFile(shard).iter_batches(batch_size=64):
            for row in batch.to_pylist():
                for chunk in chunks(row) if row["error"] is None else ():
                    print(json.dumps(chunk, ensure_ascii=False))
