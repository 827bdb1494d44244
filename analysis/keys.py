"""The secret keys that pseudonyms are made with, and the files that keep them."""

from __future__ import annotations

import os
import secrets

from analysis.errors import InputError

KEY, LONGEST_KEY = 32, 64  # bytes: with fewer the names can be guessed; BLAKE2b takes no more


def make_key(path: str | os.PathLike | None = None) -> bytes:
    """Return the key in a file, made there if there is none; without a file a new key that nobody will know.

    Raises
    ------
    InputError
        If the file holds anything else, or cannot be read or made.
    """
    new = secrets.token_bytes(KEY)
    if path is None:
        return new
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(new.hex() + "\n")
        return new
    except FileExistsError:
        pass
    except OSError as error:
        raise InputError(f"{path}: a key cannot be made there ({error.strerror})") from None
    try:
        with open(path, "rb") as file:
            found = bytes.fromhex(file.read(3 * KEY).decode("ascii").strip())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError:
        found = b""
    if len(found) != KEY:
        raise InputError(
            f"{path}: no key of {2 * KEY} hexadecimal digits; after --pseudonyms stands the key's file, which is made "
            "if it is not there: put the threads before"
        )
    return found
