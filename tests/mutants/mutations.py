"""The mutants of a module: its source with one small mistake, made by mutmut's operators wherever they fit.

mutmut itself leaves out decorated functions and what stands outside functions. Here most tables stand at the root of a
module and most functions that decide are cached, so only its operators are taken.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

# What is not executed, or decides nothing: types, imports.
SKIPPED = (cst.Annotation, cst.Import, cst.ImportFrom, cst.Decorator)


@dataclass(frozen=True)
class Mutant:
    """One mistake: the line it is on, by number and in full, the code before and after, the whole source with it."""

    line: int
    text: str
    before: str
    after: str
    source: str

    @property
    def id(self) -> str:
        """Changes with any change of the module: what was said of the mutants before is then forgotten."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:16]


def _is_type(node: cst.CSTNode) -> bool:
    """Whether it only names a type: `Kind = Literal["a", "b"]`."""
    value = node.value if isinstance(node, cst.Assign) else node
    return isinstance(value, cst.Subscript) and isinstance(value.value, cst.Name) and value.value.value == "Literal"


class _Operators(cst.CSTVisitor):
    """Collects what each operator makes of each node of a statement."""

    def __init__(self) -> None:
        super().__init__()
        self.replacements: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, SKIPPED) or _is_type(node):
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.replacements += [(node, mutated) for mutated in operator(node)]
        return True


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, each once, from the top."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    module, positions = wrapper.module, wrapper.resolve(PositionProvider)
    statements = [module.code_for_node(statement) for statement in module.body]
    body = "".join(statements)
    # Comments before the first statement and after the last are no part of either.
    begins = source.index(body)
    lines, found = source.splitlines(), dict[str, Mutant]()
    for index, statement in enumerate(module.body):
        visitor = _Operators()
        statement.visit(visitor)
        above = source[:begins] + "".join(statements[:index])
        below = "".join(statements[index + 1 :]) + source[begins + len(body) :]
        for node, mutated in visitor.replacements:
            changed = (
                above
                + module.code_for_node(cst.ensure_type(statement.deep_replace(node, mutated), cst.CSTNode))
                + below
            )
            line = positions[node].start.line if node in positions else positions[statement].start.line
            mutant = Mutant(
                line, lines[line - 1].strip(), module.code_for_node(node), module.code_for_node(mutated), changed
            )
            found.setdefault(changed, mutant)
    found.pop(source, None)
    return list(found.values())
