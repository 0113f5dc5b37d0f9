"""Documents types, entities and sheer size."""

from __future__ import annotations

import pytest

from bookcore.errors import BookError
from bookcore.formats.limits import DEFAULT_LIMITS, Limits
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_xhtml, parse_xml


def words(text: str, limits: Limits = DEFAULT_LIMITS) -> str:
    root = parse_xml(text.encode(), limits, Report(limits), "x")
    return "".join(str(one) for one in root.itertext())


def refused(text: str, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(BookError) as caught:
        parse_xhtml(text.encode(), limits, Report(limits), "x")
    return caught.value.code


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        "<!doctype html>",
        '<!DOCTYPE html SYSTEM "about:legacy-compat">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
        '<!-- first --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"\n "xhtml1-strict.dtd">',
        '<!DOCTYPE package PUBLIC "+//ISBN 0-9673008-1-9//DTD OEB 1.2 Package//EN" "http://x/oebpkg12.dtd">',
        "<!DOCTYPE html []>",
    ],
)
def test_honest_document_types(doctype: str) -> None:
    assert words(f"{doctype}<html>a&nbsp;b&mdash;c&hellip;&lt;&amp;</html>") == "a\u00a0b—c…<&"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE a SYSTEM "x.dtd">',
        '<!DOCTYPE a PUBLIC "-//Nobody//DTD Mine//EN" "http://127.0.0.1/x">',
        '<?pi x?><!-- c --><!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
        "<!DOCTYPE",
    ],
)
def test_document_types_with_a_will_of_their_own(doctype: str) -> None:
    assert refused(f"{doctype}<a>&x;</a>") == "xml_forbidden"


def test_inclusion() -> None:
    assert (
        refused('<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="x"/></a>')
        == "xml_forbidden"
    )


def test_sizes() -> None:
    deep = "<b>" * 300 + "</b>" * 300
    assert refused(f"<a>{deep}</a>") == "xml_too_deep"
    assert refused("<a><b><c/></b></a>", Limits(xml_depth=2)) == "xml_too_deep"
    attributes = " ".join(f'a{number}="1"' for number in range(300))
    assert refused(f"<a {attributes}/>") == "xml_too_big"
    assert refused(f'<a b="{"x" * 11_000_000}"/>') == "xml_too_big"


def test_named_characters_never_become_markup() -> None:
    assert words("<a>&LT;b&GT; &AMP;amp; &nosuch;</a>") == "<b> &amp; &nosuch;".replace("&GT;", ">")


def test_references_to_impossible_characters() -> None:
    assert words("<a>x&#xD800;y&#0;z&#12;&#x110000;</a>") == "x\ufffdy\ufffdz\ufffd\ufffd"


def test_damage_is_told_with_its_line() -> None:
    with pytest.raises(Malformed, match="line 3"):
        words("<a>\n<b>\n</a>")


def test_damaged_pages_are_read_as_a_browser_would() -> None:
    report = Report(DEFAULT_LIMITS)
    root = parse_xhtml(b"<html><body><p>one<p>two<br>three</body>", DEFAULT_LIMITS, report, "x")
    assert [p.text for p in root.iter("p")] == ["one", "two"]
    assert [warning.code for warning in report.warnings()] == ["html_repaired"]
