"""Pictures of every screen of the pages: desktop and telephone, light and dark (scripts/screenshots runs it)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode
from urllib.request import urlopen

from playwright.sync_api import ViewportSize, sync_playwright

SIZES: dict[str, ViewportSize] = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def screens(base: str) -> dict[str, str]:
    """Addresses of all screens by name, those that show a claim or two reports with the first ones there are."""
    toll = _asked(base, "api/figures?limit=1")["rows"][0]
    reports = _asked(base, "api/reports")["reports"]
    pair = urlencode({"report": [one["id"] for one in reports[:2]]}, doseq=True)
    paths = {
        "situation": "",
        "figures": "figures",
        "compare": f"compare?{pair}",
        "claim": f"claim?claim={toll['marks'][0]['claim']}",
        "review": "review",
        "changes": "changes",
        "reports": "reports",
        "sources": "sources",
    }
    return {name: base + path for name, path in paths.items()}


def _asked(base: str, path: str) -> Any:
    with urlopen(base + path) as answer:  # noqa: S310 - our own server, named by whoever calls
        return json.load(answer)


def main() -> None:
    """Take them all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--browser", required=True)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox"])
        for size, viewport in SIZES.items():
            for scheme in SCHEMES:
                context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                for name, address in screens(given.base).items():
                    page.goto(address)
                    page.locator("main [data-ready]").wait_for()
                    path = given.folder / f"{name}-{size}-{scheme}.png"
                    page.screenshot(path=path)
                    print(path)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
