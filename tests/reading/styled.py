"""Elements that a page's own style sheet hides or shows, with what can be said without a browser; a browser is asked as well."""

from __future__ import annotations

from attrcheck.model import Visibility

SHOWN, HIDDEN, UNKNOWN = Visibility

# The style sheet, the markup that it is for, and whether a reader sees NAME.
STYLED = [
    # Attributes: scripts change them as readers click.
    ("[data-x=credit]{display:none}", "<p data-x=credit>NAME</p>", UNKNOWN),
    ('[data-x="credit"]{display:none}', "<p data-x=other>NAME</p>", SHOWN),
    ("p[data-x]{display:none}", "<p data-x=y>NAME</p>", UNKNOWN),
    ("p[data-x^=cre]{display:none}", "<p data-x=credit>NAME</p>", UNKNOWN),
    ("[class^=cre]{display:none}", "<p class=note>NAME</p>", SHOWN),
    ("[v-cloak]{display:none}", "<p>NAME</p>", SHOWN),
    # Alternatives and exceptions.
    (":is(.a, .b){display:none}", "<p class=b>NAME</p>", HIDDEN),
    (":where(.a) .b{display:none}", "<div class=a><p class=b>NAME</p></div>", HIDDEN),
    (":where(.a) .b{display:none}", "<div><p class=b>NAME</p></div>", SHOWN),
    (".c:not(.open){display:none}", "<p class=c>NAME</p>", UNKNOWN),
    (".c:not(.open, .b){display:none}", "<p class='c b'>NAME</p>", SHOWN),
    ("p:not(.open){display:none}", "<p class=open>NAME</p>", SHOWN),
    # Places among siblings.
    ("div p:first-child{display:none}", "<div><p>NAME</p><p>x</p></div>", HIDDEN),
    ("div p:first-child{display:none}", "<div><p>x</p><p>NAME</p></div>", SHOWN),
    ("p:first-of-type{display:none}", "<div><b>x</b><p>NAME</p></div>", HIDDEN),
    (".c:nth-child(2){display:none}", "<div><p>x</p><p class=c>NAME</p></div>", UNKNOWN),
    (".c:last-child{display:none}", "<div><p class=c>NAME</p><p class=c>x</p></div>", UNKNOWN),
    (".t + .c{display:none}", "<b class=t></b><p class=c>NAME</p>", UNKNOWN),
    (".t ~ .c{display:none}", "<p class=c>NAME</p>", UNKNOWN),
    (".t + p{display:none}", "<p>NAME</p>", SHOWN),
    # Nested rules.
    (".c{& .n{display:none}}", "<div class=c><p class=n>NAME</p></div>", HIDDEN),
    (".c{.n{display:none}}", "<p class=n>NAME</p>", SHOWN),
    (".c{color:red;&.n{display:none}}", "<p class='n c'>NAME</p>", HIDDEN),
    (".c{display:none;.n{color:red}}", "<p class=c>NAME</p>", HIDDEN),
    (".a, .b{.n{display:none}}", "<div class=b><p class=n>NAME</p></div>", HIDDEN),
    (".a{.b{.n{display:none}}}", "<div class=b><p class=n>NAME</p></div>", SHOWN),
    # At-rules.
    ("@layer base{.c{display:none}}", "<p class=c>NAME</p>", UNKNOWN),
    ("@layer base{.c{display:none}} .c{display:block}", "<p class=c>NAME</p>", SHOWN),
    ("@supports (display:grid){.c{display:none}}", "<p class=c>NAME</p>", UNKNOWN),
    ("@supports not (display:grid){.c{display:none}}", "<p class=c>NAME</p>", SHOWN),
    ("@media print{@supports (display:grid){.c{display:none}}}", "<p class=c>NAME</p>", SHOWN),
    ("@media screen{@layer base{.c{display:none}}}", "<p class=c>NAME</p>", UNKNOWN),
    # What readers do: what is shown then may be seen, what is hidden then is seen.
    (".c{display:none} #s:checked ~ .c{display:block}", "<input id=s type=checkbox><p class=c>NAME</p>", UNKNOWN),
    (".m .c{display:none} .m:hover .c{display:block}", "<div class=m><p class=c>NAME</p></div>", UNKNOWN),
    (".c:hover{display:none}", "<p class=c>NAME</p>", SHOWN),
    (".c{display:none} .c::after{display:block}", "<p class=c>NAME</p>", HIDDEN),
    # Struck out is seen, and taken back.
    (".c{text-decoration:line-through}", "<p class=c>NAME</p>", UNKNOWN),
    (".c{opacity:.01}", "<p class=c>NAME</p>", UNKNOWN),
    (".c{opacity:.5}", "<p class=c>NAME</p>", SHOWN),
    # Wide screens: readers at a desk do not see it. Narrow ones: they do.
    ("@media (min-width: 768px){.c{display:none}}", "<p class=c>NAME</p>", UNKNOWN),
    ("@media screen and (width >= 60em){.c{display:none}}", "<p class=c>NAME</p>", UNKNOWN),
    ("@media (min-width: 1px) and (max-width: 2px){.c{display:none}}", "<p class=c>NAME</p>", SHOWN),
    ("@media print and (min-width: 768px){.c{display:none}}", "<p class=c>NAME</p>", SHOWN),
    (".p{display:none} #t:checked ~ .q{display:block}", "<input id=t type=checkbox><p class='p q'>NAME</p>", UNKNOWN),
    (".p{display:none} #t:target{display:block}", "<p class=p id=t>NAME</p>", UNKNOWN),
    (".c:empty{display:none}", "<p class=c>NAME</p>", SHOWN),
    # Broken style sheets, as browsers read them.
    (".c{display:none", "<p class=d>NAME</p>", SHOWN),
    ("}.d{color:red} .c{display:none}", "<p class=d>NAME</p>", SHOWN),
]
