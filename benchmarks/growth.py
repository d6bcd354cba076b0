"""How the time of one post grows with its length: hostile patterns at three lengths, as a Markdown table.

    python -m benchmarks.growth [--model NAME] [--repeat N] [--pattern NAME …]

Each pattern is repeated to 12,250, 24,500 and 49,000 characters, read and coded. Seconds are those of the processor,
the fastest of the repeats; the growth is that of each doubling, about 2 where time is in proportion to length.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from time import process_time

from transforms.coding.mentions import code_mention
from transforms.elements import Post
from transforms.errors import UnusableError
from transforms.grammar.model import choose_model
from transforms.grammar.reader import Reader, load_reader

LENGTHS = (12_250, 24_500, 49_000)
PATTERNS = {
    "names and": "Aaaa and Bbbb and ",
    "names comma": "Anna Berg, Otto Lund, Mia Holm, ",
    "different names": "",
    "hashtags": "#RussiaChina ",
    "long hashtags": "#RussiaChinaBrazilIndiaSouthAfricaSummitMeetingTalks ",
    "small hashtags": "#russiachinabrazilindia ",
    "one hashtag": "#Russia" + "China" * 10_000,
    "countries": "Norway, Kenya, Peru, Chad, Japan, ",
    "countries and": "Norway and Kenya and ",
    "countries dash": "Norway–Kenya-Peru–Chad ",
    "cities": "in Paris, in Oslo, to Lima, from Cairo ",
    "quotes": '"We met," Foreign Minister Anna Berg said. ',
    "quotes of names": '“We met,” Berg said. "We will meet", said Otto Lund. ',
    "visits": "visit of Norway to Kenya ",
    "visits of people": "visit of Foreign Minister Anna Berg to Nairobi on 3 May ",
    "met": "President Anna Berg met Prime Minister Otto Lund in Oslo. ",
    "met in one sentence": "President Anna Berg met Prime Minister Otto Lund in Oslo and ",
    "capitalised words": "Green Forest Lake River Stone ",
    "capitals": "WHO WAS THERE US EU ",
    "dates": "3 May 2025, 4 June 2025, ",
    "dates and": "May 3 and 4 and 5 and ",
    "weekdays": "on Monday and Tuesday, next week, ",
    "talks on dates": "will hold talks on 3 May and ",
    "titles": "Foreign Minister, President and Prime Minister ",
    "titles of countries": "Foreign Minister of Norway and President of Kenya and ",
    "foreign ministers": "the foreign ministers of Norway and Kenya ",
    "brackets": "((((",
    "closed brackets": "(Oslo, 3 May) ",
    "open quotes": "“",
    "numbers": "1234567890 ",
    "one number": "1",
    "flags": "\U0001f1f3\U0001f1f4\U0001f1f0\U0001f1ea ",
    "flags joined": "\U0001f1ea\U0001f1fa",
    "emoji": "\U0001f534\U0001f4cd✍️ ",
    "one-word lines": "Oslo\n",
    "empty lines": "\n",
    "spaces": " ",
    "tabs": "\t",
    "lines of spaces": " \n \n",
    "carriage returns": "\r\n",
    "URLs": "https://example.org/a/b?c=d ",
    "one URL": "https://example.org/" + "a/" * 25_000,
    "host names": "a.example.",
    "mail addresses": "a-b@",
    "one endless word": "a",
    "one endless name": "A",
    "one syllable": "Xa",
    "hyphens": "Al-Ab-",
    "dashes": "-",
    "initials": "A. B. ",
    "initials joined": "A.B.",
    "full stops": ".",
    "apostrophes": "'",
    "possessives": "Anna's Otto's ",
    "letters and apostrophes": "O'A'",
    "underscores": "_",
    "combining marks": "e\u0301",
    "of the": "of the ",
    "to be": "to be ",
    "commas": "a, ",
    "semicolons": "met; ",
    "participants": "- Anna Berg, Minister of Foreign Affairs of Norway\n",
    "participants in one line": "Anna Berg (Norway), Otto Lund (Kenya), ",
    "documents": "signed the Agreement on Trade and the Memorandum on Fish, ",
    "documents in lines": "They signed:\n✍️ Agreement on Trade\n",
    "sidelines": "on the sidelines of the ASEAN Regional Forum ",
    "sessions": "the EU summit and the ASEAN ministerial and ",
    "attended": "attended the ASEAN Regional Forum where ",
    "statements": "statement on the statement at ",
    "said that": "said that they ",
    "said at": "said at the briefing in ",
    "remarks": "remarks at the press conference by ",
    "places": "Venue: Oslo Palace House Hall ",
    "capitals of": "the capital of ",
    "invited": "at the invitation of Anna Berg ",
    "pronouns": "they will meet their ",
    "their talks": "We met. Their talks. The two ministers met. ",
    "spokespersons": "spokesperson Anna Berg said the spokesperson ",
    "condolences": "sent condolences to President Anna Berg ",
    "programme": "Programme of the visit\n3 May – Meeting with President Anna Berg\n",
    "honorifics": "H.E. Mr. Dr. ",
    "joined names": "Xi-Putin summit ",
    "Norwegian officials": "Norwegian and Kenyan officials and ",
}


def text_of(pattern: str, length: int) -> str:
    """Return the text of a pattern, just so long."""
    unit = PATTERNS[pattern] or " ".join(f"{_word(number)} {_word(number * 7 + 3)}," for number in range(6_000)) + " "
    return (unit * (length // len(unit) + 1))[:length]


def _word(number: int) -> str:
    """Return a word with a capital, another for every number."""
    letters = ""
    while number or len(letters) < 4:  # noqa: PLR2004  # no name is shorter
        number, rest = divmod(number, 20)
        letters += "bcdfghjklmnprstvwxza"[rest] + "aeiou"[rest % 5]
    return letters.title()


def seconds_of(reader: Reader, text: str, repeat: int = 3) -> float:
    """Return how long a text takes to be read and coded, the fastest of the repeats; no cache has seen it before."""
    took = []
    for number in range(repeat):
        post = _post(text[:-1] + "abcdefghij"[number % 10])
        began = process_time()
        for _, told in reader.read([post]):
            if not isinstance(told, UnusableError):
                for mention in told:
                    code_mention(mention)
        took.append(process_time() - began)
    return min(took)


def _post(text: str) -> Post:
    return Post(
        post_id="po_1",
        source="s",
        file="f",
        first_line=1,
        last_line=1,
        ordinal=0,
        published_on=date(2025, 5, 1),
        text=text,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="Time against length.")
    parser.add_argument("--model", type=choose_model, default=choose_model(None), help="a model, or none")
    parser.add_argument("--pattern", choices=PATTERNS, action="append", default=[], help="this pattern alone")
    parser.add_argument("--repeat", type=int, default=3, help="readings of each, of which the fastest counts")
    asked = parser.parse_args(arguments)
    reader = load_reader(asked.model)
    seconds_of(reader, "President Anna Berg met Otto Lund in Oslo. ", 1)
    print("| pattern | " + " | ".join(f"{length:,}" for length in LENGTHS) + " | growth |")
    print("| --- " * (len(LENGTHS) + 2) + "|", flush=True)
    for pattern in asked.pattern or PATTERNS:
        took = [seconds_of(reader, text_of(pattern, length), asked.repeat) for length in LENGTHS]
        growths = ", ".join(f"{after / before:.2f}" for before, after in pairwise(took))
        print(f"| {pattern} | " + " | ".join(f"{seconds:.3f}" for seconds in took) + f" | {growths} |", flush=True)


if __name__ == "__main__":
    main()
