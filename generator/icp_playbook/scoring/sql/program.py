"""Columns in layers: each is made once, of those in layers below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from icp_playbook.scoring.sql.spelling import Dialect
from icp_playbook.scoring.sql.tree import Constant, Node, Ref


@dataclass(slots=True)
class Program:
    """Columns over the inputs; what is defined twice is one column."""

    _columns: dict[Node, Ref] = field(default_factory=dict)
    _nodes: dict[str, Node] = field(default_factory=dict)

    def define(self, node: Node) -> Node:
        """Return the column that holds an expression; a constant or a column needs none."""
        if isinstance(node, Ref | Constant):
            return node
        if node not in self._columns:
            depth = 1 + max((ref.depth for ref in refs_in(node)), default=0)
            name = f"c{len(self._columns)}"
            self._columns[node] = Ref(node.type, node.span, name, depth)
            self._nodes[name] = node
        return self._columns[node]

    def definition(self, ref: Ref) -> Node | None:
        """Return the expression that a column holds; None for an input."""
        return self._nodes.get(ref.name)

    def layers(self, outputs: Sequence[Node]) -> list[dict[str, Ref]]:
        """Return what each layer has: own columns, and those of below that are still needed.

        The first layer is the inputs.
        """
        needed: dict[str, Ref] = {}
        last: dict[str, int] = {}
        highest = 1 + max((ref.depth for one in outputs for ref in refs_in(one)), default=0)

        def need(ref: Ref, at: int) -> None:
            is_new = ref.name not in needed
            needed[ref.name] = ref
            last[ref.name] = max(last.get(ref.name, 0), at)
            if is_new and ref.name in self._nodes:
                for below in refs_in(self._nodes[ref.name]):
                    need(below, ref.depth)

        for one in outputs:
            for ref in refs_in(one):
                need(ref, highest)
        return [
            {name: ref for name, ref in needed.items() if ref.depth <= at < last[name]}
            for at in range(highest)
        ]

    def statement(
        self,
        outputs: Mapping[str, Node],
        dialect: Dialect,
        source: str,
        kept: Sequence[str] = (),
        parsed: Mapping[str, str] | None = None,
    ) -> str:
        """Return one SELECT that reads `source`; `kept` are columns that go through as they are.

        `parsed` holds the expression of each input, where it is not a column of its own name.
        """
        below, last = self._layers(outputs, dialect, source, kept, parsed)
        return f"WITH {below}\n{told(outputs, dialect, last, kept)}"

    def judged(
        self, outputs: Mapping[str, Node], dialect: Dialect, source: str, kept: Sequence[str] = ()
    ) -> str:
        """Return a SELECT of all that `told` needs to tell these outputs."""
        below, last = self._layers(outputs, dialect, source, kept, None)
        return f"WITH {below}\nSELECT * FROM {last}"

    def _layers(
        self,
        outputs: Mapping[str, Node],
        dialect: Dialect,
        source: str,
        kept: Sequence[str],
        parsed: Mapping[str, str] | None,
    ) -> tuple[str, str]:
        """Return the layers, and the name of the last one."""
        through = [dialect.name_of(name) for name in kept]
        from_, parts = source, []
        for at, layer in enumerate(self.layers(list(outputs.values()))):
            columns = [*through]
            for name, ref in layer.items():
                own = dialect.name_of(name)
                if ref.depth < at:
                    columns.append(own)
                elif ref.depth == 0:
                    written = (parsed or {}).get(name, own)
                    columns.append(own if written == own else f"{written} AS {own}")
                else:
                    columns.append(f"{dialect.defined(self._nodes[name])} AS {own}")
            body = ",\n    ".join(columns or ["1 AS nothing"])
            parts.append(f"layer{at} AS{dialect.keeps} (\n  SELECT\n    {body}\n  FROM {from_}\n)")
            from_ = f"layer{at}"
        return ",\n".join(parts), from_


def told(
    outputs: Mapping[str, Node], dialect: Dialect, source: str, kept: Sequence[str] = ()
) -> str:
    """Return the SELECT of outputs over what has been judged."""
    columns = [dialect.name_of(name) for name in kept]
    columns += [f"{dialect.defined(node)} AS {dialect.name_of(n)}" for n, node in outputs.items()]
    joined = ",\n  ".join(columns)
    return f"SELECT\n  {joined}\nFROM {source}"


def refs_in(node: Node) -> Iterator[Ref]:
    """Yield the columns that an expression reads."""
    if isinstance(node, Ref):
        yield node
        return
    for one in fields(node):
        yield from _refs_of(getattr(node, one.name))


def _refs_of(value: object) -> Iterator[Ref]:
    if isinstance(value, Node):
        yield from refs_in(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _refs_of(part)
