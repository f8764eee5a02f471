"""Web pages after the templates of the systems that newsrooms use, with all that stands around an article on them."""

import json

TITLE = "Court fines Baltika Bank"
BODY = (
    "The regional court in Tartu fined Baltika Bank 40 million euros on Tuesday for hiding losses from the regulator.",
    "Its chairman, Juhan Mets, had denied the charges for two years. “We have done nothing wrong,” he told reporters.",
    "The finance ministry said that it would appoint a new board by the end of the month. Depositors are not affected.",
    "Prosecutors had asked for a prison sentence for Mets, who left the country on Sunday, according to border police.",
)
P = "".join(f"<p>{one}</p>" for one in BODY)
DATED = '<meta property="article:published_time" content="2024-03-05T09:00:00+02:00">'
CONSENT = "<p>We use cookies. Our partners store data on your device. You can withdraw your consent at any time.</p>"
LINKS = (
    '<ul><li><a href="/1">Peru bans fishing off Lima</a></li><li><a href="/2">King of Norway visits Chile</a></li></ul>'
)


def linked_data(**fields: object) -> str:
    """A <script> of JSON-LD about a news article, beside other things."""
    article = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-05T09:00:00+02:00", **fields}
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"}, article]}
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


def page(body: str, head: str = "", title: str = TITLE) -> str:
    """A page."""
    return f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


WORDPRESS = page(
    f"""<div id="page" class="site has-sidebar ad-enabled"><a class="skip-link" href="#content">Skip to content</a>
    <header id="masthead"><h2 class="site-title"><a href="/">Coast Weekly</a></h2><nav>{LINKS}</nav></header>
    <main id="main"><article class="post-77 post type-post"><header class="entry-header"><h1>{TITLE}</h1>
    <div class="entry-meta"><span class="posted-on">Posted on <time datetime="2024-03-05">March 5, 2024</time></span>
    <span class="byline"> by <a href="/x">Anna Kask</a></span></div></header><div class="entry-content">
    <figure><img src="a.jpg"><figcaption>The court. Photo: Peeter Ots/Coast Weekly</figcaption></figure>{P}
    <div class="sharedaddy"><h3>Share this:</h3>{LINKS}</div><div class="jp-relatedposts"><h3>Related</h3>
    <p><a href="/a">Mayor resigns over bridge contract</a></p></div></div><footer>Tagged <a href="/t">bank</a></footer>
    </article><div id="comments" class="comments-area"><h2>1 thought on “{TITLE}”</h2><ol><li class="comment">
    <p>Mets should go to prison for life, he robbed all of us.</p></li></ol><div id="respond"><h3>Leave a Reply</h3>
    <p>Your email address will not be published.</p></div></div></main><aside
    class="widget-area">{LINKS}</aside></div>""",
    f'<meta property="og:site_name" content="Coast Weekly">{DATED}',
    f"{TITLE} - Coast Weekly",
)
ARC = page(
    f"""<div id="fusion-app"><nav>{LINKS}</nav><h1 class="b-headline">{TITLE}</h1>
    <div class="b-byline"><span>By <a>Anna Kask</a></span><span class="b-date">March 5, 2024 at 9:00 a.m.</span></div>
    <article class="b-article-body"><p>{BODY[0]}</p><div class="c-interstitial"><a href="/x">Read: Mayor resigns over
    bridge contract</a></div><p>{BODY[1]}</p><div class="b-ads-block"><p>Advertisement</p></div><p>{BODY[2]}</p>
    <div class="newsletter-promo"><h4>The Morning Brief</h4><p>The day's stories in your inbox. Sent by our editor, Mart
    Laar.</p></div><p>{BODY[3]}</p></article><div class="b-author-bio"><p>Anna Kask has covered banks since
    2011. She won
    the Baltic prize in 2019.</p></div><section class="b-results-list"><h2>More from the Ledger</h2><article><h3>
    <a href="/1">Peru bans fishing off Lima</a></h3><p>The ban takes effect in May, officials
    said.</p></article></section>
    </div>""",
    linked_data(publisher={"@type": "Organization", "name": "Coast Weekly"}),
    f"{TITLE} | Coast Weekly",
)
DRUPAL = page(
    f"""<nav class="breadcrumb"><ol><li><a href="/">Home</a></li></ol></nav><div class="region
    region-content"><h1>{TITLE}
    </h1><article class="node node--type-article"><footer>Submitted by akask on Tue, 03/05/2024 - 09:00</footer>
    <div class="node__content"><div class="field field--name-body">{P}</div><div class="field-tags"><div>Tags</div>
    <a href="/t">Banks</a></div></div></article></div><div class="region-sidebar-first"><h2>Most read</h2>{LINKS}</div>
    <div class="eu-cookie-compliance-banner">{CONSENT}</div>""",
    '<meta name="dcterms.date" content="2024-03-05">',
    f"{TITLE} | Coast Weekly",
)
AMP = page(
    f"""<amp-consent><div>{CONSENT}</div></amp-consent><amp-sidebar>{LINKS}</amp-sidebar><main><header><h1>{TITLE}</h1>
    <p class="author">Anna Kask</p><time datetime="2024-03-05">5 March 2024</time></header><div class="article-body">{P}
    <amp-ad></amp-ad></div><section class="recommended"><h3>You may also like</h3><a href="/1"><p>Peru bans
    fishing off Lima
    </p></a></section></main>""",
    linked_data(publisher={"name": "Coast Weekly"}),
)
TABLOID = page(
    f"""<div class="story"><h1>{TITLE}</h1><p class="author-section">By <a>Anna Kask</a> for Coast Weekly</p>
    <p>{BODY[0]}</p><p class="imageCaption">Juhan Mets, pictured in 2019 with his wife Liis, has left the country</p>
    <p>{BODY[1]}</p><div class="related-carousel"><h3>RELATED ARTICLES</h3>{LINKS}</div><p>{BODY[2]}</p><p><strong>READ
    MORE: <a href="/2">Peru bans fishing off Lima</a></strong></p><p>{BODY[3]}</p><p><em>Do you have a story
    for us? Email
    tips@coast.example</em></p></div><div class="comments"><p>jim77, Leeds: Banks rob us all.</p></div>""",
    '<meta name="date" content="2024-03-05"><meta property="og:site_name" content="Coast Weekly">',
)
BARE_DIVS = page(
    f"""<div class="top">Coast Weekly | Home | World | Money</div><div class="x1"><div class="hl">{TITLE}</div>
    <div class="dt">5 March 2024</div>{"".join(f"<div class='t'>{one}</div>" for one in BODY)}</div>
    <div class="bottom">Copyright Coast Weekly. All rights reserved.</div>""",
    DATED,
    f"{TITLE} | Coast Weekly",
)
TABLE_LAYOUT = page(
    f"""<table><tr><td width=150><a href=/>Home</a><br><a href=/n>News</a></td><td><font size=5>{TITLE}</font><br><br>
    {"<br><br>".join(BODY)}</td></tr></table>""",
    f'{DATED}<meta property="og:site_name" content="Coast Weekly">',
)
ASIDE = page(
    f"""<aside class="col"><h1>{TITLE}</h1><div>{P}</div></aside><aside><p>Sign up for our newsletter by Kristi
    Saar.</p>
    </aside><div class="cookie-notice">{CONSENT}</div>""",
    DATED,
    f"{TITLE} | Coast Weekly",
)
SECTION = page(
    f"""<section><h1>{TITLE}</h1><p>By Anna Kask in Tartu</p><p>Updated 5 March 2024, 14:32
    GMT</p>{P}<p>Reporting by Anna
    Kask; Editing by Mart Laar</p><p>Follow Anna Kask on Twitter.</p></section><section
    class="latest-news"><h2>Latest</h2>
    {LINKS}</section>""",
    f'{DATED}<meta property="og:site_name" content="Coast Weekly">',
)
PAID_AND_SHOWN = page(
    f'<main><article><h1>{TITLE}</h1><div class="paywall">{P}</div></article></main>',
    linked_data(isAccessibleForFree=False, publisher={"name": "Coast Weekly"}),
)
BODY_IN_DATA = page(
    f'<main><article><h1>{TITLE}</h1><p>{BODY[0]}</p><div class="gate">Subscribe to read the rest.</div></main>',
    linked_data(articleBody="\n".join(BODY), publisher={"name": "Coast Weekly"}),
)
WHOLE = {
    "wordpress": WORDPRESS,
    "arc": ARC,
    "drupal": DRUPAL,
    "amp": AMP,
    "tabloid": TABLOID,
    "bare divs": BARE_DIVS,
    "table layout": TABLE_LAYOUT,
    "aside": ASIDE,
    "section": SECTION,
    "paid and shown": PAID_AND_SHOWN,
    "body in data": BODY_IN_DATA,
}
INSTEAD = {
    "consent notice": page(f"<div><h1>Your privacy</h1>{CONSENT}<button>Accept all</button></div>", title="Coast"),
    "a robot check": page(
        "<h1>Just a moment</h1><p>Checking your browser. This takes some seconds.</p>", title="Coast"
    ),
    "an error page": page("<main><h1>Page not found</h1><p>Sorry, the page has moved. Try the search.</p></main>"),
    "a log-in page": page("<h1>Log in to your account</h1><p>Forgot your password? Register here for free.</p>"),
    "a paywall": page(
        f"<article><h1>{TITLE}</h1><p>This article is for subscribers only. Subscribe now.</p></article>"
    ),
    "no article text found": page(f"<main><h1>Latest</h1>{LINKS}</main>", title="Coast"),
}
