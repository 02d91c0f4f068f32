"""An article of our own, pages that reuse it, and a loopback server for them: every verdict in ten seconds without a network."""

from attrcheck.demo.site import TERMS, WORK, DemoPage, demo_pages, served

__all__ = ["TERMS", "WORK", "DemoPage", "demo_pages", "served"]
