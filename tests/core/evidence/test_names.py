"""Folder names are safe for every text and every file system."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.core.evidence import folder_name, slug
from gonogo.core.evidence.names import LIMIT, suffix


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Redis health check", "redis-health-check"),
        ("GET `/api/events/:id` - Get single event", "get-api-events-id-get-single-event"),
        ("Größe prüfen, naïve café", "grosse-prufen-naive-cafe"),
        ("日本語の項目", "日本語の項目"),
        ("قائمة الفحص", "قائمة-الفحص"),
        ("हिन्दी जाँच", "हिन्दी-जाँच"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf --force", "rf-force"),
        ("a\x00b\nc\u202ed", "a-b-c-d"),
        ("CON", "con-item"),
        ("com1", "com1-item"),
        ("com¹", "com1-item"),
        ("nul.txt", "nul-txt"),
    ],
)
def test_a_slug_reads_like_its_text(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize("text", ["", ".", "..", "...", "   ", "🚀🚀", "\udce9", "|||"])
def test_where_no_letter_is_left_a_hash_stands_in(text: str) -> None:
    assert len(slug(text)) == 8
    assert slug(text).isalnum()


def test_different_texts_without_letters_have_different_names() -> None:
    assert slug("🚀") != slug("🔥")


def test_long_texts_that_begin_alike_have_different_names() -> None:
    one, two = slug("word " * 40 + "one"), slug("word " * 40 + "two")
    assert one != two
    assert one.startswith("word-word-")


@given(st.text())
def test_every_slug_is_a_plain_name_that_can_be_made(text: str) -> None:
    name = slug(text)
    assert 0 < len(os.fsencode(name)) <= LIMIT
    assert slug(name) == name
    assert not name.startswith(("-", ".")) and not name.endswith(("-", ".", " "))
    assert all(character.isalnum() or character == "-" or ord(character) > 127 for character in name)
    assert name == name.casefold()
    assert Path(name).name == name


@given(st.text(max_size=200))
def test_every_document_gets_a_plain_folder(stem: str) -> None:
    name = folder_name(stem)
    assert Path(name).name == name
    assert not name.startswith(("-", "."))
    assert folder_name(name) == name


def test_a_plain_stem_is_kept_as_it_is() -> None:
    assert folder_name("PRODUCTION_READINESS") == "PRODUCTION_READINESS"
    assert folder_name("launch v2.1 (draft)") == "launch-v2-1-draft"
    assert folder_name("Aux") == "aux-item"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("health.TXT", ".txt"),
        ("trace.tar.gz", ".gz"),
        ("README", ".txt"),
        (".env", ".txt"),
        ("a.b c", ".txt"),
        ("a.verylongsuffix", ".txt"),
        ("a.", ".txt"),
        ("a.é", ".txt"),
    ],
)
def test_a_copy_keeps_a_plain_suffix(name: str, ending: str) -> None:
    assert suffix(name) == ending
