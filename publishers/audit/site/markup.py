"""HTML in small pieces, where text from a report can never become markup.

Every text is escaped unless it is already :class:`Html`, and only the functions here
make that. Attribute values are always escaped.
"""

import html
import re
from collections.abc import Iterable

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Return text as markup that shows exactly it."""
    return Html(html.escape(_UNPRINTABLE.sub("\ufffd", text), quote=True))


def element(name: str, /, *children: object, **attributes: object) -> Html:
    """Return one element.

    Args:
        name: Tag name, from the code and never from a report.
        *children: Texts (escaped), markup, numbers, ``None`` or lists of them.
        **attributes: ``class_`` is written ``class``, ``data_x`` is ``data-x``; ``True``
            writes the bare name, ``None`` and ``False`` leave the attribute out.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = key.rstrip("_").replace("_", "-")
        parts.append(f" {shown}" if value is True else f' {shown}="{escape(str(value))}"')
    parts.append(">")
    if name not in _VOID:
        parts.append(join(children))
        parts.append(f"</{name}>")
    return Html("".join(parts))


def join(children: Iterable[object]) -> Html:
    """Return markup one after the other; texts among it are escaped."""
    return Html("".join(_render(child) for child in children))


def break_lines(text: str) -> Html:
    """Return text with its line feeds shown."""
    return Html("<br>".join(escape(line) for line in text.split("\n")))


def page(*, lang: str, title: str, body: Iterable[object], class_: str = "") -> Html:
    """Return a whole page that loads its own style and script and nothing else.

    Args:
        lang: Language of the page.
        title: Title for the window.
        body: Content.
        class_: Sort of page, for the style.
    """
    # Nothing from a report can run or load, even if the escaping had a hole. ``file:``
    # is there because a folder opened from a disk has no host that 'self' could name.
    policy = (
        "default-src 'none'; img-src 'self' file:; style-src 'self' file: 'unsafe-inline'; "
        "script-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="stylesheet", href="style.css"),
        element("script", src="script.js", defer=True),
    )
    document = element(
        "html", head, "\n", element("body", *body, class_=class_ or None), lang=lang
    )
    return Html(f"<!DOCTYPE html>\n{document}\n")


def _render(child: object) -> str:
    if child is None or child == "":
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str | int):
        return escape(str(child))
    if isinstance(child, Iterable):
        return join(child)
    raise TypeError(f"cannot be shown: {type(child).__name__}")
