"""`audarma model list` and `info`: what models there are, and what is known of one."""

import json
from dataclasses import asdict
from typing import Any

import click

from translate.addition import show_license
from translate.catalogue import CATALOGUE
from translate.decoding import read_tuning
from translate.download import show_size
from translate.errors import ModelError
from translate.record import read_record
from translate.store import find_added, find_best, find_model, list_added, list_unfinished, measure_folder
from ui.exit_codes import DONE

EMBEDDED_TERMS = "see its card"
CARD = "README.md"
"""The model card in a model's folder."""


def print_models(as_json: bool) -> int:
    """Print a line for each model that is there or is known by name; the exit code."""
    rows = [*map(describe_added, list_added())]
    unfinished = list_unfinished()
    there = {row["name"] for row in rows}
    for name, size in unfinished.items():
        if name not in there:
            rows.append(
                {"name": name, "state": "interrupted", "size": size, "license": license_of(name), "auto": False}
            )
            there.add(name)
    for name in reversed(CATALOGUE):
        if name not in there:
            rows.append({"name": name, "state": "available", "size": 0, "license": license_of(name), "auto": False})
    embedded = find_model("embedded")
    size = measure_folder(embedded.folder)
    rows.append(
        {"name": "embedded", "state": "ships", "size": size, "license": EMBEDDED_TERMS, "auto": not find_best()}
    )
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        mark = "*" if row["auto"] else " "
        size_shown = show_size(row["size"]) if row["size"] else ""
        terms = row["license"] if row["license"] == EMBEDDED_TERMS else show_license(row["license"])
        click.echo(f"{mark} {row['name']:<24} {row['state']:<12} {size_shown:>9}  {terms}")
    return DONE


def license_of(name: str) -> str:
    """Return the terms of a model that is not there, as far as they are known."""
    return CATALOGUE[name].license if name in CATALOGUE else ""


def describe_added(name: str) -> dict[str, Any]:
    """Return what the list says of a model that has been added."""
    folder, terms, state = find_added(name), "", "added"
    try:
        find_model(name)
        record = read_record(folder)
        terms = record.license if record else ""
    except ModelError:
        state = "damaged"
    auto = find_best() == name
    return {"name": name, "state": state, "size": measure_folder(folder), "license": terms, "auto": auto}


def print_model(name: str, as_json: bool) -> int:
    """Print what is known of one model; the exit code. ModelError where there is none of that name."""
    found = find_model(name)
    record = read_record(found.folder)
    about: dict[str, Any] = {"name": found.name, "version": found.version, "folder": str(found.folder)}
    about["size"] = measure_folder(found.folder)
    card = found.folder / CARD
    if found.name == "embedded":
        about["license"] = "those of its data, for trying and testing: see the card"
        about["source"] = "ships with Audarma; made with scripts/train.py"
    if card.is_file():
        about["card"] = str(card)
    if record:
        known = asdict(record)
        known.pop("name")
        about |= known
    if tuned := read_tuning(found):
        about["tuned"] = asdict(tuned)
    if as_json:
        click.echo(json.dumps(about, ensure_ascii=False, indent=1))
        return DONE
    for key, value in about.items():
        click.echo(f"{key.replace('_', ' ')}: {show_value(key, value)}")
    return DONE


def show_value(key: str, value: Any) -> str:
    """Return a value of the record for people.

    >>> show_value("software", {"ctranslate2": "4.8.5"}), show_value("size", 1_500_000)
    ('ctranslate2 4.8.5', '1.5 MB')
    """
    if key == "size":
        return show_size(value)
    if key == "license":
        return show_license(value)
    if key == "files":
        return "".join(f"\n  {file['sha256']}  {name} ({show_size(file['size'])})" for name, file in value.items())
    if key == "tuned":
        return ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in value.items())
    if isinstance(value, dict):
        return ", ".join(f"{name} {version}" for name, version in value.items())
    return f"{value:,}" if isinstance(value, int) else str(value)
