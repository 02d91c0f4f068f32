"""Letters to an outlet about what is missing: drafts to read, change and send oneself. Nothing here sends anything."""

from attrcheck.letters.letter import LANGUAGES, Letter, Tone, letter, page_address

__all__ = ["LANGUAGES", "Letter", "Tone", "letter", "page_address"]
