"""Live blogs: their posts, each with its own time, from the page's data or from what is shown."""

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsgraph.articles.markup import text_of, text_of_fragment
from newsgraph.articles.metadata import iso_date, one_line
from newsgraph.articles.page_body import is_notice
from newsgraph.articles.page_cleaning import words_of
from newsgraph.articles.page_metadata import first_text, types_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MIN_POSTS: Final = 2
_LIVE: Final = frozenset({"live", "liveblog", "livefeed", "liveupdates"})
_POST: Final = frozenset({"block", "card", "entry", "event", "item", "post", "update"})
_ELEMENTS: Final = frozenset({"article", "div", "section", "li"})
_NO_TEXT: Final = ("time", "figcaption", "script", "style", "button", "nav", "footer", "h1", "h2", "h3", "h4")
_AROUND: Final = frozenset(
    {"share", "sharing", "social", "byline", "author", "caption", "credit", "timestamp", "related"}
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its text, its headline, when it was published and where it stands."""

    text: str
    title: str | None
    published: str | None
    url: str | None = None


def find_posts(root: "HtmlElement", described: list[dict[str, Any]]) -> list[Post]:
    """The posts of a live blog, in the page's order; none where the page is no live blog.

    Args:
        root: the page.
        described: the articles in its JSON-LD.
    """
    posts = _described(described)
    if len(posts) < _MIN_POSTS:
        live = any("LiveBlogPosting" in types_of(one) for one in described)
        posts = _shown(root, live=live)
    return posts if len(posts) >= _MIN_POSTS else []


def _described(described: list[dict[str, Any]]) -> list[Post]:
    for one in described:
        updates = one.get("liveBlogUpdate")
        updates = [updates] if isinstance(updates, dict) else updates
        if isinstance(updates, list):
            posts = [post for post in updates if isinstance(post, dict) and isinstance(post.get("articleBody"), str)]
            return [
                Post(
                    text_of_fragment(post["articleBody"]),
                    first_text(post.get("headline")),
                    first_text(post.get("datePublished")),
                    first_text(post.get("url")),
                )
                for post in posts
            ]
    return []


def _shown(root: "HtmlElement", *, live: bool) -> list[Post]:
    """Elements that are called posts, each with a time, inside of something that is called live."""
    posts: list[Post] = []
    inside: set[HtmlElement] = {root} if live else set()  # of something that is called live
    done: set[HtmlElement] = set()
    for element in root.iter():
        parent, words = element.getparent(), words_of(element)
        if parent in inside or words & _LIVE:
            inside.add(element)
        if parent in done:
            done.add(element)
        elif element in inside and element.tag in _ELEMENTS and (element.tag == "article" or words & _POST):
            times = list(islice((one for one in element.iter("time") if iso_date(one.get("datetime"))), 2))
            if len(times) == 1 and (text := _text(element)):
                done.add(element)
                title = next((one_line(one.text_content()) for one in element.iter("h2", "h3", "h4")), None)
                posts.append(Post(text, title, times[0].get("datetime")))
    return posts


def _text(element: "HtmlElement") -> str:
    from copy import deepcopy

    own = deepcopy(element)
    own.tail = None
    for one in [*own.iter(*_NO_TEXT), *(one for one in own.iter() if words_of(one) & _AROUND)]:
        if one is not own and one.getparent() is not None:
            one.drop_tree()
    return "\n".join(line for line in text_of(own).split("\n") if not is_notice(line))
