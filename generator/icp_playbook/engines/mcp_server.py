"""The Model Context Protocol's official SDK: carries questions to `asking/`, and answers back."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import anyio.to_thread
import mcp_types as types
from anyio import CapacityLimiter
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from icp_playbook import __version__
from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.instructions import ABOUT, INSTRUCTIONS, TITLE
from icp_playbook.asking.playbook import Playbook
from icp_playbook.asking.prompts import PROMPTS, prompt_text
from icp_playbook.asking.resources import (
    SCHEME,
    TEMPLATE,
    TEMPLATE_ABOUT,
    TEMPLATE_TITLE,
    completed,
    listed,
    resource,
)
from icp_playbook.asking.schemas import output_schema
from icp_playbook.asking.tools import all_tools, call, input_schema_of
from icp_playbook.messages import say

log = logging.getLogger(__name__)

T = TypeVar("T")
Context = ServerRequestContext[Any]

NAME = "icp-playbook"
_MARKDOWN = "text/markdown"
_AT_ONCE = 4
"""So many questions are worked on at once; the others wait."""
_OURS = say("This is a mistake in icp itself; its log says more.")


def make_server(playbook: Playbook) -> Server[Any]:
    """Return a server that answers from a playbook."""
    with suppress(NotAnsweredError):  # each question is told why
        playbook.now()  # first of all: it says what language to speak
    answering = _Answering(playbook)
    speak = playbook.reader.text
    return Server(
        NAME,
        version=__version__,
        title=speak(TITLE),
        description=speak(ABOUT),
        instructions=speak(INSTRUCTIONS),
        # Over HTTP the SDK asks for it with each call; else it would have all tools listed.
        get_tool_input_schema=input_schema_of,
        on_list_tools=answering.tools,
        on_call_tool=answering.tool,
        on_list_resources=answering.resources,
        on_list_resource_templates=answering.templates,
        on_read_resource=answering.resource,
        on_list_prompts=answering.prompts,
        on_get_prompt=answering.prompt,
        on_completion=answering.completion,
    )


class _Answering:
    """Answers each kind of request, the work on threads: the connection stays awake."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def tools(
        self, _: Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        speak = (await self._work(lambda _: self._playbook.reader)).text
        hints = types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    title=speak(one.title),
                    description=speak(one.about),
                    input_schema=input_schema_of(name) or {},
                    output_schema=output_schema(one.gives),
                    annotations=hints,
                )
                for name, one in all_tools().items()
            ]
        )

    async def tool(self, _: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            answer = await self._work(
                lambda since: call(self._playbook, params.name, params.arguments or {}, since)
            )
        except NotAnsweredError as error:
            return _told(str(error))
        # The outermost frame of a question: the next one goes on.
        except Exception:
            log.exception("tool %s", params.name[:100])
            return _told(self._playbook.reader.text(_OURS))
        return _given(answer)

    async def resources(
        self, _: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        cursor = (params.cursor if params else None) or ""
        found, following = await self._asked(
            lambda since: listed(self._playbook.now(since), cursor)
        )
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    name=one.name, title=one.title, uri=f"{SCHEME}{one.name}",
                    description=one.about or None, mime_type=_MARKDOWN,
                )
                for one in found
            ],
            next_cursor=following,
        )  # fmt: skip

    async def templates(
        self, _: Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        speak = self._playbook.reader.text
        template = types.ResourceTemplate(
            name="definition",
            title=speak(TEMPLATE_TITLE),
            uri_template=TEMPLATE,
            description=speak(TEMPLATE_ABOUT),
            mime_type=_MARKDOWN,
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def resource(
        self, _: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        text = await self._asked(lambda since: resource(self._playbook.now(since), uri))
        if text is None:
            why = self._playbook.reader.text(say("there is nothing at {uri}", uri=uri[:200]))
            raise MCPError(types.INVALID_PARAMS, why)
        found = types.TextResourceContents(uri=uri, mime_type=_MARKDOWN, text=text)
        return types.ReadResourceResult(contents=[found])

    async def prompts(
        self, _: Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListPromptsResult:
        speak = (await self._work(lambda _: self._playbook.reader)).text
        return types.ListPromptsResult(
            prompts=[
                types.Prompt(
                    name=one.name,
                    title=speak(one.title),
                    description=speak(one.about),
                    arguments=[
                        types.PromptArgument(
                            name=it.name, description=speak(it.about), required=it.required
                        )
                        for it in one.arguments
                    ],
                )
                for one in PROMPTS
            ]
        )

    async def prompt(
        self, _: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        text = await self._asked(
            lambda since: prompt_text(
                self._playbook.now(since), params.name, params.arguments or {}
            )
        )
        message = types.PromptMessage(
            role="user", content=types.TextContent(type="text", text=text)
        )
        return types.GetPromptResult(messages=[message])

    async def completion(
        self, _: Context, params: types.CompleteRequestParams
    ) -> types.CompleteResult:
        chosen = (params.context.arguments if params.context else None) or {}
        argument = params.argument
        if not isinstance(params.ref, types.ResourceTemplateReference):
            return types.CompleteResult(completion=types.Completion(values=[]))
        values, total = await self._asked(
            lambda since: completed(
                self._playbook.now(since), argument.name, argument.value, chosen.get("kind", "")
            )
        )
        found = types.Completion(values=values, total=total, has_more=total > len(values))
        return types.CompleteResult(completion=found)

    async def _asked(self, work: Callable[[float], T]) -> T:
        """Do what has no result that could say why not: that is an error of the protocol, then."""
        try:
            return await self._work(work)
        except NotAnsweredError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from None

    async def _work(self, work: Callable[[float], T]) -> T:
        """Work on a thread; `work` is told when the question came."""
        since = time.monotonic()
        return await anyio.to_thread.run_sync(lambda: work(since), limiter=self._limiter)


def _given(answer: Answer) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=answer.text)],
        structured_content=dict(answer.data),
    )


def _told(why: str) -> types.CallToolResult:
    """Return a refusal with its words: an ordinary exception would reach nobody."""
    return types.CallToolResult(content=[types.TextContent(type="text", text=why)], is_error=True)
