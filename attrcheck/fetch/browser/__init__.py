"""An installed browser for pages that are empty without JavaScript, and for what only a browser knows: what a reader sees.

Import `Browser` from `attrcheck.fetch.browser.session`, which needs Playwright, once `missing()` says that nothing is missing.
"""

from attrcheck.fetch.browser.contract import Bounds
from attrcheck.fetch.browser.program import find_program, missing, needs_no_sandbox

__all__ = ["Bounds", "find_program", "missing", "needs_no_sandbox"]
