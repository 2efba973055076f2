#!/usr/bin/env python3
"""Check the spelling of every text that medvirk shows, in bokmål, nynorsk and English.

Usage: python3 .ci/spelling.py [--list]

Reads the rules (rules/*/*.toml), the lists beside them (rules/*.toml), the report texts
(src/text/nb.rs, nn.rs, en.rs) and the field descriptions (src/text/fields/*.txt), and gives every
word to `hunspell`. Debian: apt-get install hunspell hunspell-no hunspell-en-gb.

Prints file, language and word for each unknown word, and exits with 1 if there is any. Correct
words that the dictionaries lack (compounds, names, terms) belong in .ci/words.txt. Exits with 1
as well for a word there that no text uses any more. Left out: code spans, placeholders, field
names with underscore, option names, addresses, file names and the ids of rules and provisions.

--list prints only the unknown words, one per line with language and count.
"""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}

# What is no prose, in the order in which it is taken out.
NO_PROSE = re.compile(
    r"`[^`]*`"                                       # code spans
    r"|\{[^}]*\}"                                    # placeholders
    r"|\S+://\S+|\bwww\.\S+"                         # addresses
    r"|\[\[?[a-z_]+\]\]?"                            # TOML sections
    r"|--[a-z][a-z-]*( [A-Z]+\b| never\b)?"          # options and their values
    r"|\b[\w-]+\.(?:toml|yaml|json|rs|no)\b"         # file names and domains
    r"|\b\w*_\w*\b"                                  # field names
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
RUST_TEXT = re.compile(r'^\s*\w+:\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)
RUST_ESCAPE = re.compile(r"\\[nrt\"\\]")


def trilingual(value):
    """Every (language, text) below a value read from TOML."""
    if isinstance(value, list):
        for item in value:
            yield from trilingual(item)
    elif isinstance(value, dict):
        if isinstance(value.get("nb"), str):
            for language in DICTIONARIES:
                # A text without nynorsk of its own is shown in bokmål.
                text = value.get(language, value["nb"] if language == "nn" else None)
                if isinstance(text, str):
                    yield language, text
        else:
            for item in value.values():
                yield from trilingual(item)


def texts():
    """Every (file, language, text, ids to leave out)."""
    rules = sorted((ROOT / "rules").glob("*/*.toml"))
    lists = sorted((ROOT / "rules").glob("*.toml"))
    for file in rules + lists:
        for language, text in trilingual(tomllib.loads(file.read_text("utf-8"))):
            yield file, language, text
    for language in DICTIONARIES:
        file = ROOT / "src" / "text" / f"{language}.rs"
        for text in RUST_TEXT.findall(file.read_text("utf-8")):
            yield file, language, RUST_ESCAPE.sub(" ", text)
        file = ROOT / "src" / "text" / "fields" / f"{language}.txt"
        if file.exists():
            for line in file.read_text("utf-8").splitlines():
                key, colon, text = line.partition(": ")
                if colon and not key.startswith("#"):
                    yield file, language, text


def words(text):
    for part in NO_PROSE.sub(" ", text).split():
        if re.search(r"\d", part) and "-" in part:
            continue  # ids of provisions, dates, letters after a number
        yield from WORD.findall(part.replace("’", "'"))


def allowed():
    """The allow list: words by language; those under [all] count in each."""
    lists = {language: set() for language in DICTIONARIES} | {"all": set()}
    language = "all"
    for line in (ROOT / ".ci" / "words.txt").read_text("utf-8").splitlines():
        word = line.split("#")[0].strip()
        if word.startswith("["):
            language = word.strip("[]")
        elif word:
            lists[language].add(word)
    return lists


def misspelt(language, found):
    """The words that hunspell does not know, among those found."""
    call = ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[language]]
    # A word that hunspell itself splits comes back in parts: ask for each word's parts here.
    parts = {part for word in found for part in word.split("-")}
    answer = subprocess.run(
        call, input="\n".join(sorted(parts)), capture_output=True, text=True, encoding="utf-8", check=True
    )
    unknown = set(answer.stdout.split())
    return {word for word in found if any(part in unknown for part in word.split("-"))}


def main():
    found = {language: {} for language in DICTIONARIES}
    counts = Counter()
    for file, language, text in texts():
        for word in words(text):
            found[language].setdefault(word, []).append(file)
            counts[language, word] += 1

    allow = allowed()
    wrong = 0
    for language in DICTIONARIES:
        lists = allow[language] | allow["all"]
        # A word with a capital first letter may stand on the list without it.
        known = {w for w in found[language] if w in lists or w[0].lower() + w[1:] in lists}
        for word in sorted(misspelt(language, found[language].keys() - known)):
            wrong += 1
            if "--list" in sys.argv[1:]:
                print(language, word, counts[language, word], sep="\t")
                continue
            for file in sorted(set(found[language][word])):
                print(f"{file.relative_to(ROOT)}: {language}: {word}")

    for language, lists in allow.items():
        languages = DICTIONARIES if language == "all" else [language]
        used = {form for l in languages for w in found[l] for form in (w, w[0].lower() + w[1:])}
        for word in sorted(lists - used):
            wrong += 1
            print(f".ci/words.txt: {language}: {word}: no text uses it")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
