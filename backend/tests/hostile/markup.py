"""Hostile markup in chapters: items 33 and 37 of the catalogue (and the worst of 34)."""

from __future__ import annotations

from tests.books.builders import nav_item, xhtml

from .case import KEPT, Case, Lure, fixed, lured
from .zips import plain

SCRIPTS = {
    "script": "<script>window.canary=1</script>",
    "script-cdata": "<script><![CDATA[window.canary=1]]></script>",
    "script-svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>canary()</script></svg>',
    "script-prefixed": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">canary()</h:script>',
    "on-load": '<p onclick="canary()" onmouseover="canary()" ONLOAD="canary()">hover</p>',
    "on-error": '<img src="nothing.png" onerror="canary()" alt="x"/>',
    "javascript": '<a href="javascript:canary()">go</a>',
    "javascript-case": '<a href="JaVaScRiPt:canary()">go</a>',
    "javascript-space": '<a href=" &#1;java&#10;script:canary()">go</a>',
    "javascript-xlink": (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
        '<a x:href="javascript:canary()"><text>go</text></a></svg>'
    ),
    "vbscript": '<a href="vbscript:canary()">go</a>',
    "data-html": '<a href="data:text/html,&lt;script&gt;canary()&lt;/script&gt;">go</a>',
    "iframe": '<iframe src="one.xhtml"></iframe><iframe srcdoc="&lt;script&gt;x&lt;/script&gt;"/>',
    "object": '<object data="data:text/html,x" type="text/html"><embed src="x.swf"/></object>',
    "form": '<form action="/api/session" method="post"><input name="a"/><button>x</button></form>',
    "form-elsewhere": '<button formaction="javascript:canary()">x</button>',
    "template": "<template><script>canary()</script></template>",
    "portal": '<portal src="https://example.org/"></portal>',
    "style": "<style>body{background:url(javascript:canary())}</style>",
    "style-attribute": '<p style="position:fixed;inset:0;background:url(//example.org)">x</p>',
    "base": '<base href="javascript:canary()//"/>',
    "math": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><maction actiontype="statusline"'
        ' href="javascript:canary()"><mtext>x</mtext></maction></math>'
    ),
    "foreign": (
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body'
        ' xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="canary()"/></body>'
        "</foreignObject></svg>"
    ),
    "animate": (
        '<svg xmlns="http://www.w3.org/2000/svg"><a><animate attributeName="href"'
        ' values="javascript:canary()"/><text>x</text></a></svg>'
    ),
    "noscript": '<noscript><p title="&lt;/noscript&gt;&lt;img src=x onerror=canary()&gt;"/></noscript>',
    "quoted": "<p>&lt;script&gt;canary()&lt;/script&gt; &lt;img src=x onerror=canary()&gt;</p>",
    "attribute-end": '<p title="&quot;&gt;&lt;script&gt;canary()&lt;/script&gt;" lang="&quot;&gt;&lt;i&gt;">x</p>',
    "identity": '<p id="x&quot; onclick=&quot;canary()">x</p><a href="#x&quot; onclick=&quot;canary()">x</a>',
    "comment": "<!-- --&gt;<script>canary()</script> --><p><!--[if IE]><script>x</script><![endif]--></p>",
    "clobbering": '<p id="location" name="cookie" data-o="999999" class="modal">x</p>',
    "popover": '<p popover="auto" contenteditable="true" tabindex="0" autofocus="">x</p>',
}  # fmt: skip

HEADS = {
    "refresh": '<meta http-equiv="refresh" content="0;url=javascript:canary()"/>',
    "base-in-head": '<base href="https://example.org/"/>',
    "import": '<link rel="import" href="evil.html"/><link rel="stylesheet" href="evil.css"/>',
    "script-in-head": "<script>canary()</script>",
    "title-markup": "<title>&lt;script&gt;canary()&lt;/script&gt;</title>",
}


def chapter(inside: str, head: str = "") -> bytes:
    """A book whose one chapter holds the given markup before the text that must stay."""
    book = plain()
    book.spine = [("one.xhtml", xhtml(f"<h1>One</h1>{inside}<p>{KEPT}</p>", head=head))]
    book.nav = f"<ol>{nav_item('One', 'one.xhtml')}</ol>"
    return book.build()


def remote(lure: Lure) -> dict[str, str]:
    """Markup that would fetch something when rendered, or when parsed carelessly."""
    there = lure.address
    return {
        "image": f'<img src="{there}.png" alt="x"/>',
        "image-srcset": f'<img srcset="{there}.png 1x, {there}2.png 2x" alt="x"/>',
        "image-protocol": f'<img src="{there.removeprefix("http:")}.png" alt="x"/>',
        "picture": f'<picture><source srcset="{there}.png"/><img src="{there}.png" alt=""/></picture>',
        "svg-image": (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
            f'<image x:href="{there}.png"/><use x:href="{there}.svg#a"/></svg>'
        ),
        "audio": f'<audio src="{there}.mp3" autoplay=""/><video poster="{there}.png"/>',
        "background": f'<table background="{there}.png"><tr><td>x</td></tr></table>',
        "style-url": f'<p style="background-image:url({there}.png)">x</p>',
        "ping": f'<a href="https://example.org/" ping="{there}">x</a>',
        "input-image": f'<input type="image" src="{there}.png"/>',
        "file-image": f'<img src="{lure.secret.as_uri()}" alt="x"/>',
        "parent-image": '<img src="../../../../../../etc/passwd" alt="x"/>',
    }


def remote_chapter(lure: Lure, name: str) -> bytes:
    """A book whose chapter holds one of those."""
    return chapter(remote(lure)[name])


REMOTES = (
    "image", "image-srcset", "image-protocol", "picture", "svg-image", "audio", "background",
    "style-url", "ping", "input-image", "file-image", "parent-image",
)  # fmt: skip


def remote_font(lure: Lure) -> bytes:
    """A stylesheet and a manifest item that stand on another machine."""
    book = plain()
    book.manifest = (
        f'<item id="f" href="{lure.address}.ttf" media-type="font/ttf"/>'
        f'<item id="s" href="{lure.address}.css" media-type="text/css"/>'
        f'<item id="m" href="{lure.address}.mp3" media-type="audio/mpeg"/>'
    )
    book.extra = {
        "style.css": f"@import url({lure.address}.css); @font-face{{src:url({lure.address})}}".encode()
    }
    return book.build()


def cases() -> list[Case]:
    """The table's part for markup."""
    return [
        *(Case(33, name, fixed(chapter, inside)) for name, inside in SCRIPTS.items()),
        *(Case(33, f"head-{name}", fixed(chapter, "", head)) for name, head in HEADS.items()),
        *(Case(37, name, lured(remote_chapter, name)) for name in REMOTES),
        Case(37, "font-and-style", remote_font),
    ]
