"""Dumps a PostgreSQL database at an interval and keeps the newest dumps.

Host, database and user are read by pg_dump itself: PGHOST, PGDATABASE, PGUSER.
"""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

DIRECTORY = Path(os.environ.get("BACKUP_DIRECTORY", "/backups"))
INTERVAL = float(os.environ.get("BACKUP_INTERVAL", "3600"))
KEEP = int(os.environ.get("BACKUP_KEEP", "24"))
PASSWORD_FILE = Path(
    os.environ.get("PGPASSWORD_FILE", "/run/secrets/database_password")
)


class Stopped(Exception):
    """The container is asked to stop."""


def log(message):
    print(message, flush=True)


def environment():
    """What pg_dump runs with: the password comes from a file if there is one."""
    variables = dict(os.environ)
    if PASSWORD_FILE.is_file():
        variables["PGPASSWORD"] = PASSWORD_FILE.read_text().strip()
    return variables


def dump(directory):
    """Writes one dump; a dump that is not finished leaves no file behind."""
    now = datetime.now(timezone.utc)
    finished = directory / now.strftime("%Y%m%dT%H%M%SZ.dump")
    partial = finished.with_suffix(".partial")
    process = subprocess.Popen(
        ["pg_dump", "--format=custom", f"--file={partial}"], env=environment()
    )
    try:
        code = process.wait()
        if code == 0:
            partial.rename(finished)
            log(f"wrote {finished.name}")
        else:
            log(f"pg_dump ended with {code}, next attempt at the next interval")
    except Stopped:
        process.terminate()
        process.wait()
        raise
    finally:
        partial.unlink(missing_ok=True)


def prune(directory, keep):
    """Removes all dumps but the newest ones."""
    dumps = sorted(directory.glob("*.dump"))
    for old in dumps[: max(len(dumps) - keep, 0)]:
        old.unlink()
        log(f"removed {old.name}")


def stop(number, frame):
    raise Stopped


def main():
    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            dump(DIRECTORY)
            prune(DIRECTORY, KEEP)
            time.sleep(INTERVAL)
    except Stopped:
        log("stopped, no dump is left half written")
        sys.exit(0)


if __name__ == "__main__":
    main()
