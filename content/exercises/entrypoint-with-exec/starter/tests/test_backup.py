"""Run with: python3 -m unittest tests.test_backup"""

import tempfile
import unittest
from pathlib import Path

import backup


class Prune(unittest.TestCase):
    def test_keeps_the_newest(self):
        with tempfile.TemporaryDirectory() as name:
            directory = Path(name)
            for day in range(1, 6):
                (directory / f"2026110{day}T000000Z.dump").touch()
            (directory / "notes.txt").touch()
            backup.prune(directory, 2)
            self.assertEqual(
                sorted(path.name for path in directory.iterdir()),
                ["20261104T000000Z.dump", "20261105T000000Z.dump", "notes.txt"],
            )


if __name__ == "__main__":
    unittest.main()
