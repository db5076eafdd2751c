"""What compare-locales (PyPI, 9.0.5) finds: in, a folder of locales with `en` as reference, and the locales to look at;
out, a line for each finding: locale, kind, file, id. The expected files beside the tests are made so:

    python compare_locales.py ../sites/compare_locales fr pl > ../sites/compare_locales/expected.txt
    python compare_locales.py $ISOGLOSS_CORPORA/mozilla-www ja fr de es-ES > ../sites/mozilla-www.txt
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from fluent.syntax import parse

KINDS = [
    (r"Missing value|Obsolete value", "value"),
    (r"Missing attribute|Obsolete attribute", "attribute"),
    (r"Attribute .* is duplicated|occurs \d+ times", "duplicate"),
    (r"Variant key", "variant"),
    (r"Plural categories", "plural"),
    (r"reference: ", "reference"),
    (r"\ufffd in:", "character"),
    (r"Unparsed content", "syntax"),
    (r"CSS|units for|only in", "style"),
]


def ids(path):
    for entry in parse(path.read_text()).body:
        if hasattr(entry, "id"):
            yield ("-" if type(entry).__name__ == "Term" else "") + entry.id.name


def leaves(node, path):
    if isinstance(node, list):
        yield "/".join(path), node
        return
    for name, below in node.items():
        yield from leaves(below, [*path, name])


def kind(message):
    found = [kind for pattern, kind in KINDS if re.search(pattern, message)]
    return found[0] if found else sys.exit(f"unknown: {message}")


def lines(folder, locale, file, finding):
    for what, value in finding.items():
        if what in ("missingEntity", "obsoleteEntity"):
            yield what.removesuffix("Entity"), value
        elif what == "missingFile":
            yield from (("missing", id) for id in ids(folder / "en" / file))
        elif what == "obsoleteFile":
            yield from (("obsolete", id) for id in ids(folder / locale / file))
        else:
            id = re.search(r"(?: for |\ufffd in: )(\S+)$", value) or re.match(r"(\S+) occurs", value)
            yield kind(value), id[1] if id else "-"


def main():
    folder, locales = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    found = set()
    with tempfile.TemporaryDirectory() as work:
        config, report = pathlib.Path(work) / "l10n.toml", pathlib.Path(work) / "report.json"
        for locale in locales:
            config.write_text(
                f'basepath = "{folder}"\nlocales = ["{locale}"]\n'
                '[[paths]]\nreference = "en/**/*.ftl"\nl10n = "{locale}/**/*.ftl"\n'
            )
            command = ["compare-locales", "--return-zero", "--json", report, config, folder, locale]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            details = json.loads(report.read_text())[0]["details"].get(locale, {})
            for file, findings in leaves(details, []):
                for finding in findings:
                    found.update((locale, what, file, id) for what, id in lines(folder, locale, file, finding))
    for line in sorted(found):
        print(*line)


main()
