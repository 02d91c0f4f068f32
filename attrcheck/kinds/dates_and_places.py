"""Does a change concern only when and where: a date, a day, a number, a word such as "yesterday", a name with a capital letter?"""

from __future__ import annotations

import re

from attrcheck.model import Change
from attrcheck.text import words

# Months and days, whole and short, in English, German, French, Dutch and Spanish, without accents.
_CALENDAR = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
        "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
        "januar februar marz mai juni juli oktober dezember janner okt dez montag dienstag mittwoch donnerstag freitag samstag "
        "sonnabend sonntag janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi "
        "jeudi vendredi samedi dimanche januari februari maart mei augustus maandag dinsdag woensdag donderdag vrijdag zaterdag "
        "zondag enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes martes "
        "miercoles jueves viernes sabado domingo"
    ).split()
)
# Words that say when from the reader's day, and where from his place.
_RELATIVE = frozenset(
    (
        "today yesterday tomorrow tonight last next this week month year weekend morning afternoon evening night noon midnight "
        "ago here local heute gestern morgen vorgestern ubermorgen letzte letzten letzter vergangene vergangenen kommende "
        "kommenden diese diesen dieser woche monat jahr wochenende abend nachmittag vormittag nacht mittag mitternacht vor hier "
        "hiesige hiesigen aujourd hui demain dernier derniere prochain prochaine ce cette semaine mois an annee matin soir nuit "
        "midi minuit ici vandaag gisteren eergisteren overmorgen vorige afgelopen volgende komende deze dit maand jaar ochtend "
        "middag avond geleden hoy ayer anteayer manana pasado pasada proximo proxima este esta semana mes ano tarde noche "
        "mediodia medianoche hace aqui am pm a m p"
    ).split()
)
# Words that join these: "on the 6th of May", "in Norwegen", "le 6 mai".
_JOINING = frozenset(
    (
        "on at in of the to from by near and uhr clock o am im um den dem der die das vom bis aus bei und le la les du de des au "
        "aux en a et op om van uit bij het te el los las del al y th st nd rd"
    ).split()
)
_WRITTEN = re.compile(r"[^\W_][\w'’.-]*")


def is_date_or_place(change: Change, language: str | None) -> bool:
    """Tell whether every word that differs says when or where, and at least one of them more than joins others.

    Names of places cannot be told from other names: a capital letter makes a name, but not in German, which writes all nouns so. Text that
    was cut short is not judged.
    """
    if change.work.endswith("…") or change.page.endswith("…"):
        return False
    has_names = not (language or "").lower().startswith("de")
    written = _WRITTEN.findall(f"{change.work} {change.page}")
    telling = [word for word in written if _says_when_or_where(word, has_names)]
    return bool(telling) and all(word in telling or set(words(word)) <= _JOINING for word in written)


def _says_when_or_where(word: str, has_names: bool) -> bool:
    folded = set(words(word))
    if not folded or folded <= _JOINING:
        return False
    return word[0].isdigit() or folded <= _CALENDAR | _RELATIVE or (has_names and word[0].isupper())
