"""Runs what other repositories use of this one, as far as that can be done without the services:
the pre-commit hook with pre-commit itself, the GitHub action's and the GitLab job's own scripts,
both files against the services' published schemas, the completions and the manual pages.

Needs python3, git, bash, groff, cargo and the libraries of .ci/install.
Usage: python3 .ci/adoption-check.py PROGRAM, which is a built medvirk.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.argv[1]).resolve()
TOOLS = ROOT / "target/ci-tools/pypi"

sys.path.insert(0, str(TOOLS))
import yaml  # noqa: E402

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "LC_", "GIT_"))},
    "LANG": "nb_NO.UTF-8",
    "PYTHONPATH": str(TOOLS),
    "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": "/dev/null",
}
GAP = "individuell-plan-tilbys-i-kommunen"
checks = 0


def expect(condition, what, output=""):
    """Counts a check, or stops with what was wrong."""
    global checks
    if not condition:
        sys.exit(f"adoption: {what}\n{output}")
    checks += 1


def run(arguments, folder, **environment):
    """Runs a command and gives its exit code and all it printed."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        env={**ENVIRONMENT, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def repository(folder):
    """A repository of plans: a record with a statutory gap, and YAML that is none of ours."""
    plans = folder / "planer med mellomrom"
    plans.mkdir(parents=True)
    (plans / "kommune.yaml").write_text((ROOT / "examples/starter.yaml").read_text())
    (plans / "arbeidsflyt.yml").write_text("on: push\n")
    for command in (["init", "-q"], ["add", "."]):
        run(["git", *command], folder)
    identity = ["-c", "user.name=plan", "-c", "user.email=plan@example.org"]
    code, output = run(["git", *identity, "commit", "-qm", "Planer"], folder)
    expect(code == 0, "the repository of plans", output)
    return plans


@contextmanager
def broken(folder):
    """For a while, a record that cannot be audited among the others."""
    record = folder / "feil.yaml"
    record.write_text("format: medvirk/1\nvirksomhet:\n  tull: ja\n")
    try:
        yield
    finally:
        record.unlink()


def schemas():
    """The files fit what the services publish about them."""
    for builtin, file in (("vendor.github-actions", "github/action.yml"), ("vendor.gitlab-ci", "gitlab/medvirk.yml")):
        path = ROOT / "integrations" / file
        code, output = run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", builtin, path], ROOT)
        expect(code == 0, f"{file} against {builtin}", output)
    code, output = run([sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"], ROOT)
    expect(code == 0, "the hook's definition", output)
    page = (ROOT / "integrations/README.md").read_text()
    shown = re.findall(r"```yaml\n(.*?)```", page, re.S)
    expect(len(shown) == 3, "three examples on the page")
    for example in shown:
        expect(len(example.strip().splitlines()) <= 11, "an example takes ten lines and its file's name", example)
        expect(isinstance(yaml.safe_load(example), dict), "an example is YAML", example)


def action(folder):
    """The action's step, with the inputs that GitHub would hand it."""
    definition = yaml.safe_load((ROOT / "integrations/github/action.yml").read_text())
    step = definition["runs"]["steps"][-1]
    defaults = {name: given["default"] for name, given in definition["inputs"].items()}

    def audit(**inputs):
        known = {**defaults, **{name.replace("_", "-"): value for name, value in inputs.items()}}
        environment = {
            name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: known[found[1]], value)
            for name, value in step["env"].items()
        }
        summary = folder / "summary.md"
        summary.unlink(missing_ok=True)
        code, output = run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            folder, GITHUB_STEP_SUMMARY=str(summary), **environment,
        )
        return code, output, summary.read_text() if summary.exists() else ""

    as_of = "--as-of\n2026-06-01"
    code, output, summary = audit(paths="planer med mellomrom\n", arguments=as_of)
    expect(code == 1 and "::error file=planer med mellomrom/kommune.yaml,line=" in output, "the action's gaps", output)
    expect(GAP in output and "Eksempel kommune" in summary, "the action's summary", summary)
    code, output, _ = audit(arguments=as_of, fail_on="never", lang="en", sarif="ut.sarif")
    expect(code == 0 and "::error" not in output, "the action without a threshold", output)
    report = json.loads((folder / "ut.sarif").read_text())
    expect(report["version"] == "2.1.0", "the action's SARIF")
    with broken(folder):
        (folder / "ut.sarif").unlink()
        code, output, _ = audit(arguments=as_of + "\n--fail-on\nfaglig-råd", sarif="ut.sarif")
        expect(code == 2 and "::error file=feil.yaml,line=3,col=3::" in output, "the action tells of a broken record", output)
        expect((folder / "ut.sarif").exists() and "could not write" not in output, "its SARIF all the same", output)
    code, output, _ = audit(paths="$(touch brutt)\n; touch brutt\n")
    expect(code == 2 and not (folder / "brutt").exists(), "inputs are never run as commands", output)


def job(folder):
    """The GitLab job's script."""
    definition = yaml.safe_load((ROOT / "integrations/gitlab/medvirk.yml").read_text())[".medvirk"]
    variables = {**definition["variables"], "MEDVIRK_ARGUMENTS": "--as-of 2026-06-01"}
    script = "\n".join([*definition["before_script"], *definition["script"]])
    code, output = run(["bash", "-eo", "pipefail", "-c", script], folder, **variables)
    expect(code == 1, "the job's gaps", output)
    reports = definition["artifacts"]["reports"]
    quality = json.loads((folder / reports["codequality"]).read_text())
    expect(any(entry["check_name"] == GAP for entry in quality), "the job's Code Quality report")
    expect("<testsuites" in (folder / reports["junit"]).read_text(), "the job's JUnit report")
    with broken(folder):
        for report in reports.values():
            (folder / report).unlink()
        stricter = variables | {"MEDVIRK_ARGUMENTS": "--as-of 2026-06-01 --fail-on faglig-råd"}
        code, output = run(["bash", "-eo", "pipefail", "-c", script], folder, **stricter)
        expect(code == 2, "the job fails by a broken record", output)
        quality = json.loads((folder / reports["codequality"]).read_text())
        expect(any(entry["severity"] == "blocker" for entry in quality), "the broken record in Code Quality")
        expect('type="not-audited"' in (folder / reports["junit"]).read_text(), "the broken record in JUnit")


def hook(folder):
    """The hook, built and run by pre-commit from this repository."""
    environment = {
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        # pre-commit builds in a folder of its own; what is built already need not be built again.
        "CARGO_TARGET_DIR": str(PROGRAM.parent.parent),
    }
    try_hook = [sys.executable, "-m", "pre_commit", "try-repo", ROOT, "medvirk", "--all-files", "--verbose"]
    code, output = run(try_hook, folder, **environment)
    expect(code == 1 and "Eksempel kommune" in output, "the hook finds the gap", output)


def shells(folder):
    """Completions are read by their shell, and every command has a manual page without a fault."""
    for shell in ("bash", "zsh", "fish"):
        code, output = run([PROGRAM, "completions", shell], folder)
        expect(code == 0 and "audit" in output, f"completions for {shell}", output)
        if shell == "bash":
            (folder / "completions.bash").write_text(output)
            code, output = run(["bash", "-n", "completions.bash"], folder)
            expect(code == 0, "completions that bash reads", output)
    for language in ("nb", "nn", "en"):
        pages = folder / f"man-{language}"
        code, output = run([PROGRAM, "man", "--lang", language, "--output", pages], folder)
        expect(code == 0 and (pages / "medvirk-rules-coverage.1").exists(), "manual pages", output)
        for page in sorted(pages.iterdir()):
            code, output = run(["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", page], folder)
            expect(code == 0 and output == "", f"{page.name} in {language}", output)


with tempfile.TemporaryDirectory() as temporary:
    here = Path(temporary) / "planer"
    repository(here)
    schemas()
    action(here)
    job(here)
    shells(here)
    hook(here)
print(f"adoption: {checks} checks passed")
