"""Edits of one message and one post, and how long `watch` takes to show them."""

import http.client
import os
import queue
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

# The watched page is asked for so often, in seconds.
POLL = 0.001
# Who waits longer has found a fault.
PATIENCE = 600


class Edited:
    """A site that is as it was when the work with it is done."""

    def __init__(self, site):
        self.messages = site / "locales" / "ja" / "site.ftl"
        self.document = sorted((site / "content" / "ja" / "blog").glob("*[0-9].md"))[0]

    def __enter__(self):
        self.before = {path: path.read_bytes() for path in (self.messages, self.document)}
        return self

    def __exit__(self, *_):
        for path, text in self.before.items():
            path.write_bytes(text)

    def message(self, text):
        """Gives a message of the menu this text."""
        self.save(self.messages, r"^((?:nav-)?link-[\w-]+) = .*", rf"\1 = {text}")

    def post(self, text):
        """Gives the first heading of a post this text."""
        self.save(self.document, r"^## .*", f"## {text}")

    def save(self, path, pattern, text):
        """Writes beside and moves, as editors do."""
        beside = path.with_name(path.name + "~")
        beside.write_text(re.sub(pattern, text, path.read_text("utf-8"), count=1, flags=re.M), "utf-8")
        os.replace(beside, path)


def latency(program, site, out, edited, runs):
    command = [program, "watch", "--site", str(site), "--out", str(out), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        lines = queue.Queue()
        threading.Thread(target=lambda: [lines.put(line) for line in process.stdout], daemon=True).start()
        port = int(wait_for(lines, r"http://localhost:(\d+)/")[1])
        wait_for(lines, "watching for changes")
        shown, written = [], []
        for run in range(runs):
            # So long that whatever the program does in quiet moments comes in some of these pauses.
            time.sleep(1 + run * 0.37)
            begun = time.monotonic()
            edited.message(f"MARK{run}")
            poll(port, f"MARK{run}")
            shown.append(time.monotonic() - begun)
            count = int(wait_for(lines, r"(\d+) files written in")[1])
            written.append(time.monotonic() - begun)
        bare = [replace_all(out / "ja", out / "beside") for _ in range(runs)]
    finally:
        process.terminate()
        process.wait()
    print("shown after, ms:      " + " ".join(f"{time_ * 1000:.1f}" for time_ in shown))
    print(f"  median {statistics.median(shown) * 1000:.1f}")
    print(f"{count} files written after, ms: " + " ".join(f"{time_ * 1000:.0f}" for time_ in written))
    print(f"  median {statistics.median(written) * 1000:.0f}; nothing but writing: {statistics.median(bare) * 1000:.0f}")
    shutil.rmtree(out)


def replace_all(folder, beside):
    """How long it takes to write the pages of a folder again, each beside and then into its place, and to do no more."""
    pages = {path: path.read_bytes() for path in folder.rglob("index.html")}
    begun = time.monotonic()
    for path, html in pages.items():
        beside.write_bytes(html)
        os.replace(beside, path)
    return time.monotonic() - begun


def wait_for(lines, pattern):
    """The first line with this."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            line = lines.get(timeout=max(0, until - time.monotonic()))
        except queue.Empty:
            sys.exit(f"watch did not say `{pattern}`")
        if found := re.search(pattern, line):
            return found


def poll(port, text):
    """Asks for a page of the locale until this text is on it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/ja/")
        if text in connection.getresponse().read().decode("utf-8", "replace"):
            return
        connection.close()
        time.sleep(POLL)
    sys.exit(f"watch did not show `{text}`")
