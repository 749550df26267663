"""The files of transformers' tokenizer in a checkpoint whose vocabulary is cut: tokens renumbered, merges left out."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from translate.checkpoint import CODE, TOKENIZER, read_json

CODE_KEYS = ("additional_special_tokens", "extra_special_tokens")


def write_tokenizer_files(checkpoint: Path, out: Path, numbers: Mapping[int, int], tokens: Sequence[str]) -> None:
    """Write what the checkpoint has of `tokenizer.json`, `vocab.json` and the two lists of special tokens.

    `numbers` are the new ones of the old, `tokens` those that stay in their order. Where nothing says which language
    codes there are, the list of special tokens is made: without it a reader takes those of all 202 languages.
    """
    if (checkpoint / TOKENIZER).is_file():
        write_json(out / TOKENIZER, cut_tokenizer(read_json(checkpoint / TOKENIZER), numbers, tokens))
    if (checkpoint / "vocab.json").is_file():
        write_json(out / "vocab.json", {token: number for number, token in enumerate(tokens)})
    codes = [token for token in tokens if CODE.fullmatch(token)]
    for file in ("special_tokens_map.json", "tokenizer_config.json"):
        about = read_json(checkpoint / file) if (checkpoint / file).is_file() else {}
        for key in CODE_KEYS:
            if key in about:
                about[key] = [token for token in about[key] if not is_gone(token, codes)]
        if not any(key in about for key in CODE_KEYS):
            about[CODE_KEYS[0]] = codes
        if "added_tokens_decoder" in about:
            about["added_tokens_decoder"] = renumber(about["added_tokens_decoder"], numbers)
        write_json(out / file, about)


def is_gone(token: Any, codes: Sequence[str]) -> bool:
    """Tell whether something in a list of special tokens is a language code that was not kept."""
    content = str(token["content"] if isinstance(token, dict) else token)
    return bool(CODE.fullmatch(content)) and content not in codes


def renumber(tokens: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """Return what is kept by the old number of each token by its new one."""
    return {str(numbers[int(old)]): token for old, token in tokens.items() if int(old) in numbers}


def cut_tokenizer(about: dict[str, Any], numbers: Mapping[int, int], tokens: Sequence[str]) -> dict[str, Any]:
    """Return `tokenizer.json` with the tokens that stay, and the merges of which all three pieces do."""
    model, kept = about["model"], set(tokens)
    added = [token | {"id": numbers[token["id"]]} for token in about.get("added_tokens", ()) if token["id"] in numbers]
    vocabulary = {token: numbers[old] for token, old in model["vocab"].items() if old in numbers}
    merges = [merge for merge in model["merges"] if is_kept(merge, kept)]
    changed = about | {"model": model | {"vocab": vocabulary, "merges": merges}, "added_tokens": added}
    special = (about.get("post_processor") or {}).get("special_tokens")
    if special:
        changed["post_processor"] = about["post_processor"] | {
            "special_tokens": {
                name: entry | {"ids": [numbers[old] for old in entry["ids"]]}
                for name, entry in special.items()
                if all(old in numbers for old in entry["ids"])
            }
        }
    return changed


def is_kept(merge: str | Sequence[str], kept: set[str]) -> bool:
    """Tell whether the two pieces of a merge and what they make all stay.

    >>> is_kept("a b", {"a", "b", "ab"}), is_kept(["a", "c"], {"a", "c"})
    (True, False)
    """
    left, right = merge.split(" ") if isinstance(merge, str) else merge
    return left in kept and right in kept and left + right in kept


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file as transformers does."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
