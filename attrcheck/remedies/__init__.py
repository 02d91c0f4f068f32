"""What cures failed findings, in forms to paste: plain text, HTML and Markdown, each with the spot where it goes."""

from attrcheck.remedies.cures import Cured, cures
from attrcheck.remedies.incurable import why_incurable

__all__ = ["Cured", "cures", "why_incurable"]
