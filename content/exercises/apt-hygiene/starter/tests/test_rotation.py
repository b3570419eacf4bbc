from datetime import datetime, timezone

from rotation import file_name, superfluous


def named(day, database="catalogue"):
    return file_name(database, datetime(2026, 11, day, 3, tzinfo=timezone.utc))


def test_the_oldest_go_first():
    names = [named(3), named(1), named(2)]
    assert superfluous(names, "catalogue", 2) == [named(1)]


def test_other_files_stay():
    names = [named(1), named(2, "loans"), "catalogue.txt", named(3)]
    assert superfluous(names, "catalogue", 1) == [named(1)]


def test_nothing_is_removed_while_there_is_room():
    assert superfluous([named(1)], "catalogue", 14) == []
