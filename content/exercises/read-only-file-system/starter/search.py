"""Finds articles by their words, and counts votes for them."""

import json
import signal
import tempfile
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

HERE = Path(__file__).parent
INDEX = json.loads((HERE / "index.json").read_text("utf-8"))
ARTICLES = {path.stem: path for path in (HERE / "articles").glob("*.md")}
VOTES = "/votes/votes.csv"
LOCK = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        name = url.path.removeprefix("/articles/")
        if url.path == "/health":
            self.answer(200, b"ok\n")
        elif url.path == "/search":
            word = parse_qs(url.query).get("q", [""])[0].lower()
            self.answer(200, "".join(f"{name}\n" for name in INDEX.get(word, [])).encode())
        elif url.path == "/votes.zip":
            self.answer(200, packed(VOTES))
        elif name in ARTICLES:
            self.answer(200, ARTICLES[name].read_bytes())
        else:
            self.answer(404, b"no such page\n")

    def do_POST(self):
        name = self.path.removeprefix("/votes/")
        if name not in ARTICLES:
            return self.answer(404, b"no such article\n")
        with LOCK, open("/votes/votes.csv", "a", encoding="utf-8") as votes:
            votes.write(f"{int(time.time())},{name}\n")
        self.answer(200, b"thank you\n")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def packed(path):
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            if Path(path).exists():
                archive.write(path, "votes.csv")
        file.seek(0)
        return file.read()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("0.0.0.0", 8000), Handler)
    # shutdown waits for the loop, which runs in this thread.
    signal.signal(
        signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start()
    )
    print("listening on 8000", flush=True)
    server.serve_forever()
    # Requests under way are answered before the process leaves.
    server.server_close()
