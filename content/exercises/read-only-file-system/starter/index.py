"""Writes index.json: the articles by the words they have."""

import json
import re
from pathlib import Path

HERE = Path(__file__).parent


def words_of(text):
    return sorted(set(re.findall(r"[a-z]{3,}", text.lower())))


def index_of(folder):
    index = {}
    for article in sorted(folder.glob("*.md")):
        for word in words_of(article.read_text("utf-8")):
            index.setdefault(word, []).append(article.stem)
    return index


if __name__ == "__main__":
    index = index_of(HERE / "articles")
    (HERE / "index.json").write_text(json.dumps(index), "utf-8")
    print(f"{len(index)} words", flush=True)
