"""The browser that is installed: Chromium by one of its names, and Playwright, which speaks to it. Nothing is ever downloaded."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

# The names of Chromium and of what is built from it, as Linux distributions and Google install them.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

MISSING_PLAYWRIGHT = "a browser needs Playwright: pip install 'attrcheck[browser]'"
MISSING_PROGRAM = f"no browser is installed; attrcheck looks for {', '.join(PROGRAMS)} on the path"


def missing() -> str:
    """Return what a browser lacks to be used here, as the end of a sentence, or "" when all is there."""
    if find_spec("playwright") is None:
        return MISSING_PLAYWRIGHT
    return "" if find_program() else MISSING_PROGRAM


def find_program() -> Path | None:
    """Return the first installed Chromium on the path."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return Path(found) if found else None


def flags() -> list[str]:
    """Return the switches with which the browser can reach nothing by itself; every name is unknown to it.

    https://peter.sh/experiments/chromium-command-line-switches/ lists them. Playwright adds those that keep Chromium from calling home.
    """
    return [
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--dns-prefetch-disable",
        "--disable-quic",
        "--disable-gpu",
        "--no-pings",
        "--no-first-run",
        # A page that fills its memory ends its own process: half of what a real page's scripts may take by default.
        "--js-flags=--max-old-space-size=512",
    ]


def needs_no_sandbox() -> bool:
    """Tell whether Chromium must run without its sandbox: it refuses to start otherwise when its user is root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
