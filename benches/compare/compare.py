#!/usr/bin/env python3
"""Compares whole processes on one corpus and the same twenty checks: medvirk, tools that others
would use, and three floors. Each tool's findings are held against the corpus's truth first.

    benches/compare/compare.py [records] [runs]

Peers are installed below target/peers, the first time only."""

import csv
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ROOT / "target" / "peers"
BIN = PEERS / "bin"
SPECTRAL = PEERS / "npm/node_modules/@stoplight/spectral-cli/dist/index.js"
RECORDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
AS_OF = "2026-06-01"
CHECKS = list(csv.DictReader(open(HERE.parent / "checks.csv", encoding="utf-8")))
FIELDS = {check["field"]: check["rule"] for check in CHECKS}


def sh(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def install():
    BIN.mkdir(parents=True, exist_ok=True)
    build = {**os.environ, "CARGO_TARGET_DIR": str(PEERS / "build")}
    for crate in ["cfn-guard", "jaq", "jsonschema-cli"]:
        if not (BIN / crate).exists():
            sh("cargo", "install", "--locked", "--root", PEERS, crate, env=build)
    if not (BIN / "rego").exists():
        shutil.copytree(HERE / "regorus", PEERS / "regorus", dirs_exist_ok=True)
        sh("cargo", "build", "--release", cwd=PEERS / "regorus", env=build)
        shutil.copy(PEERS / "build/release/rego", BIN / "rego")
    if not (PEERS / "venv/bin/check-jsonschema").exists():
        sh(sys.executable, "-m", "venv", PEERS / "venv")
        sh(PEERS / "venv/bin/pip", "install", "-q", "check-jsonschema")
    if not SPECTRAL.exists():
        sh("npm", "install", "--silent", "--prefix", PEERS / "npm", "@stoplight/spectral-cli")
    if not (BIN / "rapidyaml").exists():
        sdist = PEERS / "ryml-sdist"
        sh("pip", "download", "-q", "--no-deps", "--no-binary", "rapidyaml", "rapidyaml", "-d", sdist)
        with tarfile.open(next(sdist.glob("*.tar.gz"))) as archive:
            top = archive.getnames()[0].split("/")[0]
            archive.extractall(sdist, filter="data")
        source, core = sdist / top / "cpp/src", sdist / top / "cpp/ext/c4core/src"
        files = [*source.glob("c4/yml/*.cpp"), *core.glob("c4/*.cpp")]
        sh("g++", "-std=c++17", "-O3", "-DNDEBUG", f"-I{source}", f"-I{core}", HERE / "rapidyaml.cpp", *files,
           "-o", BIN / "rapidyaml")
    sh("cargo", "build", "--release", "--quiet", "--bin", "medvirk", "--example", "corpus", "--example", "parse",
       cwd=ROOT)


def number(check):
    return check["gap"] == "0"


def steps(check):
    return check["field"].split(".")


def write_checks(folder):
    """The twenty checks in the language of each tool."""
    folder.mkdir(exist_ok=True)
    rego, guard, jq, schema, spectral = ["package checks"], [], [], {"type": "object", "properties": {}}, {}
    for check in CHECKS:
        rule, path = check["rule"], steps(check)
        expected = "> 0" if number(check) else '== "ja"'
        rego.append('gaps contains "%s" if not input%s %s' % (rule, "".join(f'["{step}"]' for step in path), expected))
        guard.append("rule %s { %s %s }" % (rule.replace("-", "_"), ".".join(f"'{step}'" for step in path), expected))
        jq.append('(if .%s %s then empty else "%s" end)' % (".".join(f'"{step}"' for step in path), expected, rule))
        section = schema
        for step in path:
            section = section.setdefault("properties", {}).setdefault(step, {})
        section.update({"exclusiveMinimum": 0} if number(check) else {"const": "ja"})
        then = {"exclusiveMinimum": 0} if number(check) else {"const": "ja"}
        spectral[rule] = {
            "given": "$" + "".join(f"['{step}']" for step in path), "severity": "error",
            "message": "{{path}}", "then": {"function": "schema", "functionOptions": {"schema": then}},
        }
    (folder / "checks.rego").write_text("\n".join(rego) + "\n", encoding="utf-8")
    (folder / "checks.guard").write_text("\n".join(guard) + "\n", encoding="utf-8")
    (folder / "checks.jq").write_text("[" + ", ".join(jq) + "]\n", encoding="utf-8")
    (folder / "checks.schema.json").write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    (folder / "checks.spectral.json").write_text(json.dumps({"rules": spectral}, ensure_ascii=False), encoding="utf-8")


def name(path):
    return pathlib.PurePath(path).stem


def of_medvirk(text):
    """Its built-in rules are more than twenty: only findings on the twenty can be true or false."""
    known, found = set(FIELDS.values()), set()
    for record in json.loads(text)["records"]:
        for outcome in record["outcomes"]:
            if outcome["rule"] in known and outcome["status"] in ("not-met", "partly"):
                found.add((name(record["file"]), outcome["rule"]))
    return found


def of_lines(text):
    return {(name(file), rule) for file, rule in (line.split(",") for line in text.splitlines())}


def of_guard(text):
    return {(name(file["name"]), item["Rule"]["name"].replace("_", "-"))
            for file in json.loads(text) for item in file["not_compliant"]}


def of_jaq(text):
    return {(f"{at:05}", rule) for at, line in enumerate(text.splitlines(), 1) for rule in json.loads(line)}


def of_jsonschema(text):
    found = set()
    for line in text.splitlines():
        output = json.loads(line)
        for detail in output["payload"]["details"]:
            field = detail.get("instanceLocation", "").strip("/").replace("/", ".")
            if not detail["valid"] and detail.get("errors") and field in FIELDS:
                found.add((name(output["instance"]), FIELDS[field]))
    return found


def of_check_jsonschema(text):
    """Its paths put keys with other letters than a to z in brackets."""
    def field(path):
        return path.removeprefix("$").replace("['", ".").replace("']", "").removeprefix(".")
    return {(name(error["filename"]), FIELDS[field(error["path"])]) for error in json.loads(text)["errors"]}


def of_spectral(text):
    return {(name(item["source"]), item["code"]) for item in json.loads(text) if item["code"] in FIELDS.values()}


def tools(folder, checks):
    """Each tool: what it is, the command, what reads its findings, and the command that shows them."""
    records = folder / "records"
    files = sorted(records.glob("*.yaml"))
    as_json = sorted((folder / "json").glob("*.json"))
    made = folder / "made"
    made.mkdir(exist_ok=True)
    validate = [BIN / "jsonschema-cli", "validate", checks / "checks.schema.json", "--output", "list", "--errors-only",
                "-i"]
    from_yaml = (f'"$0" -c . "$@" | split -l 1 -a 5 --numeric-suffixes=1 --additional-suffix=.json - {made}/ && '
                 f'{" ".join(map(str, validate))} {made}/*.json')
    medvirk = [ROOT / "target/release/medvirk", "audit", records, "--as-of", AS_OF]
    parse = ROOT / "target/release/examples/parse"
    return [
        ("the bytes read", [BIN / "rapidyaml", records, "bytes"], None, None),
        ("rapidyaml, parsing only (F)", [BIN / "rapidyaml", records], None, None),
        ("medvirk's parser, parsing only", [parse, records], None, None),
        ("medvirk, all built-in rules", medvirk, of_medvirk, [*medvirk, "--format", "json"]),
        ("medvirk, one thread", ["env", "RAYON_NUM_THREADS=1", *medvirk], None, None),
        ("regorus", [BIN / "rego", checks / "checks.rego", records], of_lines, None),
        ("jaq", [BIN / "jaq", "-c", "-f", checks / "checks.jq", *files], of_jaq, None),
        ("jaq, then jsonschema-cli on its JSON", ["sh", "-c", from_yaml, BIN / "jaq", *files], of_jsonschema, None),
        ("jsonschema-cli (JSON made before)", [*validate, *as_json], of_jsonschema, None),
        ("cfn-guard", [BIN / "cfn-guard", "validate", "-d", records, "-r", checks / "checks.guard", "--structured",
                       "-o", "json", "-S", "none"], of_guard, None),
        ("check-jsonschema", [PEERS / "venv/bin/check-jsonschema", "--schemafile", checks / "checks.schema.json",
                              "-o", "json", *files], of_check_jsonschema, None),
        ("Spectral", ["node", SPECTRAL, "lint", f"{records}/*.yaml", "--ruleset", checks / "checks.spectral.json",
                      "-f", "json", "-q"], of_spectral, None),
    ]


def measure(command):
    """CPU and wall seconds and peak memory in MiB of one run, as the system accounts for them. GNU
    time stands between, for the memory of this program would count as the other's."""
    with open(os.devnull, "wb") as nowhere, tempfile.NamedTemporaryFile("r") as report:
        timed = ["/usr/bin/time", "-q", "-f", "%e %M", "-o", report.name, *map(str, command)]
        process = subprocess.Popen(timed, stdout=nowhere, stderr=nowhere)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        wall, peak = report.read().split()
    return usage.ru_utime + usage.ru_stime, float(wall), int(peak) / 1024


def verified(read, command, truth):
    """How many of the seeded gaps a tool finds, and how many findings are false."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    try:
        found = read(done.stdout)
    except Exception as error:  # A tool that prints something else is a result, too.
        return f"unreadable: {error!r} {done.stderr[:200]}"
    return f"{len(found & truth)} of {len(truth)}, {len(found - truth)} false"


def main():
    install()
    folder = ROOT / "target" / "corpus" / str(RECORDS)
    if not (folder / "truth.csv").exists():
        sh(ROOT / "target/release/examples/corpus", RECORDS, folder)
    as_json = folder / "json"
    if len(list(as_json.glob("*.json"))) < RECORDS:
        as_json.mkdir(exist_ok=True)
        for file in (folder / "records").glob("*.yaml"):
            text = sh(BIN / "jaq", "-c", ".", file, capture_output=True).stdout
            (as_json / f"{file.stem}.json").write_bytes(text)
    truth = {(name(row["file"]), row["rule"]) for row in csv.DictReader(open(folder / "truth.csv", encoding="utf-8"))}
    write_checks(PEERS / "checks")
    rows, floor = [], None
    for label, command, read, shown in tools(folder, PEERS / "checks"):
        found = verified(read, shown or command, truth) if read else "–"
        runs = [measure(command) for _ in range(RUNS)]
        cpu, wall, peak = (statistics.median(values) for values in zip(*runs))
        if label.endswith("(F)"):
            floor = cpu
        rows.append((label, found, cpu, wall, peak))
        print(f"{label}: {cpu:.3f} s CPU, {wall:.3f} s, {peak:.0f} MiB, {found}", file=sys.stderr, flush=True)
    size = sum(file.stat().st_size for file in (folder / "records").iterdir())
    print(f"{RECORDS} records, {size / 1e6:.0f} MB, medians of {RUNS} runs, {datetime.date.today()}, "
          f"`benches/compare/compare.py {RECORDS} {RUNS}`:\n")
    print("| program | seeded gaps found | CPU s | × F | wall s | peak MiB |\n| --- | --- | --: | --: | --: | --: |")
    for label, found, cpu, wall, peak in rows:
        print(f"| {label} | {found} | {cpu:.2f} | {cpu / floor:.1f} | {wall:.2f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
