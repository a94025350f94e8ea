"""A page as a parser that is not ours sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input"}


@dataclass
class Node:
    """An element as a parser that is not ours sees it."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *, tag: str | None = None, **attributes: str) -> list[Node]:
        """Elements below this one, in document order; ``class_`` is one of the classes."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if child._fits(tag, attributes):
                    found.append(child)
                found += child.all(tag=tag, **attributes)
        return found

    def one(self, *, tag: str | None = None, **attributes: str) -> Node:
        (found,) = self.all(tag=tag, **attributes)
        return found

    def _fits(self, tag: str | None, attributes: dict[str, str]) -> bool:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        classes = (self.attributes.get("class") or "").split()
        if "class" in wanted and wanted.pop("class") not in classes:
            return False
        return tag in (None, self.tag) and all(self.attributes.get(key) == value for key, value in wanted.items())


class Tree(HTMLParser):
    """Builds the tree and refuses what is not well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"<{tag}> has an attribute twice"
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Node:
    tree = Tree()
    tree.feed(page)
    tree.close()
    assert tree.open == [tree.root]
    return tree.root
