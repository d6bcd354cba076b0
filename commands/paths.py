"""Names of files and folders on the command line."""

import errno
import os
from pathlib import Path

import typer

STDIN = Path("-")


def path(given: str | Path) -> Path:
    """Return the path that is named; an empty name, as of a variable never set, would be the current folder.

    Raises:
        BadParameter: No file can have that name.
    """
    if given == "":
        raise typer.BadParameter("the name of a file or folder is empty; write . for the current folder")
    try:
        str(given).encode()
        os.lstat(given)
    except UnicodeEncodeError:
        raise typer.BadParameter(f"the name of a file or folder is not UTF-8: {given!a}") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise typer.BadParameter("this name of a file or folder is longer than the system allows") from None
    return Path(given)
