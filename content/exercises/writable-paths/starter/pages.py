import re


def name_in(path):
    found = re.fullmatch(r"/([a-z0-9-]{1,60})", path)
    return found and found[1]
