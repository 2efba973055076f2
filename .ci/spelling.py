#!/usr/bin/env python3
"""Check the spelling of every text that medvirk shows, in bokmål, nynorsk and English.

Usage: python3 .ci/spelling.py [--list]

Reads the rules (rules/*/*.toml), the lists beside them (rules/*.toml), the report texts
(src/text/nb.rs, nn.rs, en.rs), the field descriptions (src/text/fields/*.txt) and the questions
about fields (src/text/questions/*.txt), and gives every word to `hunspell`. Debian: apt-get install
hunspell hunspell-no hunspell-en-gb.

Prints file, language and word for each unknown word, and exits with 1 if there is any. Correct
words that the dictionaries lack (compounds, names, terms) belong in .ci/words.txt; words there that
no text uses any more are mentioned too, but are no mistake. Left out: code spans, placeholders,
field names with underscore, option names, addresses, file names, ids, titles of documents, and the
documents' own headings in the nynorsk and English of statements.toml.

--list prints only the unknown words with language and count, one per line.
"""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}

NO_PROSE = re.compile(
    r"`[^`]*`"                                       # code spans
    r"|\{[^}]*\}"                                    # placeholders
    r"|[«“]medvirk [^»”]*[»”]"                       # commands
    r"|\S+://\S+|\bwww\.\S+"                         # addresses
    r"|\[\[?[a-z_]+\]\]?"                            # TOML tables
    r"|--[a-z][a-z-]*(?: (?:[A-Z]+|never)\b)?"       # options and their values
    r"|\b[\w-]+\.(?:toml|yaml|json|rs|no)\b"         # file names and domains
    r"|\b\w*_\w*\b"                                  # field names
    r"|\b\w*\d[\w-]*\b"                              # ids, dates, numbers
    r"|\bmedvirk (?:init|next|audit|schema)(?: fields)?\b"  # commands
    r"|\bnb, nn \w+ en\b"                            # codes of languages
    r"|Sammen om mestring|Bruker Spør Bruker"        # titles, not translated
    r"|\b[^\W\d_]\b"                                 # single letters
)
HEADINGS = re.compile(r"«[^»]*»|“[^”]*”")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
RUST_TEXT = re.compile(r'^\s*\w+:\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)


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
    """Every (file, language, text)."""
    for file in sorted((ROOT / "rules").glob("*/*.toml")) + sorted((ROOT / "rules").glob("*.toml")):
        for language, text in trilingual(tomllib.loads(file.read_text("utf-8"))):
            if file.name == "statements.toml" and language != "nb":
                text = HEADINGS.sub(" ", text)
            yield file, language, text
    for language in DICTIONARIES:
        file = ROOT / "src" / "text" / f"{language}.rs"
        for text in RUST_TEXT.findall(file.read_text("utf-8")):
            yield file, language, re.sub(r"\\.", " ", text)
        for part in ("fields", "questions"):
            file = ROOT / "src" / "text" / part / f"{language}.txt"
            for line in file.read_text("utf-8").splitlines():
                key, colon, text = line.partition(": ")
                if colon and not key.startswith("#"):
                    yield file, language, text


def words(text):
    """The words of a text, without what is no prose."""
    return WORD.findall(NO_PROSE.sub(" ", text.replace("’", "'")))


def lowered(word):
    return word[0].lower() + word[1:]


def allowed():
    """The allow list: a set of words per language; those under [all] count in each."""
    lists = {language: set() for language in [*DICTIONARIES, "all"]}
    language = "all"
    for line in (ROOT / ".ci" / "words.txt").read_text("utf-8").splitlines():
        word = line.split("#")[0].strip()
        if word.startswith("["):
            language = word.strip("[]")
        elif word:
            lists[language].add(word)
    return lists


def unknown(language, found):
    """The words among those found that hunspell does not know, in whole or in their parts."""
    asked = {form for word in found for form in (word, *word.split("-"))}
    answer = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[language]],
        input="".join(f"{word}\n" for word in sorted(asked)),
        capture_output=True, text=True, encoding="utf-8", check=True,
    )
    wrong = set(answer.stdout.split())
    return {w for w in found if w in wrong or any(part in wrong for part in w.split("-"))}


def main():
    found = {language: {} for language in DICTIONARIES}
    counts = Counter()
    for file, language, text in texts():
        for word in words(text):
            found[language].setdefault(word, set()).add(file)
            counts[language, word] += 1

    lists = allowed()
    mistakes = 0
    for language in DICTIONARIES:
        allow = lists[language] | lists["all"]
        asked = {word for word in found[language] if word not in allow and lowered(word) not in allow}
        for word in sorted(unknown(language, asked)):
            mistakes += 1
            if "--list" in sys.argv[1:]:
                print(language, word, counts[language, word], sep="\t")
            else:
                for file in sorted(found[language][word]):
                    print(f"{file.relative_to(ROOT)}: {language}: {word}")

    for language, allow in lists.items():
        languages = DICTIONARIES if language == "all" else [language]
        used = {form for name in languages for word in found[name] for form in (word, lowered(word))}
        for word in sorted(allow - used):
            print(f".ci/words.txt: {language}: {word}: no text uses it", file=sys.stderr)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
