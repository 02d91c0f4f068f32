"""Addresses of accounts: the address, the account or None, and why the case exists. `tests/test_urls_profiles.py` has the common ones."""

from __future__ import annotations

DID = "did:plc:abcdefghijklmnopqrstuvwx"
CHANNEL = "UCabcdefghijklmnopqrstuV"
X_ONION = "twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion"
FACEBOOK_ONION = "facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion"

Case = tuple[str, str | None, str]

# Fifteen addresses that two libraries for this job were tried on and got wrong: pages that they take for accounts, accounts that they refuse.
THAT_FOOL_LIBRARIES: list[Case] = [
    ("https://x.com/home", None, "the reader's own first page"),
    ("https://twitter.com/intent", None, "the beginning of share buttons"),
    ("https://facebook.com/sharer.php", None, "a share button without its address"),
    ("https://instagram.com/explore", None, "a page of the site"),
    ("https://t.me/share", None, "a share button without its address"),
    ("https://x.com/RemyBonny", "x:remybonny", "the network's host since 2023"),
    ("https://x.com/RemyBonny?s=20", "x:remybonny", "what the app's share menu adds"),
    ("https://instagram.com/remy.bonny/?hl=en", "instagram:remy.bonny", "the language of the reader"),
    ("https://www.facebook.com/profile.php?id=100012345678901", "facebook:id:100012345678901", "an account without a name of its own"),
    ("https://www.facebook.com/people/Remy-Bonny/100012345678901/", "facebook:id:100012345678901", "the same as a page that readers see"),
    ("https://www.threads.com/@remy.bonny", "threads:remy.bonny", "the network's host since 2025"),
    ("https://fosstodon.org/@remy", "mastodon:remy@fosstodon.org", "a server that the libraries have not heard of"),
    ("https://mastodon.nl/@remy", "mastodon:remy@mastodon.nl", "the same of another country"),
    ("https://journa.host/@remy", "mastodon:remy@journa.host", "the same without the network's name in it"),
    ("https://social.example/@remy", "mastodon:remy@social.example", "a server that nobody has heard of"),
]

ACCOUNTS: list[Case] = [
    *THAT_FOOL_LIBRARIES,
    # X: every tab, the old form, forms with numbers, mirrors
    ("https://x.com/RemyBonny/likes", "x:remybonny", "a tab"),
    ("https://x.com/RemyBonny/highlights", "x:remybonny", "a tab"),
    ("https://x.com/RemyBonny/following", "x:remybonny", "a tab"),
    ("https://platform.twitter.com/widgets/follow_button.html?screen_name=RemyBonny&size=l", "x:remybonny", "the frame of a follow button"),
    ("https://syndication.twitter.com/srv/timeline-profile/screen-name/RemyBonny?dnt=true", "x:remybonny", "the frame of a list of posts"),
    ("https://www.instagram.com/Remy.Bonny/embed", "instagram:remy.bonny", "the frame of an account"),
    ("https://x.com/RemyBonny/followers", "x:remybonny", "a tab"),
    ("https://x.com/RemyBonny/lists", "x:remybonny", "a tab"),
    (f"http://{X_ONION}/RemyBonny", "x:remybonny", "the network's own door for Tor"),
    ("https://nitter.space/RemyBonny", "x:remybonny", "a mirror"),
    ("https://nitter.tiekoetter.com/RemyBonny", "x:remybonny", "a mirror"),
    ("https://nitter.poast.org/RemyBonny", "x:remybonny", "a mirror"),
    ("https://lightbrd.com/RemyBonny", "x:remybonny", "a mirror"),
    ("https://fxtwitter.com/RemyBonny", "x:remybonny", "a host that chats show with a preview"),
    ("https://vxtwitter.com/RemyBonny", "x:remybonny", "a host that chats show with a preview"),
    ("https://fixupx.com/RemyBonny", "x:remybonny", "a host that chats show with a preview"),
    ("https://fixvx.com/RemyBonny", "x:remybonny", "a host that chats show with a preview"),
    # Facebook
    (f"https://www.{FACEBOOK_ONION}/RemyBonny", "facebook:remybonny", "the network's own door for Tor"),
    ("https://touch.facebook.com/RemyBonny", "facebook:remybonny", "a host for telephones"),
    ("https://web.facebook.com/RemyBonny/posts", "facebook:remybonny", "a host for some countries, and a tab"),
    ("https://business.facebook.com/RemyBonny/", "facebook:remybonny", "a host for owners of pages"),
    ("https://www.facebook.com/Remy-Bonny-100012345678901/", "facebook:id:100012345678901", "the name is for readers, the number counts"),
    ("https://www.facebook.com/pg/RemyBonny/about/", "facebook:remybonny", "the old address of a page"),
    ("https://www.facebook.com/RemyBonny/photos", "facebook:remybonny", "a tab"),
    ("https://www.facebook.com/RemyBonny/videos/", "facebook:remybonny", "a tab"),
    ("fb://profile/100012345678901", "facebook:id:100012345678901", "the app's own address"),
    ("https://www.facebook.com/pages/", None, "the folder without a page"),
    ("https://www.facebook.com/people/", None, "the folder without a person"),
    # Instagram
    ("https://m.instagram.com/remy.bonny", "instagram:remy.bonny", "a host for telephones"),
    ("https://www.instagram.com/remy.bonny/tagged/", "instagram:remy.bonny", "a tab"),
    ("instagram://user?username=remy.bonny", "instagram:remy.bonny", "the app's own address"),
    ("https://www.instagram.com/_n/mainfeed", None, "a page inside the app"),
    ("https://www.instagram.com/stories/", None, "the folder without an account"),
    # LinkedIn
    ("https://www.linkedin.com/showcase/forbidden-colours/", "linkedin:showcase/forbidden-colours", "a page of a company's page"),
    ("https://www.linkedin.com/company/remy", "linkedin:company/remy", "not the same as a person of that name"),
    # Fediverse: the forms of its programs
    ("acct:remy@chaos.social", "mastodon:remy@chaos.social", "as programs name an account, RFC 7565"),
    ("https://mastodon.social/web/@remy@chaos.social", "mastodon:remy@chaos.social", "an account as another server shows it"),
    ("https://mastodon.social/deck/@remy", "mastodon:remy@mastodon.social", "the view with columns"),
    ("https://mastodon.social/profile/remy", "mastodon:remy@mastodon.social", "Friendica"),
    ("https://tilvids.com/a/remy", "mastodon:remy@tilvids.com", "PeerTube"),
    ("https://framatube.org/accounts/remy", "mastodon:remy@framatube.org", "PeerTube's older address"),
    ("https://social.example/@remy@chaos.social", "mastodon:remy@chaos.social", "an account as an unknown server shows it"),
    ("https://mastodon.social/web/accounts/17", None, "a number that only this server knows names nobody elsewhere"),
    ("https://mastodon.social/author/remy", None, "the archive of an author on a site of WordPress, of its plugin for the Fediverse too"),
    ("https://social.example/profile/remy", None, "a path that any site may have"),
    ("https://social.example/u/remy", None, "Lemmy, Discourse and forums have it: not claimed on an unknown host"),
    ("https://social.example/c/ferries", None, "the same of communities and channels"),
    ("https://truthsocial.com/@remy", None, "a network of its own with the form of Mastodon"),
    ("https://remy.substack.com/", None, "a newsletter is its site"),
    ("https://substack.com/@remy", None, "its owner's page, with the form of Mastodon"),
    ("https://medium.com/@remy", None, "the same"),
    ("https://remy.medium.com/", None, "the same as a host"),
    ("https://gab.com/remy", None, "a network that is known for its share button only"),
    ("https://ok.ru/remy", None, "a network that is known for its share button only"),
    ("https://ok.ru/profile/123456", None, "the same by number"),
    ("https://linktr.ee/remy", None, "a list of links is one step away from an account"),
    ("https://about.me/remy", None, "the same"),
    ("https://keybase.io/remy", None, "the same"),
    ("https://gravatar.com/remy", None, "the same"),
    ("https://www.youtube.com/@remy", "youtube:@remy", "the form of Mastodon on a host that is no server of it"),
    # Bluesky
    ("https://bsky.app/profile/did:web:remy.example", "bluesky:did:web:remy.example", "an identifier that is a site"),
    ("https://bsky.app/profile/remy.example/lists/3kabc", "bluesky:remy.example", "a list of the account"),
    ("https://main.bsky.dev/profile/remy.example", "bluesky:remy.example", "the network's own app in the making"),
    ("https://deer.social/profile/remy.example", "bluesky:remy.example", "another app"),
    ("https://bsyy.app/profile/remy.example", "bluesky:remy.example", "a mirror"),
    ("https://fxbsky.app/profile/remy.example", "bluesky:remy.example", "a mirror"),
    ("https://vxbsky.app/profile/remy.example", "bluesky:remy.example", "a mirror"),
    ("https://bskyx.app/profile/remy.example", "bluesky:remy.example", "a mirror"),
    ("https://cbsky.app/profile/remy.example", "bluesky:remy.example", "a mirror"),
    ("https://bsky.app/starter-pack/remy.example/3kabc", None, "a list of accounts, not one"),
    # Reddit, Telegram
    ("https://np.reddit.com/user/remy_bonny", "reddit:remy_bonny", "a host on which nobody may vote"),
    ("https://sh.reddit.com/user/remy_bonny/comments/", "reddit:remy_bonny", "a tab on another host"),
    ("https://de.reddit.com/u/remy_bonny", "reddit:remy_bonny", "a host for a language"),
    ("https://telegram.me/RemyBonny", "telegram:remybonny", "an older host"),
    ("https://telegram.dog/RemyBonny", "telegram:remybonny", "another one"),
    ("https://web.telegram.org/a/#@RemyBonny", "telegram:remybonny", "the app for browsers"),
    ("https://t.me/$slug", None, "a payment"),
    ("https://t.me/c/1234", None, "a private group without a name"),
    # YouTube, TikTok
    ("https://music.youtube.com/@RemyBonny", "youtube:@remybonny", "a part of the network"),
    (f"https://gaming.youtube.com/channel/{CHANNEL}", f"youtube:channel/{CHANNEL}", "a part that is no more"),
    ("https://www.youtube.com/RemyBonny", "youtube:@remybonny", "a bare name"),
    ("https://www.youtube.com/playlist?list=PL1", None, "a list of videos"),
    ("https://www.tiktok.com/@remy.bonny/live", "tiktok:remy.bonny", "the account as it speaks now"),
    ("https://m.tiktok.com/@remy.bonny", "tiktok:remy.bonny", "a host for telephones"),
    ("https://www.tiktok.com/music/a-1", None, "a sound"),
    # Pinterest, WhatsApp, VK, Tumblr
    ("https://www.pinterest.de/remybonny/_created/", "pinterest:remybonny", "a tab, and a country"),
    ("https://wa.me/message/ABC123", "whatsapp:message/ABC123", "a business that hides its number"),
    ("whatsapp://send?phone=32470123456", "whatsapp:32470123456", "the app's own address"),
    ("https://wa.me/qr/ABC123", None, "a picture of a code: nobody can compare it"),
    ("https://vk.com/public12345", "vk:public12345", "a page"),
    ("https://vk.com/event12345", "vk:event12345", "an event"),
    ("https://new.vk.com/id12345", "vk:id12345", "a host of the change of 2016"),
    ("https://vkontakte.ru/id12345", "vk:id12345", "the network's first host"),
    ("https://www.tumblr.com/blog/remybonny", "tumblr:remybonny", "as its owner sees it"),
    ("https://www.tumblr.com/tagged/remy", None, "a hashtag"),
    # Lemmy, Hacker News
    ("https://lemmy.world/c/europe@feddit.org", "lemmy:!europe@feddit.org", "a community as another server shows it"),
    ("https://lemmy.world/instances", None, "a page of the site"),
    ("https://news.ycombinator.com/submitted?id=remy", "hackernews:remy", "the account's posts"),
    ("https://news.ycombinator.com/threads?id=remy", "hackernews:remy", "the account's comments"),
    ("https://news.ycombinator.com/newest", None, "a list of posts"),
]

# Servers whose addresses are known; "/users/name" is believed on no other host.
FEDIVERSE = """
mastodon.social mastodon.online mastodon.world mastodon.xyz mastodon.nl mastodon.art mastodon.scot mastodon.ie mastodon.uno mastodon.green mastodon.cloud
mastodon.sdf.org mas.to mstdn.social mstdn.jp mstdn.ca mstdn.party masto.ai fosstodon.org hachyderm.io infosec.exchange troet.cafe chaos.social
social.vivaldi.net universeodon.com journa.host newsie.social social.network.europa.eu ec.social-network.europa.eu social.coop techhub.social piaille.fr
mamot.fr pixelfed.social pawoo.net eupolicy.social med-mastodon.com kolektiva.social norden.social det.social respublicae.eu home.social toot.community
tech.lgbt lgbtqia.space aus.social octodon.social framapiaf.org misskey.io snac.bsd.cafe tilvids.com framatube.org
""".split()
LEMMY = """
lemmy.world lemmy.ml lemm.ee beehaw.org sh.itjust.works lemmy.ca lemmy.dbzer0.com lemmy.blahaj.zone feddit.org feddit.de feddit.uk feddit.nl feddit.it
feddit.dk lemmy.zip lemmy.sdf.org lemmygrad.ml programming.dev discuss.tchncs.de slrpnk.net aussie.zone jlai.lu lemmy.today sopuli.xyz mander.xyz
hexbear.net piefed.social
""".split()
ACCOUNTS += [(f"https://{host}/users/remy", f"mastodon:remy@{host}", "a server of the Fediverse") for host in FEDIVERSE]
ACCOUNTS += [(f"https://{host}/u/remy", f"lemmy:remy@{host}", "a server of Lemmy") for host in LEMMY]

# What stands first in the path of addresses that are no accounts, as each network's own pages and programs have it.
PAGES_OF_THE_SITE = {
    "https://x.com/": """404 account jobs download explore follower_requests hashtag home i intent lists login logout mentions messages notifications
        personalization search search-advanced search-home session settings share signup twitterblue webview welcome your_twitter_data compose privacy tos
        about help bookmarks statuses oauth widgets topics moments""",
    "https://www.facebook.com/": """share sharer sharer.php share.php dialog plugins tr l.php login login.php home.php hashtag search groups events watch reel
        reels stories story.php permalink.php photo photo.php photos video video.php media marketplace gaming messages notifications settings friends
        bookmarks saved help policies privacy terms legal security ads adsmanager business careers developers recover checkpoint r.php mobile lite notes
        questions fundraisers flx pages people profile.php""",
    "https://www.instagram.com/": """p reel reels tv stories explore accounts direct about legal developer developers directory s share web graphql api
        challenge press blog privacy terms emails download nametag ar create""",
    "https://www.threads.com/@": "t intent login search settings",
    "https://www.linkedin.com/": """feed posts pulse jobs sharing shareArticle share redir safety learning groups help legal login signup uas authwall embed
        events search in""",
    "https://mastodon.social/": """about explore public tags search auth settings api oauth share intent interact authorize_interaction media system invite
        directory""",
    "https://bsky.app/": "search hashtag intent settings notifications messages feeds lists starter-pack moderation profile support",
    "https://www.reddit.com/": "r s submit search",
    "https://t.me/": """addemoji addlist addstickers addstyle addtheme auction auth boost call confirmphone contact giftcode invoice joinchat login m nft proxy
        setlanguage share socks web a k z iv bg""",
    "https://www.youtube.com/": """watch shorts live embed v playlist results feed hashtag redirect attribution_link oembed about account premium gaming post t
        s trending clip""",
    "https://www.tiktok.com/": "foryou following explore discover tag music live upload about legal embed oembed share sticker",
    "https://www.pinterest.com/": "pin search ideas explore today settings business about _ board resource oembed.json",
    "https://api.whatsapp.com/": "send",
    "https://vk.com/": "share.php away.php wall photo album video audio doc feed im search groups apps dev about tag",
    "https://www.tumblr.com/": "dashboard explore tagged search widgets share login register about docs oembed settings likes inbox",
    "https://lemmy.world/": "post comment search login modlog instances",
    "https://news.ycombinator.com/": "item newest from",
}
ACCOUNTS += [(site + page, None, "a page of the site") for site, pages in PAGES_OF_THE_SITE.items() for page in pages.split()]
ACCOUNTS += [(f"https://{name}.tumblr.com/", None, "a host of the network itself") for name in "www assets api embed media static".split()]

HASHTAGS: list[Case] = [
    ("https://x.com/hashtag/Ferry", "ferry", "X"),
    ("https://www.facebook.com/hashtag/ferry", "ferry", "Facebook"),
    ("https://www.instagram.com/explore/tags/ferry/", "ferry", "Instagram"),
    ("https://www.linkedin.com/feed/hashtag/ferry/", "ferry", "LinkedIn"),
    ("https://www.linkedin.com/feed/hashtag/?keywords=ferry", "ferry", "LinkedIn's older form"),
    ("https://mastodon.social/tags/ferry", "ferry", "Mastodon"),
    ("https://bsky.app/hashtag/ferry", "ferry", "Bluesky"),
    ("https://www.youtube.com/hashtag/ferry", "ferry", "YouTube"),
    ("https://www.tiktok.com/tag/ferry", "ferry", "TikTok"),
    ("https://www.tumblr.com/tagged/ferry", "ferry", "Tumblr"),
    ("https://social.example/tags/ferry", None, "any blog has such a path"),
]

# Accounts in running text: the text, the accounts in it, and why the case exists. `tests/test_urls_mentions.py` has those with an "@".
TEXTS: list[tuple[str, str, str]] = [
    ("By u/remy_bonny.", "reddit:remy_bonny", "how Reddit writes an account"),
    ("Posted by /u/Remy-Bonny (Brussels)", "reddit:Remy-Bonny", "the older way, with a slash before it"),
    ("@a, u/remy_b and @c", ":a reddit:remy_b :c", "in the order of the text"),
    ("By @remy@social.example", "mastodon:remy@social.example", "how the Fediverse writes an account"),
    ("See reddit.com/u/remy_bonny", "", "inside an address, which is read as one"),
    ("menu/u/remy_bonny and u/remy/x", "", "inside a path"),
    ("Is dat iets voor u/uw partner?", "", "two short words of Dutch"),
    ("and/or, km/u", "", "slashes of other kinds"),
]
