"""How our templates are compiled: Jinja's own way, without what takes long and is not used here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from icp_playbook.messages import Language


class Compiled(CodeGenerator):
    """Compiles templates without evaluating what looks constant: filters depend on the company.

    `{{ "company:parcelmoor"|link }}` would otherwise keep the title that the company had when the
    template was compiled, and `say("Owner")` the language.

    Calls are Python's own: nothing that a template calls asks for Jinja's context, which would be
    looked into at each of a hundred thousand calls.
    """

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_escaped(frame):
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Call(  # noqa: N802 (it is the name that the generator calls)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        self.visit(node.node, frame)
        self.write("(")
        start = self.stream.tell()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.stream.seek(start)
        arguments = self.stream.read().removeprefix(", ")
        self.stream.seek(start)
        self.stream.truncate()
        self.write(f"{arguments})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)


def _is_escaped(frame: Frame) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


def compile_quickly(environment: Environment, language: Language) -> None:
    """Compile the templates of an environment as above, and give what their code calls."""

    def shown(value: Any) -> str:
        """Return what stands in a page for a value: as it is, escaped, or said in the language."""
        if value.__class__ is Markup:
            return value
        return escape(value if value.__class__ is str else language.text(value))

    environment.code_generator_class = Compiled
    environment.extend(shown=shown, Macro=_macro)


def _macro(
    environment: Environment,
    draw: Callable[..., str],
    name: str,
    arguments: tuple[str, ...],
    catch_kwargs: bool,
    catch_varargs: bool,
    caller: bool,
    autoescape: bool,
) -> Callable[..., Any]:
    """Return a macro that is called with what it names; Jinja's own, where it takes more."""
    own = Macro(
        environment, draw, name, [*arguments], catch_kwargs, catch_varargs, caller, autoescape
    )
    if catch_kwargs or catch_varargs or caller or not autoescape:
        return own
    nothing = (missing,) * len(arguments)

    def quick(*args: Any, **given: Any) -> Any:
        rest = nothing[len(args) :]
        if given:
            rest = tuple([given.get(one, missing) for one in arguments[len(args) :]])
            if len(rest) - rest.count(missing) != len(given):
                return own(*args, **given)  # it says what is wrong
        if len(args) > len(arguments):
            return own(*args, **given)
        return str.__new__(Markup, draw(*args, *rest))

    return quick
