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
    r"video|footage|map|снимок|фото|рисунок|ілюстрація|kuva|zdjęci|ilustracj|φωτογραφί|σκίτσο|fotoğraf|görsel|تصوير|צילום|"
    r"courtesy of|(?:taken|shot) by|pics?\b|cover art|artwork)\w{0,12}|"
    r"\b(?:zdj|fot)\.|\bph[.:]|[\U0001f4f7\U0001f4f8\U0001f3a5\U0001f4f9\U0001f3ac\U0001f3a8\U0001f5bc]|写真|撮影|摄影|图片|사진)"
    r"[^.!?\n)]{0,20}$",
    re.IGNORECASE,
)
# "Edited by …", "Übersetzung: …", "Read aloud by …": somebody who did not write the text.
_NOT_WRITTEN = re.compile(
    r"(?:\b(?:edit(?:ed|ing|or)|translat(?:ed|ion|or)|(?:additional|with) reporting|research(?:ed)?|supported|sponsored|"
    r"fact[- ]check(?:ed|ing|er)?|read aloud|narrated|voiced|(?:read|produced|presented|hosted|moderated)(?=\s+by)|reviewed|proofread|"
    r"(?:layout|sound|audio|music|musik|camera|kamera|data|data analysis|data visuali[sz]ation|"
    r"design|design and \w{3,15}|graphics)(?=\s*[:：]|\s+(?:by|von|par|door|por|di|af|av)\b)|"
    r"(?:press|media) contact|pressekontakt|(?:with )?(?:many )?thanks to|thank you,?|dank an|merci à|h/t|hat tip(?: to)?|"
    r"subtitle[sd]?|untertitel|lektorat|korrektur|sous-titres|relecture|ondertitel\w{0,4}|subtítulos|legendas|sottotitoli|субтитры|"
    r"bearbeitet|redaktion|übersetzt|übersetzung|gelesen|vorgelesen|eingesprochen|édité|traduit|traduction|"
    r"vertaald|vertaling|bewerkt|voorgelezen|ingesproken|editado|edición|edição|traducido|traducción|traduzido|tradução|"
    r"traduzione|tradotto|a cura|översatt|översättning|oversat|oversættelse|oversatt|oversettelse|redigerad|redigeret|inläst|oplæst|"
    r"suomentanut|käännös|tłumaczenie|tłumaczyła?|przełożyła?|redakcja|překlad|přeložila?|preklad|preložila?|превод|превела?|prijevod|prevod|"
    r"traducere|fordította|fordítás|szerkesztette|μετάφραση|επιμέλεια|çeviri|çeviren|редактор|перевод|перевёл|перевела|переклад|"
    r"переклала|переклав|редакція|редакция)"
    r"(?:\s+(?:from|into|aus|du|de|del|dal|från|fra|iz|z|ze|с|из|з)\b\s?(?:the\s|dem\s|het\s|l)?['’]?\w{3,20})?(?:\s+(?:by|von|par|door|por|di|de|af|av))?|"
    r"aus dem \w{3,20}en von|翻訳|翻译|编辑|編集|번역|편집)\s*[:：]?\s*$",
    re.IGNORECASE,
)
# "Read also: …" at the start of the sentence: somebody whose other text is recommended.
_OTHER_TEXT = re.compile(
    r"\W{0,5}(?:(?:(?:read )?more|listen|watch)\s?:|"
    r"(?:subscribe to|sign up for|(?:read|see|watch|listen) (?:also|too|next)|also (?:read|see|by|on)|related(?: \w{1,20})?|recommended|"
    r"(?:à )?lire (?:aussi|également)|lisez aussi|voir aussi|lesen sie (?:auch|dazu)|auch (?:interessant|lesenswert)|siehe auch|"
    r"lees (?:ook|verder)|zie ook|le[ae] también|véase también|ver también|leia (?:também|mais)|ve[jd][ai] (?:também|anche)|leggi anche|"
    r"les også|læs også|läs (?:också|även)|lue myös|czytaj (?:też|także|również)|zobacz (?:też|także)|(?:pře)?čtěte (?:také|též)|"
    r"olvass[ao]d? el|citește și|διαβάστε (?:επίσης|ακόμη)|ayrıca okuyun|читайте (?:также|також|ещё|еще)|смотрите также|"
    r"čitajte (?:i|još)|прочетете (?:още|и))\b)",
    re.IGNORECASE,
)
# "Not written by …", "wrongly attributed to …".
_DENIED = re.compile(
    r"\b(?:wrongly|falsely|mistakenly|incorrectly|fälschlich|irrtümlich|erroneously|à tort|por error)\b[^.!?\n]{0,40}$|"
    r"\b(?:not|never|nicht|pas|niet|non?|não|ikke|inte|не)\s(?:\w{1,12}\s){0,2}(?:by|von|par|door|por|di|da|af|av)\s*$",
    re.IGNORECASE,
)
# "In memory of …", "an interview with …": the person, not the writer.
_PERSON = re.compile(
    r"\b(?:in (?:loving )?memory of|dedicated to|(?:interview|conversation|talk|chat|evening|event) with|met|spoke (?:to|with)|"
    r"(?:friend|colleague|fan|neighbou?r|wife|husband|mother|father|sister|brother|son|daughter) of|talked (?:to|with)|im gespräch mit|"
    r"interview (?:mit|met|avec)|gespräch mit|gesprek met|entretien avec|entrevista (?:con|com|a)|intervista (?:a|con)|"
    r"next (?:week|month)\s?:|coming (?:up|soon)\s?:)\s*$",
    re.IGNORECASE,
)
# "Text and photos: …" credits the words as well.
WORDS_TOO = re.compile(r"\b(?:text|tekst|texte|texto|testo|words|story|report|reportage|текст)", re.IGNORECASE)
# What may stand between "text" and "photos" of one credit.
_JOINED = re.compile(r"\w{0,3}[\s,&+/]*(?:\w{1,3}[\s,&+/]+)?")
# "Written and edited by …".
_WRITTEN_TOO = re.compile(
    r"\b(?:written|geschrieben|geschreven|écrit|escrit[oa]|scritt[oa]|skrevet|skriven|napisała?|написана?|reported)"
    r" (?:and|&|und|et|en|y|e|og|och|i|и)\b",
    re.IGNORECASE,
)
# What right behind a name makes it that of a picture, or denies that it is a writer's.
_PICTURE_AFTER = re.compile(
    r"\s?[(\[](?:fot[oó]s?|photos?|photograph\w{0,5}|pictures?|images?|bild(?:er)?|video|illustrations?|фото)\b[^)\]]{0,20}[)\]]|"
    r"\s?(?:[/,|]|via|on)\s?(?:getty|imago|picture alliance|unsplash|pexels|pixabay|flickr|shutterstock|istock|alamy|wikimedia)\b|"
    r"\s?/\s?(?:\w{1,20}\s){0,2}(?:pictures|images|photos?|fotos?)\b|\stook the (?:photo|picture)",
    re.IGNORECASE,
)
# Agencies for words and pictures: after "By NAME" they say for whom it was written.
_AGENCY_AFTER = re.compile(
    r"\s?/\s?(?:\w{1,20}\svia\s)?(?:afp|ap|reuters|epa|dpa|tt|ritzau|ntb|anp|belga|keystone)\b",
    re.IGNORECASE,
)
_HELPED_AFTER = re.compile(
    r"(?:\s(?:also )?contributed (?:to|reporting|research|photo|additional)|\s(?:had nothing to do with|did not write|is not the author)|"
    r"[’']s (?:new(?:est)? |latest |first )?(?:book|novel|newsletter|podcast|column|blog))",
    re.IGNORECASE,
)


# Characters right before a name in which the expressions for other credits end; the longest that one of them takes is 45.
_BESIDE = 60


def other_credit(before: str, after: str) -> str:
    """Return what a name is by the words of its line before and after it, to end the sentence "it stands only …"; empty for a credit.

    >>> other_credit("Photo: ", ""), other_credit("Text and photos: ", ""), other_credit("", " contributed to this report")
    ('as the credit of a picture', '', 'as that of somebody who helped, or of another text')
    >>> other_credit("A ferry. Read also: the pilot, by ", ""), other_credit("Read also: the pilot. By ", "")
    ('where another text is recommended', '')
    """
    picture = PICTURE.search(before, max(0, len(before) - _BESIDE))
    near, sentence = before.rstrip()[-_BESIDE:], max(before.rfind(mark) for mark in ".!?\n") + 1
    is_agencys = _AGENCY_AFTER.match(after) and BY_WORDS.isdisjoint(near.lower().split()[-1:])
    if is_agencys or _PICTURE_AFTER.match(after) or (picture and not _credits_words(before, picture.start())):
        return "as the credit of a picture"
    if _NOT_WRITTEN.search(near) and not _WRITTEN_TOO.search(near):
        return "as the credit of an editor, a translator or a helper"
    if _OTHER_TEXT.match(before, sentence):
        return "where another text is recommended"
    if _HELPED_AFTER.match(after):
        return "as that of somebody who helped, or of another text"
    if _PERSON.search(before[-_BESIDE:]):
        return "as that of a person who is met or spoken of"
    return "where a text is said not to be the author's" if _DENIED.search(before[-_BESIDE:]) else ""


def _credits_words(before: str, picture: int) -> bool:
    """Tell whether a credit for a picture, which begins there, is one for the words too: "Text and photos:", not "Text: NAME, photos:"."""
    found = [each.end() for each in WORDS_TOO.finditer(before)]
    return any(end > picture or _JOINED.fullmatch(before, end, picture) for end in found)
