"""The house holds together: what is documented exists, what exists is documented, and nothing leaks."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import itertools
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
import pytest

import rashomon
from rashomon.model import claim, draft, figure, time

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TOP_LEVEL_COMMANDS = {"brief", "read", "claims", "figures", "control", "events", "changes", "explain"}

# Written in pieces so that this file does not find itself.
LEAKS = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/(?:ho" + r"me|ro" + r"ot|Us" + r"ers)/[\w.-]+",
        r"(?<![\w.$}/])/(?:wo" + r"rk|o" + r"pt)/\w+",
        r"file" + r":///",
        r"--(?:extra-)?index" + r"-url",
        r"--find" + r"-links",
    )
]


def tracked_files() -> list[Path]:
    """What git would ship; every file where there is no git."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout: no list of tracked files")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> set[str]:
    """Package names in a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {line.split("==")[0] for line in text.splitlines() if re.match(r"[a-z0-9]", line)}


def sections(page: Path) -> dict[str, str]:
    """Second-level headings of a page with the text under each."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip((part.strip() for part in parts[1::2]), parts[2::2], strict=True))


# -- commands ---------------------------------------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    cli = importlib.import_module("rashomon.cli")
    assert isinstance(cli.group, click.Group)
    return dict(cli.group.commands)


def test_the_promised_commands_exist() -> None:
    assert set(commands()) >= TOP_LEVEL_COMMANDS


def test_every_command_has_help_and_a_section_in_the_docs() -> None:
    documented = sections(DOCS / "commands.md")
    for name, command in commands().items():
        assert command.help, f"{name} has no help"
        assert name in documented, f"docs/commands.md has no section on {name}"


def test_every_option_is_documented_where_its_command_is() -> None:
    documented = sections(DOCS / "commands.md")
    shared = documented["Options that all share"]
    for name, command in commands().items():
        text = shared + documented.get(name, "")
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                longest = max(option.opts, key=len)
                assert re.search(rf"{re.escape(longest)}(?![\w-])", text), f"docs/commands.md: {name} {longest}"
                assert option.help, f"{name} {longest} has no help"


def test_the_docs_promise_no_option_that_is_not_there() -> None:
    known = {opt for command in commands().values() for option in command.params for opt in option.opts} | {
        "--help",
        "--version",
    }
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), ROOT / "src" / "rashomon" / "cli"]


def examples() -> list[str]:
    """Every line of the pages and of the help texts that shows a command."""
    found = []
    for page in PAGES:
        sources = sorted(page.glob("*.py")) if page.is_dir() else [page]
        for source in sources:
            text = source.read_text(encoding="utf-8")
            if source.suffix == ".md":
                text = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))
            found += re.findall(r"^\s*(?:\.venv/bin/)?rashomon (.+)$", text, flags=re.MULTILINE)
    return sorted({re.split(r" [|>#] |\s{2,}", line)[0].strip() for line in found})


@pytest.mark.parametrize("line", examples())
def test_every_example_is_understood(line: str) -> None:
    """Parsed, not run: options, formats, days and measures as the commands take them."""
    name, *arguments = shlex.split(line)
    if name in {"COMMAND", "--help"}:
        return
    root = importlib.import_module("rashomon.cli").group.make_context("rashomon", [name])
    commands()[name].make_context(name, arguments, parent=root)
    measure = dict(itertools.pairwise(arguments)).get("--measure")
    assert measure is None or measure in get_args(figure.Measure)


# -- the claim --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [claim.Claim, claim.Actor, claim.Place, claim.Source, figure.Figure, time.Valid, draft.Decision],
    ids=lambda kind: kind.__name__,
)
def test_every_field_of_a_claim_is_explained(kind: type[msgspec.Struct]) -> None:
    text = (DOCS / "claim.md").read_text(encoding="utf-8")
    missing = [field for field in kind.__struct_encode_fields__ if f"`{field}`" not in text]
    assert not missing


@pytest.mark.parametrize(
    "words",
    [
        draft.Kind,
        draft.Change,
        draft.SourceKind,
        figure.Measure,
        figure.Quantifier,
        figure.Unit,
        figure.Population,
        figure.Flow,
    ],
    ids=str,
)
def test_every_word_that_a_field_can_hold_is_listed(words: Any) -> None:
    text = (DOCS / "claim.md").read_text(encoding="utf-8")
    missing = [word for word in get_args(words) if f"`{word}`" not in text]
    assert not missing


def test_every_stance_is_in_the_glossary() -> None:
    text = sections(DOCS / "glossary.md")["Stance"]
    assert not [word for word in get_args(draft.Stance) if word not in text]


# -- doors, versions, licences ----------------------------------------------------------------------------------------


def test_the_public_door_lists_what_is_there() -> None:
    listed = rashomon.__all__
    assert len(listed) == len(set(listed))
    for name in listed:
        assert hasattr(rashomon, name), f"rashomon.__all__ names {name}, which is not there"
    modules = {path.stem for path in (ROOT / "src" / "rashomon").iterdir()}
    public = (
        {name for name in vars(rashomon) if not name.startswith("_")}
        - modules
        - {"annotations", "importlib", "Any", "TYPE_CHECKING"}
    )
    assert public <= set(listed), f"public but not listed: {sorted(public - set(listed))}"


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", text, flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1] == pyproject()["project"]["version"]


def test_every_package_that_ships_is_named_with_its_licence() -> None:
    rows = re.findall(
        r"^\| ([a-z0-9-]+) \|.* (\S.*) \|$", (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    named = {package for package, licence in rows if licence}
    assert not (locked("requirements.lock") | locked("requirements-dev.lock")) - named


def test_what_the_package_imports_is_a_named_dependency() -> None:
    """A package that only another one brings along is gone when that one changes its mind."""
    project = pyproject()["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    named = {re.split(r"[^A-Za-z0-9._-]", name)[0].lower() for name in [*project["dependencies"], *extras]}
    sold_by = importlib.metadata.packages_distributions()
    missing = set()
    for path in (ROOT / "src" / "rashomon").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                modules = [node.module]
            for top in {module.split(".")[0] for module in modules} - {"rashomon", *sys.stdlib_module_names}:
                if not named & {one.lower() for one in sold_by.get(top, [top])}:
                    missing.add(f"{path.name}: {top}")
    assert not missing


def test_the_locks_pin_every_named_dependency_by_hash() -> None:
    wanted = {re.split(r"[^a-z0-9-]", name.lower())[0] for name in pyproject()["project"]["dependencies"]}
    assert wanted <= locked("requirements.lock")
    assert locked("requirements.lock") <= locked("requirements-dev.lock")
    for name in ("requirements.lock", "requirements-dev.lock"):
        for block in re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"))[1:]:
            assert "--hash=sha256:" in block, f"{name}: no hash: {block.splitlines()[0]}"


def test_every_decision_is_listed() -> None:
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    pages = {page.name for page in (DOCS / "decisions").glob("*.md")} - {"index.md"}
    assert pages == set(re.findall(r"\]\(([\w-]+\.md)\)", index))


# -- files ------------------------------------------------------------------------------------------------------------


def test_no_file_names_a_machine() -> None:
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for leak in LEAKS for hit in leak.finditer(text)]
    assert not found


def test_every_make_target_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)
    assert phony
    rules = re.findall(r"^([a-z][a-z-]*):(.*)$", text, flags=re.MULTILINE)
    assert {name for name, _ in rules} == set(phony.group(1).split())
    assert not [name for name, rest in rules if " ## " not in rest]


def test_make_alone_lists_the_targets() -> None:
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make brief" in done.stdout
    assert "make install" in done.stdout


def test_scripts_can_be_run_and_stop_on_errors() -> None:
    for path in [*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run"]:
        text = path.read_text(encoding="utf-8")
        assert text.startswith("#!/usr/bin/env bash\n# "), f"{path.name} does not say what it does"
        assert re.search(r"^set -(?:e?)uo pipefail$", text, flags=re.MULTILINE), path.name
        assert path.stat().st_mode & 0o111, f"{path.name} cannot be run"
        subprocess.run(["bash", "-n", str(path)], check=True)


def test_a_bench_without_its_data_is_skipped_by_name(tmp_path: Path) -> None:
    missing = ["--data", str(tmp_path), "--manifest", str(tmp_path / "none.csv"), "--json", str(tmp_path / "out.json")]
    # Only the benches that read data: the others would run, and their speed is no matter of a test.
    only = ["throughput", "cold"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "speed.py"), *only, *missing], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert re.search(r"^throughput +SKIPPED: ", done.stdout, flags=re.MULTILINE)
    assert re.search(r"^cold +SKIPPED: ", done.stdout, flags=re.MULTILINE)
