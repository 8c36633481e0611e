"""A browser, and servers over the sample: what each test asks is what a reader of the pages would notice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample" / "reports.csv"
STATIC = ROOT / "src" / "rashomon" / "web" / "static" / "assets"
SCREENS = ("situation", "figures", "compare", "claim", "review", "changes", "reports", "sources")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


class Served:
    """A running `rashomon serve` and its address, with a slash at the end."""

    def __init__(self, *arguments: object) -> None:
        self._arguments = [str(one) for one in arguments]
        self.base = ""
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Start it; the same port is not promised."""
        command = [sys.executable, "-m", "rashomon", "serve", *self._arguments, "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert "http://" in line, f"the server did not start: {line!r}"
        self.base = "http://" + line.split("http://")[1].split()[0]

    def stop(self) -> None:
        """End it and wait."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=30)

    def ask(self, path: str) -> Any:
        """The API's answer."""
        with urlopen(f"{self.base}api/{path}") as answer:  # noqa: S310
            return json.load(answer)

    def screen(self, name: str) -> str:
        """Address of a screen; those of a claim or of two reports show the first there are."""
        if name == "situation":
            return self.base
        if name == "claim":
            return f"{self.base}claim?claim={self.ask('figures?limit=1')['rows'][0]['marks'][0]['claim']}"
        if name == "compare":
            reports = [one["id"] for one in self.ask("reports")["reports"][:2]]
            return f"{self.base}compare?{urlencode({'report': reports}, doseq=True)}"
        return self.base + name


@contextmanager
def serving(*arguments: object) -> Iterator[Served]:
    server = Served(*arguments)
    try:
        yield server
    finally:
        server.stop()


def _built() -> None:
    if not (STATIC / "index.js").is_file():
        pytest.skip("the pages are not built: npm ci && npm run build in pages/")


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, read once."""
    _built()
    path = tmp_path_factory.mktemp("sample") / "sample.ledger"
    command = [sys.executable, "-m", "rashomon", "read", str(SAMPLE), "--ledger", str(path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return path


@pytest.fixture(scope="session")
def server(sample_ledger: Path) -> Iterator[Served]:
    """A server that tests only look at."""
    with serving("--ledger", sample_ledger) as running:
        yield running


@pytest.fixture
def own_ledger(sample_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the sample's ledger, to be changed."""
    for path in sample_ledger.parent.glob(f"{sample_ledger.name}*"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / sample_ledger.name


@pytest.fixture
def own_server(own_ledger: Path) -> Iterator[Served]:
    """A server over a ledger that the test may add to."""
    with serving("--ledger", own_ledger, "--author", "Ada") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium under Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (dependency group dev)")
    asked = os.environ.get("RASHOMON_BROWSER", "")
    path = asked or subprocess.run([ROOT / "scripts" / "browser"], capture_output=True, text=True, check=False).stdout
    if not path.strip():
        pytest.skip("no Chromium here: install one (Debian: apt-get install chromium) or set RASHOMON_BROWSER")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path.strip(), args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page with all that went wrong on it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda why: self.wrong.append(f"error: {why}"))
        page.on("dialog", self._asked)
        page.on("requestfailed", self._failed)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"{message.type}: {message.text}")

    def _asked(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _failed(self, request: Any) -> None:
        # What a screen asked for and left is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"{request.url}: {request.failure}")

    def open(self, address: str) -> Any:
        """Go there and wait until the screen is drawn."""
        self.page.goto(address)
        self.page.locator("main [data-ready]").wait_for()
        return self.page


@pytest.fixture
def visit(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh page; `indirect` parameters are those of Playwright's new_context."""
    asked = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | getattr(request, "param", {})
    context = chromium.new_context(**asked)
    context.set_default_timeout(20_000)
    yield Visit(context.new_page())
    context.close()
