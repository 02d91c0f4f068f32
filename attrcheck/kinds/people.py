"""What looks like a person's name in running text, whoever it is: capitalised words in a row, without by-words and labels."""

from __future__ import annotations

import re

# Given name, middle name or particle, surname: what stands before them is the start of the sentence.
_MAX_NAME_WORDS = 3
# Small words inside names, and capitalised words that are none: pronouns, by-words and labels at the start of a line.
_PARTICLES = frozenset("van von der den de di da du dos del la le ten ter zu".split())
_NOT_NAMES = frozenset(
    "he she they it er sie es il elle ils hij zij el ella by von van par por da door text tekst texte texto story words foto photo "
    "bild image author autor auteur function role title funktion functie published posted updated written in on at the a an and und et "
    "en".split()
)
# Agencies and countries: "AFP", "UK".
_LONGEST_LABEL = 3
# "Dr." and initials end in a dot without ending a sentence.
_LONGEST_ABBREVIATION = 3
# "Photo: …", "Bildquelle …", "Video by …" right before a name, in the languages of the furniture that was seen and their neighbours.
PICTURE = re.compile(
    r"(?:\b(?:fot[oó]|photo|bild|image|imagen|picture|illustration|grafik|graphic|infographic|afbeelding|beeld|mynd|dessin|drawing|cartoon|video|"
    r"map|снимок|фото|рисунок|ілюстрація|kuva|zdjęci|ilustracj|φωτογραφί|σκίτσο|fotoğraf|görsel|تصوير|צילום)\w{0,12}|\b(?:zdj|fot)\.|"
    r"写真|撮影|摄影|图片|사진)"
    r"[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
# "Edited by …", "Übersetzung: …" right before a name: somebody who did not write the text. English, German, French, Dutch, Spanish and
# Portuguese, Italian, the Nordic and Slavic languages, Romanian, Hungarian, Finnish, Greek, Turkish, Chinese, Japanese and Korean.
NOT_WRITTEN = re.compile(
    r"(?:\b(?:edit(?:ed|ing|or)|translat(?:ed|ion|or)|fact[- ]check(?:ed|ing|er)?|bearbeitet|redaktion|übersetzt|übersetzung|édité|traduit|"
    r"traduction|vertaald|vertaling|bewerkt|editado|edición|edição|traducido|traducción|traduzido|tradução|traduzione|tradotto|a cura|"
    r"översatt|översättning|oversat|oversættelse|oversatt|oversettelse|redigerad|redigeret|suomentanut|käännös|"
    r"tłumaczenie|tłumaczyła?|przełożyła?|redakcja|překlad|přeložila?|preklad|preložila?|превод|превела?|prijevod|prevod|"
    r"traducere|fordította|fordítás|szerkesztette|μετάφραση|επιμέλεια|çeviri|çeviren|редактор|перевод|перевёл|перевела|переклад|"
    r"переклала|переклав|редакція|редакция)"
    r"(?:\s+(?:by|von|par|door|por|di|af|av))?|翻訳|翻译|编辑|編集|번역|편집)\s*[:：]?\s*$",
    re.IGNORECASE,
)
# "Text and photos: …" credits the words as well.
WORDS_TOO = re.compile(r"\b(?:text|tekst|texte|texto|testo|words|story|report|reportage|текст)", re.IGNORECASE)
# What ends the name in a byline: a comma, a dash, a bar, a date, a bracket.
_NAME_ENDS = re.compile(r"[,;|•·(\[–—/]|\s-\s|\d")


def person_at_end(phrase: str) -> str | None:
    """Return the last two or three capitalised words of a phrase, which is how a person's name looks, with its particles; None without.

    >>> person_at_end("the column of Jan van der Maas"), person_at_end("in Almaty. He"), person_at_end("by R. Baker")
    ('Jan van der Maas', None, 'R. Baker')
    """
    names: list[str] = []
    for word in reversed(phrase.split()):
        is_label = word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_LABEL
        is_name = word[0].isupper() and word.rstrip(":").lower() not in _NOT_NAMES and not is_label
        ends_sentence = word.endswith(".") and len(word) > _LONGEST_ABBREVIATION
        if not (is_name or (names and word in _PARTICLES)) or ends_sentence or len(names) == _MAX_NAME_WORDS + 1:
            break
        names.insert(0, word)
    while names and names[0] in _PARTICLES:
        names.pop(0)
    return " ".join(names) if sum(word[0].isupper() for word in names) >= 2 else None


def person_in(byline: str) -> str | None:
    """Return the person that a byline names, None when it names an outlet, a desk or nobody that looks like a person.

    >>> person_in("By Anna Berg, staff reporter"), person_in("Von Redaktion"), person_in("Tekst: Jan van der Maas | 3 mei")
    ('Anna Berg', None, 'Jan van der Maas')
    """
    for piece in _NAME_ENDS.split(" ".join(byline.split())):
        name = person_at_end(piece)
        if name and not PICTURE.search(piece[: piece.rfind(name)]):
            return name
    return None
