"""How the time of one post grows with its length: hostile patterns at three lengths, as a Markdown table.

    python -m benchmarks.growth [--model NAME] [--repeat N] [--pattern NAME …]

Each pattern is repeated to 12,250, 24,500 and 49,000 characters, read and coded. Seconds are those of the processor,
the fastest of the repeats; the growth is that of each doubling, about 2 where time is in proportion to length.
"""

import argparse
import gc
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
    "stops of a journey": "President Anna Berg will visit Norway, Kenya, Peru, Chad, Japan and ",
    "stops with days": "will visit Norway on 3 May, Kenya on 4 May, ",
    "put off": "meeting postponed to 3 May; ",
    "called off": "meeting with Norway cancelled; talks on 3 May; ",
    "first names": "President John Abcd and John and President John Efgh and ",
    "attended by": "The meeting was attended by President Anna Berg and Norway. ",
    "trilateral": "trilateral meeting of Norway, Kenya and Peru; ",
    "the forum": "attended the forum; ASEAN; ",
    "invitations": "invited President Anna Berg to visit Norway and invited Otto Lund to visit Kenya; ",
    "her visit": "President Anna Berg met Otto Lund. Her visit to Peru. His upcoming visit to Kenya. ",
    "delegations": "the Norway delegation, headed by Minister Anna Berg and ",
    "states of names": "Norway's Anna Berg and Kenya's Otto Lund and ",
    "pins": "\U0001f4cdAaaa-Bbbb Ccccdddd!\n",
}
# The first half of the text, and the second.
HALVES = {
    "names, then meetings": ("Anna Berg, Otto Lund, ", "met; "),
    "stops, then visits": ("President Anna Berg will visit Norway, Kenya, Peru, Chad, ", ". Her visit to Kenya"),
    "flags, then meetings": ("\U0001f1f3\U0001f1f4", " met; "),
    "dates, then meetings": ("3 May, ", "meeting cancelled; "),
    "emoji, then meetings": ("\U0001f534", "met Norway in Oslo; "),
    "meetings, then capitals": ("met in ", "A"),
    "meetings, then spaces": ("met ", " "),
}


def text_of(pattern: str, length: int) -> str:
    """Return the text of a pattern, just so long."""
    if pattern in HALVES:
        return "".join(_repeated(unit, length // 2) for unit in HALVES[pattern])
    if pattern == "different names":
        return " ".join(f"{_word(number)} {_word(number * 7 + 3)}," for number in range(length))[:length]
    return _repeated(PATTERNS[pattern], length)


def _repeated(unit: str, length: int) -> str:
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
    patterns = [*PATTERNS, *HALVES, "different names"]
    parser.add_argument("--pattern", choices=patterns, action="append", default=[], help="this pattern alone")
    parser.add_argument("--repeat", type=int, default=3, help="readings of each, of which the fastest counts")
    asked = parser.parse_args(arguments)
    reader = load_reader(asked.model)
    seconds_of(reader, "President Anna Berg met Otto Lund in Oslo. ", 1)
    # A round of the collector over all lexicons, which falls on one pattern or another, is none of its time.
    gc.collect()
    gc.freeze()
    print("| pattern | " + " | ".join(f"{length:,}" for length in LENGTHS) + " | growth |")
    print("| --- " * (len(LENGTHS) + 2) + "|", flush=True)
    for pattern in asked.pattern or patterns:
        took = [seconds_of(reader, text_of(pattern, length), asked.repeat) for length in LENGTHS]
        growths = ", ".join(f"{after / before:.2f}" for before, after in pairwise(took))
        print(f"| {pattern} | " + " | ".join(f"{seconds:.3f}" for seconds in took) + f" | {growths} |", flush=True)


if __name__ == "__main__":
    main()
