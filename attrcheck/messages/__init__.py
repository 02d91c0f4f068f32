"""Report -> message: what is told of a scan by mail and other ways. Nothing here sends, and nothing opens a file."""

from attrcheck.messages.compose import HTML_BYTES, message_of
from attrcheck.messages.message import About, Attachment, FailedPage, Message, Missing, OpenPage, Summary, Told
from attrcheck.messages.occasion import When, occasion
from attrcheck.messages.summary import summary_of

__all__ = [
    "HTML_BYTES",
    "About",
    "Attachment",
    "FailedPage",
    "Message",
    "Missing",
    "OpenPage",
    "Summary",
    "Told",
    "When",
    "message_of",
    "occasion",
    "summary_of",
]
