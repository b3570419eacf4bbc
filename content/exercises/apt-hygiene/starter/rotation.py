"""Names of dumps, and which of them are too many."""

import re


def file_name(database, now):
    return f"{database}-{now:%Y%m%dT%H%M%SZ}.dump"


def superfluous(names, database, keep):
    """All but the newest dumps of a database; other files are left alone."""
    pattern = re.compile(rf"{re.escape(database)}-\d{{8}}T\d{{6}}Z\.dump")
    dumps = sorted(name for name in names if pattern.fullmatch(name))
    return dumps[:-keep] if keep > 0 else dumps
