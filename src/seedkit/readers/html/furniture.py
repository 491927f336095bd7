"""Names of page boilerplate, and why it is set aside: elements, roles, words of ``class`` and ``id``, lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, wraps
from itertools import takewhile
from typing import Literal, TypeVar, cast

from seedkit.language.lexicon import Lexicon

Reason = Literal["advertisement", "share", "subscribe", "navigation", "related", "comments", "cookie", "footnote", "boilerplate"]

ELEMENTS: Mapping[str, Reason] = {
    "nav": "navigation",
    "aside": "related",
    "footer": "boilerplate",
    "dialog": "boilerplate",
    "form": "boilerplate",
    "button": "boilerplate",
    "select": "boilerplate",
    "textarea": "boilerplate",
    "search": "navigation",
    "amp-sidebar": "navigation",
    "amp-ad": "advertisement",
    "amp-embed": "advertisement",
    "amp-consent": "cookie",
    "amp-lightbox": "boilerplate",
    "amp-user-notification": "cookie",
}

ROLES: Mapping[str, Reason] = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "navigation",
    "banner": "navigation",
    "complementary": "related",
    "contentinfo": "boilerplate",
    "dialog": "boilerplate",
    "alertdialog": "boilerplate",
    "alert": "boilerplate",
    "tooltip": "boilerplate",
    "doc-footnote": "footnote",
    "doc-endnote": "footnote",
    "doc-endnotes": "footnote",
}

_WORDS_OF: Mapping[Reason, str] = {
    "advertisement": """
        ad ads adbox advert adverts advertisement advertising adsbygoogle adslot adunit adwrapper sponsor sponsors
        sponsored sponsorship affiliate dfp gpt-ad google-ad outbrain taboola revcontent promo promos promotion promoted
    """,
    "cookie": "cookie cookies cookiebar cookiebanner consent gdpr ccpa onetrust cookiebot privacy-banner",
    "share": """
        share shares shared sharing sharebar sharebuttons share-buttons sharer sharedaddy sharethis addthis addtoany a2a
        social-bar social-share social-sharing social-media-links social-links social-icons socialmedia socials follow-us shariff
        shareaholic actionbar action-bar copy-link copy-url copylink teilen compartir compartilhar partager condividi udostepnij
    """,
    "subscribe": """
        newsletter newsletters subscribe subscription subscriber signup sign-up optin opt-in mailchimp mailing-list
        mailinglist paywall email-capture email-form lead-form
    """,
    "comments": """
        comment comments commentlist disqus respond discussion-thread comment-form livefyre postcomment kommentar kommentare
        kommentarer comentario comentarios commentaire commentaires commento commenti komentarz komentarze reacties
    """,
    "related": """
        related relatedposts recommended recommendation recommendations recommends recirc recirculation read-next
        read-more-posts more-stories more-posts more-articles more-from up-next you-may also-like also-read trending
        popular most-read most-popular latest-posts latest-news recent-posts recent-articles other-posts similar-posts
        suggested relatedlinks related-links saiba-mais veja-tambem read-also teaser-list
        next-post prev-post previous-post further-reading crosslink crosslinks sidebar side-bar right-rail linklist link-list
        interesting-articles wp-embedded-content factbox fact-box
        embedded-article embed-article product-slider products-slider recipe-slider topicbox
        empfehlung empfehlungen verwandt verwandte mehr-zum-thema weitere-artikel weitere-beitraege relacionado relacionados
        relacionada relacionadas mas-leidas mais-lidas ultimas-noticias lire-aussi a-lire-aussi correlati gerelateerd powiazane
    """,
    "navigation": """
        nav navs navbar navigation menu menus submenu megamenu mega-menu breadcrumb breadcrumbs crumbs pagination pager
        paginate skip-link skiplink skip-to skip-nav topbar top-bar back-to-top backtotop offcanvas off-canvas hamburger
        toc table-of-contents tableofcontents jump-links jumplinks site-header global-header page-header-nav masthead
        site-search site-description site-tagline searchform search-form language-switcher lang-switcher tabs-nav quicklinks
    """,
    "boilerplate": """
        footer site-footer colophon copyright popup popups modal modals overlay lightbox tooltip toolbar tool-tip tool-tips login
        after-content after-post below-content below-post editsection edit-section edit-page edit-this-page
        widget-area sr-only screen-reader-text screen-reader visually-hidden visuallyhidden noprint no-print
        author-bio author-box authorbox about-author about-the-author author-info author-card bio post-tags tags
        tagcloud tag-list tag-links tag-meta post-categories rating ratings star-ratings feedback helpful
        was-this-helpful print-only toast snackbar app-banner call-to-action cta preloader review-card review-cards
        reviews-carousel customer-reviews user-reviews img-credit image-credit photo-credit media-credit credit credits
        article-tags post-tag-list schlagworte schlagwoerter etiquetas mots-cles author-description autorenbox entryfooter
        appstores disclaimer likes-text wprm-recipe-print wprm-recipe-pin tasty-recipes-print-button recipe-jump
    """,
}
WORDS: Mapping[str, Reason] = {word: reason for reason, words in _WORDS_OF.items() for word in words.split()}
"""Single words, and two or three neighboring ones joined by hyphens."""

MAIN = frozenset({"html", "body", "main", "article", "h1"})
"""Elements that are never boilerplate, whatever their names."""

SHORT: frozenset[Reason] = frozenset({"navigation", "share", "advertisement", "boilerplate"})
"""Reasons that never apply to an element with paragraphs of prose."""

LONG: frozenset[Reason] = frozenset({"comments", "boilerplate", "subscribe"})
"""Reasons that apply to what follows an announcement even if it is prose without links."""

LEADING: frozenset[Reason] = frozenset({"related", "navigation", "share", "subscribe", "comments", "advertisement"})
"""Reasons that also apply to the heading above if nothing else is below it."""

BUTTONS = ("button", "btn", "cta", "tag", "categor", "badge", "chip", "pill")
"""Names of lone links that are not text of the article."""

SCREENS = re.compile(
    r"(?:^|[\s_-])(?:hidden|hide|d-none|(?:d|show|visible)-(?:xs|sm|md|lg|xl)|mobile|desktop)(?:$|[\s_-])", re.IGNORECASE
)
"""Class names of what only some screens show."""

_AUTHORS = frozenset({"author", "authors", "byline", "contributor", "contributors", "writer"})
"""Single words in names of elements about the author: above the text a byline, below it a note."""

_ABOUT_ARTICLE = frozenset(
    {
        "article-meta", "blog-meta", "bylines", "content-meta", "date", "dateline", "datetime", "entry-meta", "header-meta",
        "hero-meta", "meta-data", "meta-info", "news-meta", "node-meta", "page-meta", "post-meta", "published", "read-time",
        "reading-time", "readtime", "story-meta", "time-ago", "time-to-read", "timestamp", "updated",
    }
)  # fmt: skip
"""Words, and neighboring ones joined by hyphens, in names of elements about the article, above its text."""

_SUBTITLES = frozenset(
    {"dek", "deck", "excerpt", "lede", "standfirst", "sub-heading", "sub-title", "subhead", "subheading", "subheadline", "subtitle"}
    | {"summary", "tagline"}
)
"""The same for a heading directly below the title that continues it."""

NAMES_OF_MAIN = frozenset(
    {
        "article-body", "article-content", "article-main", "article-text", "articlebody", "blog-body", "blog-content",
        "body-content", "content-body", "entry", "entry-body", "entry-content", "hentry-content", "main-content",
        "markdown-body", "mw-parser-output", "page-content", "post-body", "post-content", "post-text", "prose",
        "rich-text", "rich-text-block", "richtext", "single-content", "story-body", "story-content", "td-post-content",
        "w-richtext", "wysiwyg",
    }
)  # fmt: skip

_CAPTIONS = frozenset(
    {
        "caption", "figcaption", "image-description", "imagedescription", "img-description", "image-subtitle",
        "image-legend", "photo-description", "photo-caption", "picture-description", "media-description", "legend",
        "bildunterschrift", "bildtext", "legende", "pie-de-foto", "didascalia",
    }
)  # fmt: skip
"""Words, joined by hyphens, in the names of what is said below a picture."""

_UNSEEN = frozenset({"sr-only", "screen-reader", "screen-reader-text", "visually-hidden", "visuallyhidden"})
"""Words, joined by hyphens, in the names of what only screen readers say."""

_PUNCTUATION = ' \t\n.:;,!?…→›»>▼▾-–—|#“”"'


_TOGGLES = frozenset(
    {
        "accordion-title", "accordion-header", "accordion-button", "accordion-heading", "accordion-toggle", "accordion-trigger",
        "elementor-tab-title", "toggle-title", "faq-question", "faq-title", "question-title", "collapsible-title",
    }
)  # fmt: skip
"""Words, joined by hyphens, in the names of lines that unfold what is below them."""


_FOLDED = frozenset(
    {"accordion", "answer", "collapse", "collapsed", "collapsible", "faq", "panel", "tab", "tabs", "tabpanel", "toggle"}
)
"""Single words in the names of what is folded until the reader opens it."""


def is_folded(attributes: Mapping[str, str]) -> bool:
    """Return whether the name of an element says that the reader can open it: the panel of an accordion or of a tab."""
    if attributes.get("role") == "tabpanel":
        return True
    return not _FOLDED.isdisjoint(_parts(f"{attributes.get('class', '')} {attributes.get('id', '')}"))


_T = TypeVar("_T")
_MOST_REMEMBERED = 4096
_LONG_NAMES = 200  # characters


def _remembered(tell: Callable[[str], _T]) -> Callable[[str], _T]:
    """Keep the answers about names, most of which a page repeats; not about long ones, which would fill memory."""
    known = lru_cache(maxsize=_MOST_REMEMBERED)(tell)
    return wraps(tell)(lambda names: known(names) if len(names) <= _LONG_NAMES else tell(names))


@_remembered
def is_toggle(names: str) -> bool:
    """Return whether an element with these class words unfolds what is below it."""
    return bool(names) and any(word in _TOGGLES for name in names.split() for word in _phrases(_parts(name)))


def label_reason(text: str, words: Lexicon) -> Reason | None:
    """Return the kind of boilerplate that a line announces; ``None`` if it announces none."""
    label = text.lower().replace("'", "’").strip(_PUNCTUATION)
    return _labels(words).get(label) or ("related" if label.startswith(words.related_openings) else None)


@cache
def _labels(words: Lexicon) -> Mapping[str, Reason]:
    return {label: cast("Reason", reason) for reason, labels in words.announced.items() for label in labels}


_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
# "css-0ad9f1", "Footer_root__x3NaV": the hashes that tools add to names mean nothing.
_HASH = re.compile(r"(?<![A-Za-z0-9])(?=[a-z]*[0-9]+[a-z]|[A-Za-z]*[0-9]+[A-Z])[A-Za-z0-9]{4,}", re.ASCII)
# "has-sidebar", "heading-with-navbar": the rest is about another element.
_ABOUT_ANOTHER = frozenset(
    {"has", "no", "non", "with", "without", "is", "not", "hide", "show", "before", "after", "below", "above", "until"}
)


@_remembered
def is_author(names: str) -> bool:
    """Return whether an element with these class words is named after the author of the page."""
    return not _AUTHORS.isdisjoint(_parts(names))


@_remembered
def is_about_article(names: str) -> bool:
    """Return whether an element with these names is named after author, date, or reading time of the article."""
    if is_author(names) or "meta" in names.lower().split():
        return True
    return any(word in _ABOUT_ARTICLE for name in names.split() for word in _phrases(_parts(name)))


@_remembered
def is_subtitle(names: str) -> bool:
    """Return whether a heading with these class words is a subtitle, if it is directly below the title."""
    return any(word in _SUBTITLES for name in names.split() for word in _phrases(_parts(name)))


@_remembered
def named_reason(names: str) -> Reason | None:
    """Return why an element with these class and id words is boilerplate, the more exact name first; ``None`` if none says so."""
    for name in names.split():
        own = list(takewhile(lambda part: part not in _ABOUT_ANOTHER, _parts(name)))
        if word := next((word for word in _phrases(own) if word in WORDS), None):
            return WORDS[word]
    return None


@_remembered
def is_caption(names: str) -> bool:
    """Return whether an element with these class words is the caption of a picture."""
    return bool(names) and any(word in _CAPTIONS for name in names.split() for word in _phrases(_parts(name)))


@_remembered
def is_unseen(names: str) -> bool:
    """Return whether an element with these class words is not shown, only said by screen readers."""
    return any(word in _UNSEEN for name in names.split() for word in _phrases(_parts(name)))


def _parts(name: str) -> list[str]:
    return [part.lower() for part in _PART.findall(_HASH.sub(" ", name))]


def _phrases(parts: Sequence[str]) -> Iterator[str]:
    """Yield the combinations of neighboring words of a name, the longest first."""
    for length in (3, 2, 1):
        for at in range(len(parts) - length + 1):
            yield "-".join(parts[at : at + length])
    yield "".join(parts)
