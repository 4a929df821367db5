#!/usr/bin/env bash
# What: a server made with the MCP SDK answers "Connection closed" to what it was working on when its
#   standard input ends.
# Versions: mcp 2.3.0; run 2026-11-29
# Expected: a script writes its questions, closes its end, and reads the answers, as from any program
#   in a pipe; the protocol's shutdown of stdio lets the server finish by itself.
# Seen: a call of a tool that takes half a second is given up when the end of the input follows its
#   line: the server itself writes an error of code -32000, over the output that is still open, and
#   ends with exit code 0. With the input kept open for two seconds the call is answered.
# Product: `icp mcp` ends its input only when all that was asked is answered;
#   tests/engines/test_mcp.py::test_questions_are_answered_although_the_input_has_ended
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check mcp==2.3.0
cd "$folder"
cat > server.py <<'PY'
import anyio
import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server


async def call(_, params):
    await anyio.sleep(0.5)
    return types.CallToolResult(content=[types.TextContent(type="text", text="an answer")])


async def main():
    server = Server("slow", on_call_tool=call)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


anyio.run(main)
PY
cat > asked.jsonl <<'JSON'
{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "try", "version": "1"}}}
{"jsonrpc": "2.0", "method": "notifications/initialized"}
{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "slow", "arguments": {}}}
JSON
env/bin/python server.py < asked.jsonl > ended
(cat asked.jsonl; sleep 2) | env/bin/python server.py > open
grep '"id":1' ended open
grep -q '"id":1,"error":{"code":-32000,"message":"Connection closed"}' ended
if grep -q 'an answer' ended; then exit 1; fi
grep -q 'an answer' open
