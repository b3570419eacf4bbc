import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pages

NOTES = "/data/notes"
INDEX = "/data/index"
LIST = f"{INDEX}/list"


def refresh():
    with open(LIST, "w") as file:
        file.write("".join(f"{name}\n" for name in sorted(os.listdir(NOTES))))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            return self.answer(200, "ok\n")
        name = pages.name_in(self.path)
        path = LIST if self.path == "/" else name and f"{NOTES}/{name}"
        if not path or not os.path.exists(path):
            return self.answer(404, "no such note\n")
        with open(path) as file:
            self.answer(200, file.read())

    def do_PUT(self):
        name = pages.name_in(self.path)
        if not name:
            return self.answer(400, "a name is letters, digits and dashes\n")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with open(f"{NOTES}/{name}", "wb") as file:
            file.write(body)
        refresh()
        self.answer(201, f"{name}\n")

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def stop(*_):
    print("stopping", flush=True)
    sys.exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    os.makedirs(NOTES, exist_ok=True)
    os.makedirs(INDEX, exist_ok=True)
    refresh()
    print("listening on 8080", flush=True)
    ThreadingHTTPServer(("", 8080), Handler).serve_forever()
