"""The pages of the documentation and what is in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown.extensions.toc import slugify, unique

ROOT = Path(__file__).parent.parent.parent
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*?)(?: *\{ *#([\w-]+) *\})? *$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: where it is and its text."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The path from the root of the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """The text without blocks of code."""
        return FENCE.sub("", self.text)

    def links(self) -> list[str]:
        """Return where the page leads, within the project."""
        targets = LINK.findall(INLINE.sub("`code`", self.prose))
        return [target for target in targets if "://" not in target]

    def anchors(self) -> set[str]:
        """Return the anchors of the page's headings."""
        taken: set[str] = set()
        for title, own in HEADING.findall(self.prose):
            taken.add(own or unique(slugify(title.replace("`", ""), "-"), taken))
        return taken

    def commands(self) -> Iterator[str]:
        """Yield every command of Trede on the page, in blocks and in sentences."""
        yield from self.block_commands()
        yield from (code for code in INLINE.findall(self.prose) if code.startswith("trede "))

    def block_commands(self) -> Iterator[str]:
        """Yield every command of Trede that stands on a line of its own, in a block."""
        for kind, text in FENCE.findall(self.text):
            if kind in {"console", "text"}:
                for line in text.splitlines():
                    found = re.match(r"(?:\$ |(?:[A-Z_]+=\S+ )+)?(trede .*?)(?:\s+#.*)?$", line)
                    if found and "[OPTIONS]" not in line:
                        yield found[1]


@cache
def pages() -> tuple[Page, ...]:
    """Return all pages: those at the root of the project and those of the documentation."""
    paths = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    return tuple(Page(path, path.read_text(encoding="utf-8")) for path in paths)


def page(name: str) -> Page:
    """Return the page at a path from the root of the project."""
    return next(page for page in pages() if page.name == name)
