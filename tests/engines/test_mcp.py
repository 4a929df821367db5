"""`icp mcp` asked by the SDK's own client: over both transports, by a new and an old protocol."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import jsonschema  # type: ignore[import-untyped]
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import ResourceTemplateReference

from asked_by import COMMAND, NEW, OLD, Asking, asking, listening, over_stdio
from asked_of import playbook
from commands import commit_all
from drawn import draw
from icp_playbook import __version__
from icp_playbook.asking.tools import TOOLS
from icp_playbook.engines.mcp_server import make_server
from sites import CONFIG, ROOT, environment

COMPANY = f"""\
--- + minimal
--- + tiers
--- content/research/questions.yml
owner: sales
questions: [{{id: why, question: Why did you choose us?}}]
--- content/pages/start.md
# Where to begin
--- mkdocs.yml
{CONFIG}"""
ACCOUNT = {"employees": 140}
REF = "segment:mid-market"
QUESTIONS: dict[str, dict[str, Any]] = {
    "search": {"question": "Who decides?"},
    "get": {"ref": REF},
    "assess": {"attributes": ACCOUNT},
    "score": {"accounts": [{"name": "Heron", "attributes": ACCOUNT}]},
    "what_changed": {"since": "HEAD"},
    "check": {"kind": "segment", "id": "trial", "yaml": "name: Trial\n"},
    "refs": {"ref": "persona:founder"},
}
META = {
    "io.modelcontextprotocol/protocolVersion": NEW,
    "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small company in a repository of its own."""
    folder = draw(tmp_path_factory.mktemp("mcp") / "company", COMPANY)
    commit_all(folder)
    return folder


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """The one process that listens for HTTP."""
    with listening(root, "--allow-host", "playbook.test") as found:
        yield found


@pytest.fixture(scope="module", params=["stdio new", "stdio old", "http new", "http old"])
def asked(request: pytest.FixtureRequest, root: Path) -> Iterator[Asking]:
    """A connection of each sort."""
    transport, _, age = request.param.partition(" ")
    mode = NEW if age == "new" else OLD
    if transport == "stdio":
        with over_stdio(root, mode) as found:
            yield found
    else:
        with asking(request.getfixturevalue("address"), mode) as found:
            yield found


def test_an_assistant_learns_what_there_is(asked: Asking) -> None:
    """Name, version, instructions; each tool with title, hints that it changes nothing, schemas."""
    client = asked.client
    assert client.protocol_version in (NEW, "2025-11-25")
    listed = asked.wait(client.list_tools).tools
    if client.protocol_version != NEW:
        server = client.server_info
        assert server is not None
        assert (server.name, server.version) == ("icp-playbook", __version__)
        assert "data" in (client.instructions or "")
    assert [one.name for one in listed] == list(TOOLS)
    for one in listed:
        assert one.title
        assert one.description
        hints = one.annotations
        assert hints is not None
        assert hints.read_only_hint
        assert not hints.destructive_hint
        assert not hints.open_world_hint
        assert one.input_schema["additionalProperties"] is False
        assert all(field.get("description") for field in one.input_schema["properties"].values())
        jsonschema.Draft202012Validator.check_schema(one.input_schema)
        assert one.output_schema is not None
        jsonschema.Draft202012Validator.check_schema(one.output_schema)


def test_every_tool_answers_as_its_schemas_say(asked: Asking) -> None:
    """With a structured result, and a text for clients that read no other."""
    tools = {one.name: one for one in asked.wait(asked.client.list_tools).tools}
    for name, arguments in QUESTIONS.items():
        jsonschema.validate(arguments, tools[name].input_schema)
        found = asked.tool(name, **arguments)
        jsonschema.validate(found, tools[name].output_schema or {})
        assert found["notes"] == []
        assert asked.text(name, arguments)


def test_definitions_are_resources_with_a_template_that_completes(asked: Asking) -> None:
    """`icp://segment/…` reads as `get` does; what is not there is an error of the protocol."""
    client = asked.client
    listed = asked.wait(client.list_resources).resources
    uri = "icp://segment/mid-market"
    assert uri in [str(one.uri) for one in listed]
    read = asked.wait(client.read_resource, uri).contents[0]
    assert "# Mid-market" in getattr(read, "text", "")
    template = asked.wait(client.list_resource_templates).resource_templates[0]
    assert template.uri_template == "icp://{kind}/{id}"
    kinds = asked.wait(lambda: _completed(client, "kind", "seg"))
    assert kinds == ["segment"]
    ids = asked.wait(lambda: _completed(client, "id", "mid", kind="segment"))
    assert ids == ["mid-market"]
    for wrong in ("icp://segment/nobody", "icp://segment/../company", "file:///etc/passwd"):
        with pytest.raises(MCPError, match="there is nothing at"):
            asked.wait(client.read_resource, wrong)


async def _completed(client: Client, name: str, typed: str, **chosen: str) -> list[str]:
    ref = ResourceTemplateReference(type="ref/resource", uri="icp://{kind}/{id}")
    found = await client.complete(
        ref, {"name": name, "value": typed}, context_arguments=chosen or None
    )
    return found.completion.values


def test_prompts_are_there_to_be_picked(asked: Asking) -> None:
    """The three, with their arguments; one that is wrong is refused in words."""
    client = asked.client
    titles = [one.title for one in asked.wait(client.list_prompts).prompts]
    assert titles == [
        "Assess this account", "Prepare a review", "Draft an insight from these notes"
    ]  # fmt: skip
    for name, given in (
        ("assess-account", {"account": "A brand of 140 people."}),
        ("prepare-review", {"account": "Heron, a customer for a year."}),
        ("draft-insight", {"notes": "They said that labels take too long."}),
    ):
        message = asked.wait(client.get_prompt, name, given).messages[0]
        assert next(iter(given.values())) in getattr(message.content, "text", "")
    with pytest.raises(MCPError, match='there is no "acount"; did you mean "account"'):
        asked.wait(client.get_prompt, "assess-account", {"acount": "x"})


def test_five_hundred_calls_at_once_are_all_answered(asked: Asking) -> None:
    """Each gets the answer to its own question."""

    async def all_at_once() -> list[bool]:
        found = [False] * 500
        refs = (REF, "persona:founder", "stage:adoption", "segment:gone")

        async def one(at: int) -> None:
            ref = refs[at % len(refs)]
            result = await asked.client.call_tool("get", {"ref": ref})
            text = getattr(result.content[0], "text", "")
            found[at] = "gone" in text if result.is_error else ref in str(result.structured_content)

        async with anyio.create_task_group() as group:
            for at in range(500):
                group.start_soon(one, at)
        return found

    assert all(asked.wait(all_at_once))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "playbook.test"}, 200),
        ({"Host": "playbook.test:99", "Origin": "https://playbook.test:99"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:80"}, 421),
        ({"Host": ""}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:3000"}, 200),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_a_request_names_one_of_our_hosts(
    address: str, headers: dict[str, str], status: int
) -> None:
    """A page elsewhere cannot have a browser ask, by whatever name it calls this machine."""
    assert posted(address, headers, question("get", QUESTIONS["get"])) == status


def test_a_request_that_is_too_long_is_not_read(address: str) -> None:
    """Four megabytes hold a thousand rows in any script."""
    long = question("search", {"question": "x" * 4_000_000})
    assert posted(address, {}, long) == 413


def posted(address: str, headers: dict[str, str], body: bytes) -> int:
    """Return the status of a request with these headers beside the usual ones."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=60)
    usual = {
        "Host": place.netloc,
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": NEW,
        "Mcp-Method": "tools/call",
        "Mcp-Name": json.loads(body)["params"]["name"],
    }
    connection.putrequest("POST", place.path, skip_host=True)
    for name, value in {**usual, **headers, "Content-Length": str(len(body))}.items():
        connection.putheader(name, value)
    try:
        connection.endheaders(body)
        return connection.getresponse().status
    except BrokenPipeError:
        return connection.getresponse().status
    finally:
        connection.close()


def question(name: str, arguments: dict[str, Any], id: int = 1) -> bytes:
    """Return a call of a tool as it is on the wire."""
    params = {"name": name, "arguments": arguments, "_meta": META}
    return json.dumps(
        {"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params}
    ).encode()


def test_questions_are_answered_although_the_input_has_ended(root: Path) -> None:
    """A script may write all its questions and close: each has its answer, and no line is else."""
    asked = [question(name, one, id) for id, (name, one) in enumerate(QUESTIONS.items())]
    done = subprocess.run(
        [COMMAND, "mcp"], cwd=root, env=environment(), input=b"\n".join([*asked, b"{", b""]),
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["id"] for one in answers if "result" in one} == set(range(len(asked)))
    assert done.stderr.decode().count("Traceback") == 0


def test_nothing_else_is_on_standard_output(root: Path) -> None:
    """What something prints meanwhile goes to standard error, also what Python keeps back."""
    program = (
        "import sys; from icp_playbook.asking import definitions as d\n"
        "old = d.target_of\n"
        "def loud(*a):\n    print('a word'); return old(*a)\n"
        "d.target_of = loud\n"
        "sys.argv = ['icp', 'mcp']; from icp_playbook.cli import main; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment(),
        input=question("get", QUESTIONS["get"]) + b"\n", capture_output=True, check=True,
        timeout=120,
    )  # fmt: skip
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1]
    assert b"a word" in done.stderr


def test_a_broken_definition_stops_nothing(tmp_path: Path) -> None:
    """The last good state answers and says so; a mended file is read at once."""
    file = draw(tmp_path, COMPANY) / "content/segments/mid-market.yml"
    good = file.read_text("utf-8")
    with asking(make_server(playbook(tmp_path))) as asked:
        ref = {"ref": REF}
        assert asked.tool("get", **ref)["notes"] == []
        file.write_text(good.replace("focus: beachhead", "focus: beachead"), "utf-8")
        broken = asked.tool("get", **ref)
        assert broken["fields"]["focus"] == "beachhead"
        assert "this is from before" in broken["notes"][0]
        assert "beachead" in broken["notes"][0]
        file.write_text(good.replace("name: Mid-market", "name: Middle brands"), "utf-8")
        mended = asked.tool("get", **ref)
        assert (mended["claim"]["title"], mended["notes"]) == ("Middle brands", [])


def test_a_playbook_that_is_broken_from_the_start_says_why(tmp_path: Path) -> None:
    """The server runs, and answers as soon as it can."""
    file = draw(tmp_path, COMPANY) / "content/company.yml"
    good = file.read_text("utf-8")
    file.write_text("name: [", "utf-8")
    with asking(make_server(playbook(tmp_path))) as asked:
        assert "content/company.yml:1" in asked.refusal("search", QUESTIONS["search"])
        assert len(asked.wait(asked.client.list_tools).tools) == len(TOOLS)
        file.write_text(good, "utf-8")
        assert asked.tool("search", **QUESTIONS["search"])["hits"]


def test_nothing_of_the_playbook_is_written(root: Path, address: str) -> None:
    """Whatever is asked: git sees no change, and there is no new file."""
    with asking(address) as asked:
        for name, arguments in QUESTIONS.items():
            asked.tool(name, **arguments)
    status = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain", "--ignored"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert status.stdout == ""


def test_each_block_of_the_guide_starts_what_it_says(root: Path) -> None:
    """What a reader copies, in each assistant's own format: with real paths it answers."""
    guide = (ROOT / "docs/assistants.md").read_text("utf-8")
    blocks = re.findall(r"^```(json|toml)\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    tops = {}
    for form, text in blocks:
        settings = json.loads(text) if form == "json" else tomllib.loads(text)
        ((top, servers),) = settings.items()
        tops[top] = servers["playbook"]
    assert list(tops) == ["mcpServers", "mcp_servers", "servers"]
    for started in tops.values():
        words = [
            re.sub(r"/path/to/playbook|\$\{workspaceFolder\}", str(root), word)
            for word in (started["command"], *started["args"])
        ]
        assert words == [f"{root}/.venv/bin/icp", "mcp", "-C", str(root)]
    done = subprocess.run(
        [COMMAND, "mcp", "-C", root], cwd="/", env=environment(), capture_output=True, check=True,
        input=question("get", QUESTIONS["get"]) + b"\n", timeout=120,
    )  # fmt: skip
    assert json.loads(done.stdout)["result"]["isError"] is False


def test_the_guide_lists_every_tool() -> None:
    """By its name."""
    guide = (ROOT / "docs/assistants.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE) == list(TOOLS)


@pytest.mark.parametrize("path", ["/", "/content"])
def test_what_is_no_playbook_any_more_is_told(tmp_path: Path, path: str) -> None:
    """Without its company nothing can be found in it; what was there answers, and says so."""
    root = draw(tmp_path / "company", "--- + minimal\n")
    with asking(make_server(playbook(root))) as asked:
        assert asked.tool("search", **QUESTIONS["search"])["notes"] == []
        (root / path.strip("/")).rename(tmp_path / "elsewhere")
        for name, arguments in QUESTIONS.items():
            if name not in ("what_changed", "refs"):
                assert (
                    "the playbook has no company yet" in asked.tool(name, **arguments)["notes"][0]
                )
    with asking(make_server(playbook(root))) as asked:
        assert "the playbook has no company yet" in asked.refusal("search", QUESTIONS["search"])


@pytest.mark.parametrize(
    "begun", [b"POST /mcp HTTP/1.1\r\nContent-Length: 9\r\n", b"GET /mcp HTTP/1.1\r\n"]
)
def test_a_request_that_does_not_end_keeps_nothing_running(root: Path, begun: bytes) -> None:
    """Half a question, or a stream on which nothing will ever come."""
    words = [COMMAND, "mcp", "--http", "--port", "0"]
    with subprocess.Popen(words, cwd=root, env=environment(), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        address = str(process.stderr.readline()).partition("at ")[2].partition(";")[0]
        place = urlsplit(address)
        head = (
            f"Host: {place.netloc}\r\nContent-Type: application/json\r\nAccept: text/event-stream"
        )
        with socket.create_connection((place.hostname, place.port)) as connection:
            connection.sendall(begun + f"{head}\r\n\r\n{{".encode())
            # By then it has read the one before.
            assert posted(address, {}, question("get", QUESTIONS["get"])) == HTTPStatus.OK
            process.send_signal(signal.SIGINT)
            try:
                assert process.communicate(timeout=30)[1] == b""
            finally:
                process.kill()
    assert process.returncode == 0


@pytest.mark.parametrize(("words", "code"), [([], 130), (["--http", "--port", "0"], 0)])
def test_ctrl_c_ends_it_without_a_word(root: Path, words: list[str], code: int) -> None:
    """Whether an assistant or a person has started it."""
    process = subprocess.Popen(
        [COMMAND, "mcp", *words], cwd=root, env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    if words:
        assert b"Ctrl+C ends" in process.stderr.readline()
    else:
        process.stdin.write(question("get", QUESTIONS["get"]) + b"\n")
        process.stdin.flush()
        assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err
