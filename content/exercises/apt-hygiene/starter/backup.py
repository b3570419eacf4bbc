"""Dumps one database, keeps the newest dumps, and sends a copy away."""

import os
import subprocess
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

from rotation import file_name, superfluous

FOLDER = Path(os.environ.get("BACKUP_DIR", "/backups"))
KEEP = int(os.environ.get("BACKUP_KEEP", "14"))


def dump(database, folder, now):
    target = folder / file_name(database, now)
    part = target.with_suffix(".part")
    # Host, user and password come from PGHOST, PGUSER and PGPASSFILE.
    subprocess.run(
        ["pg_dump", "--format=custom", f"--file={part}", database], check=True
    )
    part.rename(target)
    return target


def send(path, address):
    with open(path, "rb") as file:
        request = urllib.request.Request(
            f"{address}/{path.name}",
            data=file,
            method="PUT",
            headers={"content-length": str(path.stat().st_size)},
        )
        urllib.request.urlopen(request, timeout=60).close()


def main():
    database = os.environ["PGDATABASE"]
    written = dump(database, FOLDER, datetime.now(timezone.utc))
    print(f"wrote {written}")
    if "BACKUP_URL" in os.environ:
        send(written, os.environ["BACKUP_URL"])
    names = [path.name for path in FOLDER.iterdir()]
    for name in superfluous(names, database, KEEP):
        (FOLDER / name).unlink()
        print(f"removed {name}")


if __name__ == "__main__":
    main()
