"""The base of transforms that take or give several collections."""

from typing import TypeVar

import apache_beam as beam
from apache_beam.typehints.decorators import IOTypeHints, get_type_hints

Given = TypeVar("Given")
Found = TypeVar("Found")


class Composite(beam.PTransform[Given, Found]):
    """A transform made of others that takes or gives several collections; the steps inside say of what each is.

    Beam has type hints for one collection in and one out, and would say of every other transform that it ignores them.
    """

    def default_type_hints(self) -> IOTypeHints:
        """Return no hints but those that a decorator set."""
        return get_type_hints(type(self))
