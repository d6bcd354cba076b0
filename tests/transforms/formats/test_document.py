import json
import tracemalloc
from pathlib import Path

import pytest

from transforms.elements import Notice, Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file
from transforms.formats.source import LONGEST_LINE

_POST = {"id": 1, "text": "The envoy came."}


def _read(
    folder: Path, content: str, options: ReadOptions | None = None
) -> tuple[list[Post], list[tuple[str, str]], list[str]]:
    path = folder / "posts.json"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    found = list(read_file(str(path), options))
    return (
        [each for each in found if isinstance(each, Post)],
        [(each.position, each.reason) for each in found if isinstance(each, Reject)],
        [each.message for each in found if isinstance(each, Notice)],
    )


@pytest.mark.parametrize(
    ("document", "texts"),
    [
        ([_POST], ["The envoy came."]),
        ({"data": {"posts": [_POST, _POST]}, "meta": {"n": 2}}, ["The envoy came."] * 2),
        (_POST | {"tags": ["a", "b"], "media": [{"url": "https://example.org"}]}, ["The envoy came."]),
        ([{"tweet": {"id": "1", "full_text": "Talks"}}], ["Talks"]),
        ({"orderedItems": [{"id": "a", "type": "Create", "object": {"id": "b", "content": "Talks"}}]}, ["Talks"]),
        ([{"content": {"rendered": "Talks"}, "title": {"rendered": "Oslo"}}], ["Oslo\n\nTalks"]),
        ([{"text": ["We ", {"type": "bold", "text": "met"}, "."]}], ["We met."]),
        ([{"title": "Talks in Oslo…", "text": "Talks in Oslo began."}], ["Talks in Oslo began."]),
        ([{"headline": "Talks"}], ["Talks"]),
        (
            [{"content_html": "<p>They <b>met</b> in Oslo&nbsp;today.</p><p>5 &lt; 6</p>"}],
            ["They met in Oslo\xa0today.\n\n5 < 6"],
        ),
        ([{"text": "5 < 6 & a <3 b"}], ["5 < 6 & a <3 b"]),
        ([{"Created At": "2024-06-03", "fullText": "Talks", "summary": "T"}], ["Talks"]),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_posts_are_found_wherever_a_document_has_them(
    tmp_path: Path, document: object, texts: list[str], indent: int | None
) -> None:
    posts, rejects, _ = _read(tmp_path, json.dumps(document, indent=indent))
    assert ([post.text for post in posts], rejects) == (texts, [])


def test_keys_without_use_and_lists_without_posts_are_told_once(tmp_path: Path) -> None:
    posts, rejects, notices = _read(
        tmp_path, json.dumps({"users": [{"age": 1}], "posts": [_POST | {"views": 5}, _POST | {"views": 6}, {"x": 1}]})
    )
    assert (len(posts), rejects) == (2, [("line 1", "no text")])
    assert notices == ["the list users holds no posts: 1 passed over", "keys that are not read: views, age, x"]


def test_the_user_names_keys(tmp_path: Path) -> None:
    options = ReadOptions(columns=(("text", "said.words"), ("published", "when")))
    content = json.dumps([{"said": {"words": "Talks"}, "text": "no", "when": "2024-06-03"}])
    [post], _, notices = _read(tmp_path, content, options)
    assert (post.text, str(post.published_on), notices) == ("Talks", "2024-06-03", [])


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"text": "abc}', "no JSON: a text without its closing quote"),
        ('{"text": "abc",', "no JSON: a stray ]"),
        ('{"text": "abc"]', "no JSON: a stray ]"),
        ('{"text": nothing}', "no JSON: Expecting value, column 10"),
        ('{"text": "a\\ud800b"}', "text holds half of a character (a lone surrogate)"),
        ('{"text": "a\\u0000b"}', "text holds a NUL character"),
        ('{"text": "a", "n": ' + "9" * 5_000 + "}", "no JSON: a number of too many digits"),
        ('{"text": "a", "n": ' + "[" * 200_000 + "]" * 200_000 + "}", "JSON nested too deeply"),
        ('{"text": "a", "published": 1e999}', "'inf' is no date that is known"),
        ('{"text": "a", "id": 1e999}', "id is float, not text"),
        ('{"text": "' + "a" * (LONGEST_LINE + 9) + '"}', f"a record of more than {LONGEST_LINE:,} characters"),
    ],
    ids=lambda value: value[:40],
)
def test_a_broken_record_is_refused_and_the_rest_goes_on(tmp_path: Path, record: str, reason: str) -> None:
    lines = ['{"id": 1, "text": "One"}', record, '{"id": 3, "text": "Three"}']
    posts, rejects, _ = _read(tmp_path, "[\n  " + ",\n  ".join(lines) + "\n]")
    assert rejects == [("line 3", reason)]
    assert [(post.text, post.first_line) for post in posts] == [("One", 2), ("Three", 4)]


@pytest.mark.parametrize(
    ("content", "position", "reason"),
    [
        (
            '[{"text": "One"}, {"text": "Tw',
            "line 1",
            "no JSON: a record without an end, and what follows cannot be read",
        ),
        (
            '{"posts": [{"text": "One"}',
            "line 1",
            "no JSON: it ends in the middle of an array, and what follows cannot be read",
        ),
        ("{}", "", "JSON, but no object with a text"),
        ('["a"]', "line 1", "JSON, but no object with a text"),
        ("[" * 200_000, "line 1", "no JSON: a record without an end, and what follows cannot be read"),
        ('{"a":' * 200_000, "line 1", "no JSON: a record without an end, and what follows cannot be read"),
    ],
    ids=lambda value: value[:20],
)
def test_a_document_that_breaks_off_is_told(tmp_path: Path, content: str, position: str, reason: str) -> None:
    posts, rejects, _ = _read(tmp_path, content)
    assert rejects == [(position, reason)]
    assert [post.text for post in posts] == ["One"] * content.count('"One"')


def test_memory_does_not_grow_with_a_document(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("w") as file:
        file.write('{"posts": [')
        file.writelines(f"{json.dumps(_POST | {'id': number, 'text': 'x' * 5_000})}," for number in range(5_000))
        file.write('{"text": "' + "y" * 30_000_000 + '"}]}')
    tracemalloc.start()
    found = sum(isinstance(each, Post) for each in read_file(str(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 5_000
    assert peak < 50_000_000
