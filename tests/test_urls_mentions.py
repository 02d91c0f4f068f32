"""Handles and addresses in running text."""

from __future__ import annotations

import pytest

from attrcheck.urls import addresses_in, handles_in

BOUND = [
    ("Twitter: @RemyBonny", "RemyBonny>x"),
    ("Instagram @Remy.Bonny", "Remy.Bonny>instagram"),
    ("(@RemyBonny on X)", "RemyBonny>x"),
    ("@Remy.Bonny (Instagram)", "Remy.Bonny>instagram"),
    ("follow me on Twitter (@a) and Instagram (@b)", "a>x b>instagram"),
    ("X: @RemyBonny. IG: @Remy.Bonny", "RemyBonny>x Remy.Bonny>instagram"),
    ("@RemyBonny on Twitter, @Remy.Bonny on Instagram", "RemyBonny>x Remy.Bonny>instagram"),
    ("Twitter @RemyBonny Instagram @Remy.Bonny", "RemyBonny>x Remy.Bonny>instagram"),
    ("Twitter: @RemyBonny Instagram: @Remy.Bonny", "RemyBonny>x Remy.Bonny>instagram"),
    ("@RemyBonny (Twitter) @Remy.Bonny (Instagram)", "RemyBonny>x Remy.Bonny>instagram"),
    ("@a \u2013 Twitter, @b \u2013 Instagram", "a>x b>instagram"),
    ("Instagram: @Remy.Bonny | Twitter: @RemyBonny | Facebook: Remy Bonny", "Remy.Bonny>instagram RemyBonny>x"),
    ("\u0422\u0432\u0438\u0442\u0442\u0435\u0440: @RemyBonny", "RemyBonny>x"),
    ("\u0432 \u0422\u0432\u0438\u0442\u0442\u0435\u0440\u0435 @RemyBonny", "RemyBonny>x"),
    ("\u79c1\u306e\u30c4\u30a4\u30c3\u30bf\u30fc\uff20RemyBonny", "RemyBonny>x"),
    ("Twitteraccount: @RemyBonny", "RemyBonny>x"),
    ("TWITTER @RemyBonny", "RemyBonny>x"),
    ("X/Twitter: @RemyBonny", "RemyBonny>x"),
    ("X (Twitter): @RemyBonny", "RemyBonny>x"),
    ("Photo: Instagram/@Remy.Bonny", "Remy.Bonny>instagram"),
    ("@RemyBonny op Twitter en Instagram", "RemyBonny>x,instagram"),
    ("Twitter, Facebook and Instagram: @remybonny", "remybonny>x,facebook,instagram"),
    ("@RemyBonny is my Twitter handle", "RemyBonny>x"),
    ("Twitter: @a\nInstagram: @b", "a>x b>instagram"),
    ("Twitter:\n@RemyBonny", "RemyBonny>x"),
    ("States.\nInstagram\n@Remy.Bonny\nTwitter\n@RemyBonny", "Remy.Bonny>instagram RemyBonny>x"),
    ("We are on Twitter\n@RemyBonny", "RemyBonny>"),
    ("By R\u00e9my Bonny, on X as @RemyBonny", "RemyBonny>x"),
    ("Nike x @RemyBonny", "RemyBonny>"),
    ("\u2014 ig: @remy.bonny", "remy.bonny>instagram"),
    ("(@RemyBonny@twitter.com)", "RemyBonny>x"),
    ("@Remy.Bonny@twitter.com", "Remy.Bonny@twitter.com>mastodon"),
    ("Bluesky: @remy-bonny.bsky.social.", "remy-bonny.bsky.social>bluesky"),
    ("Mail press@remybonny.example or @RemyBonny on Twitter", "RemyBonny>x"),
    ("Threads: @remy.bonny", "remy.bonny>threads"),
    ("loose threads of @RemyBonny", "RemyBonny>"),
    ("Twitter: @RemyBonny-interview", "RemyBonny>x"),
    ("Reddit: @remy-bonny", "remy-bonny>reddit"),
    ("By R\u00e9my Bonny (@RemyBonny).", "RemyBonny>"),
    (".@RemyBonny said", "RemyBonny>"),
    ("\u201c@Remy.Bonny\u201d\u2019s view", "Remy.Bonny>"),
    ("@Remy.Bonny...", "Remy.Bonny>"),
    ("@Remy.Bonny, writer; @RemyBonny!", "Remy.Bonny> RemyBonny>"),
    ("I left Twitter. @foo", "foo>"),
    ("X was a fine letter, said @foo", "foo>"),
    ("MediaX @foo", "foo>"),
    ("twitter.com/foo @Remy.Bonny", "Remy.Bonny>"),
    ("@twitter @foo", "twitter> foo>"),
    ("Twitter is a network about which much was written before @foo came", "foo>"),
    ("@remy@mastodon.social.", "remy@mastodon.social>mastodon"),
    ("Lemmy: @remy@lemmy.world", "remy@lemmy.world>lemmy"),
    ("\uff20RemyBonny", "RemyBonny>"),
    ("@R\u00e9my and @Re\u0301my", "R\u00e9my> Re\u0301my>"),
    ("press@RemyBonny.example", ""),
    ("https://medium.com/@remy and medium.com/@remy", ""),
    ("https://news.example/?to=@remy", ""),
    ("@a@b", ""),
    ("@ RemyBonny @", ""),
    ("commenting using your Twitter account", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), BOUND)
def test_handles_are_bound_to_the_network_beside_them(text: str, expected: str) -> None:
    found = handles_in(text)
    assert " ".join(f"{each.handle}>{','.join(each.platforms)}" for each in found) == expected
    assert all(text[each.start] in "@\uff20" and text[each.start + 1 : each.end].replace("\uff20", "@") == each.handle for each in found)


def test_a_post_binds_handles_to_its_own_network_unless_another_is_named() -> None:
    assert [each.platforms for each in handles_in("By @RemyBonny (Instagram: @Remy.Bonny)", "x")] == [("x",), ("instagram",)]
    assert [each.platforms for each in handles_in("By @remy@mastodon.social", "x")] == [("mastodon",)]


ADDRESSES = [
    ("See twitter.com/RemyBonny.", ["twitter.com/RemyBonny"]),
    ("(https://twitter.com/RemyBonny), instagram.com/Remy.Bonny!", ["https://twitter.com/RemyBonny", "instagram.com/Remy.Bonny"]),
    ("x.com/Remy_ and X.COM/RemyBonny?s=20", ["x.com/Remy_", "X.COM/RemyBonny?s=20"]),
    ("https://www.linkedin.com/in/remy_(writer)", ["https://www.linkedin.com/in/remy_(writer)"]),
    ("mastodon.example/@remy", ["mastodon.example/@remy"]),
    ("mail a@facebook.com or a@b.facebook.com", []),
    ("news.example/twitter.com", []),
    ("https://twitter.com@evil.example/RemyBonny", []),
    ("twitter.com.evil.example/RemyBonny", []),
    ("nothing.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_addresses_in_text(text: str, expected: list[str]) -> None:
    found = addresses_in(text)
    assert [url for url, _, _ in found] == expected
    assert all(text[each.start : each.end] == each.url for each in found)
