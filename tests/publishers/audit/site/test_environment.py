"""The templates escape what they print."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from sidak.publishers.audit.model.translations import make_translator
from sidak.publishers.audit.site.environment import make_environment

ENVIRONMENT = make_environment(make_translator("en"))


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("<td>{{ value }}</td>", "<b>", "<td>&lt;b&gt;</td>"),
        ('<td title="{{ value }}">', "\"'&", '<td title="&#34;&#39;&amp;">'),
        ("{{ value }}", None, ""),
        ("{{ value }}", 3, "3"),
        ("{{ value }}", Markup("<i>x</i>"), "<i>x</i>"),
        ("{{ value }}", "a\x00b\ud800\tc", "a\ufffdb\ufffd\tc"),
        ("{{ value }}", Markup("a\x07"), "a\ufffd"),
        ("{{ value | break_lines }}", "<a>\nb\x00", "&lt;a&gt;<br>b\ufffd"),
        ("{{ value | one_line }}", " a\n  b ", "a b"),
        ("{{ t(value) }}", "kind.<x>", "&lt;x&gt;"),
    ],
)
def test_every_value_is_escaped(template: str, value: object, shown: str) -> None:
    assert ENVIRONMENT.from_string(template).render(value=value) == shown


def test_a_name_that_no_template_gets_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ unknown }}").render()
