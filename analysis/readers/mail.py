"""Mail."""
from calendar import timegm
from email.utils import parsedate_tz


def seconds(date: str) -> float | str | None:
    """Seconds since 1970 of a date as mail and RSS write it; as it is where it is written otherwise.

    >>> seconds("Tue, 2 Apr 2019 09:10:27 -0500"), seconds("yesterday"), seconds("")
    (1554214227, 'yesterday', None)
    """
    parsed = parsedate_tz(date)
    if parsed is None:
        return date or None
    return timegm(parsed[:6] + (0, 0, 0)) - (parsed[9] or 0)
