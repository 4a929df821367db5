"""Compiled templates, kept for the next build as Python keeps compiled modules: making them is a fifth of a small site's."""

from __future__ import annotations

import pickle
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

_DECIDING = ("compiled.py", "environment.py")


def kept_templates() -> FileSystemBytecodeCache | None:
    """Return the folder of the user's own, among the temporary ones, that keeps compiled templates; or None.

    A template is compiled again when its text has changed. What else its code depends on stands in the file's name:
    Jinja's version, and our modules that decide how templates are compiled.
    """
    try:
        ours = b"".join(Path(__file__).with_name(name).read_bytes() for name in _DECIDING)
        return _Kept(pattern=f"icp-{jinja2.__version__}-{sha256(ours).hexdigest()[:16]}-%s.cache")
    except (OSError, RuntimeError):  # no temporary folder, or somebody else's under the name of ours
        return None


class NothingDecided(CodeGenerator):
    """Compiles templates without working out what looks constant: what a filter gives depends on the company.

    `{{ "company:parcelmoor"|link }}` would otherwise keep the title that the company had when it was compiled.
    """

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Kept(FileSystemBytecodeCache):
    """Goes without a file that is broken, and without keeping where nothing can be written."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
