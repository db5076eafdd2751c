"""Feeds as a reader of feeds sees them: in, files; out, a line for each thing that is wrong, and exit code 1."""

import re
import sys

import feedparser


def faults(path):
    with open(path, "rb") as file:
        feed = feedparser.parse(file.read())
    if feed.bozo:
        yield f"is not well-formed: {feed.bozo_exception}"
    if feed.version != "atom10":
        yield f"is {feed.version!r}"
    if not feed.feed.get("language") or not feed.feed.get("updated_parsed") or not feed.feed.get("title"):
        yield "lacks a language, a title or a date"
    rels = {link.rel for link in feed.feed.links}
    if not {"self", "alternate"} <= rels:
        yield f"links to {rels} only"
    ids = [entry.get("id") for entry in feed.entries]
    if not ids or None in ids or len(set(ids)) < len(ids):
        yield f"has the ids {ids}"
    for entry in feed.entries:
        if not entry.get("title") or not entry.get("updated_parsed") or not entry.get("link"):
            yield f"{entry.get('id')} lacks a title, a date or an address"
        if not entry.get("author") and not feed.feed.get("author"):
            yield f"{entry.id} has no author"
        for content in entry.get("content", [{}]):
            if content.get("type") != "text/html" or not content.get("value"):
                yield f"{entry.id} has no text"
            for address in re.findall(r'(?:href|src)="([^"]*)"', content.get("value", "")):
                if not re.match("https?://|mailto:|tel:", address):
                    yield f"{entry.id} leads to {address}"


wrong = [f"{path} {fault}" for path in sys.argv[1:] for fault in faults(path)]
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
