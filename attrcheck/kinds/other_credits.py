"""What right before a name makes of it another credit than the writer's: words in the languages of the pages that were seen.

English, German, French, Dutch, Spanish, Portuguese, Italian, the Nordic and Slavic languages, Romanian, Hungarian, Finnish, Greek, Turkish,
and for pictures and translations also Arabic, Hebrew, Chinese, Japanese and Korean.
"""

from __future__ import annotations

import re

BY_WORDS = frozenset(
    "by von van par por da door av af di text story as told to written geschrieben een ein eine un artikel article "
    "dr prof mr mrs ms herr frau".split()
)
"""What may stand before a name in a byline."""

# "Photo: …", "Bildquelle …", "Video by …".
PICTURE = re.compile(
    r"(?:\b(?:fot[oó]|photo|bild|image|imagen|picture|illustration|grafik|graphic|infographic|afbeelding|beeld|mynd|dessin|drawing|cartoon|"
    r"video|footage|map|снимок|фото|рисунок|ілюстрація|kuva|zdjęci|ilustracj|φωτογραφί|σκίτσο|fotoğraf|görsel|تصوير|צילום)\w{0,12}|"
    r"\b(?:zdj|fot)\.|写真|撮影|摄影|图片|사진)"
    r"[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
# "Edited by …", "Übersetzung: …", "Read aloud by …": somebody who did not write the text.
NOT_WRITTEN = re.compile(
    r"(?:\b(?:edit(?:ed|ing|or)|translat(?:ed|ion|or)|fact[- ]check(?:ed|ing|er)?|read aloud|narrated|voiced|"
    r"bearbeitet|redaktion|übersetzt|übersetzung|gelesen|vorgelesen|eingesprochen|édité|traduit|traduction|"
    r"vertaald|vertaling|bewerkt|voorgelezen|ingesproken|editado|edición|edição|traducido|traducción|traduzido|tradução|"
    r"traduzione|tradotto|a cura|översatt|översättning|oversat|oversættelse|oversatt|oversettelse|redigerad|redigeret|inläst|oplæst|"
    r"suomentanut|käännös|tłumaczenie|tłumaczyła?|przełożyła?|redakcja|překlad|přeložila?|preklad|preložila?|превод|превела?|prijevod|prevod|"
    r"traducere|fordította|fordítás|szerkesztette|μετάφραση|επιμέλεια|çeviri|çeviren|редактор|перевод|перевёл|перевела|переклад|"
    r"переклала|переклав|редакція|редакция)"
    r"(?:\s+(?:by|von|par|door|por|di|af|av))?|翻訳|翻译|编辑|編集|번역|편집)\s*[:：]?\s*$",
    re.IGNORECASE,
)
# "Read also: …" at the start of the sentence: somebody whose other text is recommended.
_OTHER_TEXT = re.compile(
    r"\W{0,5}(?:(?:read|see|watch|listen) (?:also|too|next)|also (?:read|see|by|on)|related(?: \w{1,20})?|recommended|"
    r"(?:à )?lire (?:aussi|également)|lisez aussi|voir aussi|lesen sie (?:auch|dazu)|auch (?:interessant|lesenswert)|siehe auch|"
    r"lees (?:ook|verder)|zie ook|le[ae] también|véase también|ver también|leia (?:também|mais)|ve[jd][ai] (?:também|anche)|leggi anche|"
    r"les også|læs også|läs (?:också|även)|lue myös|czytaj (?:też|także|również)|zobacz (?:też|także)|(?:pře)?čtěte (?:také|též)|"
    r"olvass[ao]d? el|citește și|διαβάστε (?:επίσης|ακόμη)|ayrıca okuyun|читайте (?:также|також|ещё|еще)|смотрите также|"
    r"čitajte (?:i|još)|прочетете (?:още|и))\b",
    re.IGNORECASE,
)
# "Not written by …".
DENIED = re.compile(
    r"\b(?:not|never|nicht|pas|niet|non?|não|ikke|inte|не)\s(?:\w{1,12}\s){0,2}(?:by|von|par|door|por|di|da|af|av)\s*$", re.IGNORECASE
)
# "Text and photos: …" credits the words as well.
WORDS_TOO = re.compile(r"\b(?:text|tekst|texte|texto|testo|words|story|report|reportage|текст)", re.IGNORECASE)


def recommends(before: str) -> bool:
    """Tell whether the sentence that a text ends in recommends another text.

    >>> recommends("A ferry. Read also: the pilot, by "), recommends("Read also: the pilot. By ")
    (True, False)
    """
    start = max(before.rfind(mark) for mark in ".!?\n") + 1
    return bool(_OTHER_TEXT.match(before, start))
