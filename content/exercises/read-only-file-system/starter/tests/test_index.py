import tempfile
import unittest
from pathlib import Path

from index import index_of


class Index(unittest.TestCase):
    def test_words_lead_to_articles(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "ink.md").write_text("# Ink\n\nBlack ink.\n")
            (folder / "paper.md").write_text("# Paper\n\nFor ink.\n")
            index = index_of(folder)
        self.assertEqual(index["ink"], ["ink", "paper"])
        self.assertEqual(index["paper"], ["paper"])
        self.assertNotIn("a", index)


if __name__ == "__main__":
    unittest.main()
