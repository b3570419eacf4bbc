import unittest

from pages import name_in


class Names(unittest.TestCase):
    def test_names(self):
        self.assertEqual(name_in("/shopping-list"), "shopping-list")
        self.assertIsNone(name_in("/../etc/passwd"))
        self.assertIsNone(name_in("/"))


if __name__ == "__main__":
    unittest.main()
