"""The chosen analysers, looked at where they work: in a confined child."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from bookcore.analysers import Choice, Status, statuses
from bookcore.describe.refining import question
from bookcore.errors import BookError
from bookreader.ports.analysers import as_request
from bookreader.ports.cpu import CpuPool
from bookreader.ports.refiner import (
    Refiner,
    RefinerBusy,
    RefinerMisconfigured,
    RefinerRefused,
)

log = logging.getLogger(__name__)
_LLM = "LLM"
_WORDING = "attributes and captions"
_SAMPLE = "By the window stood a tall old man with a red beard, in a long grey coat."


class ChildAnalysers:
    """What the operator chose; an examination is made once and remembered."""

    def __init__(
        self, cpu: CpuPool, choices: Mapping[str, Choice], refiner: Refiner | None
    ) -> None:
        self.choices = dict(choices)
        self._cpu = cpu
        self._refiner = refiner
        self._last: list[Status] | None = None
        self._looking: asyncio.Task[None] | None = None

    def at_a_glance(self) -> list[Status]:
        """The last examination, or what can be said without one."""
        if self._last is not None:
            return list(self._last)
        glance = statuses(self.choices.values(), deep=False)
        return [*glance, self._told("set up; not asked yet")]

    async def examined(self, patience: float | None = None) -> list[Status]:
        """Load and use every chosen analyser in a child, and ask the language model once."""
        if self._last is None:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look(), name="examining analysers")
            await asyncio.wait([self._looking], timeout=patience)
        return self.at_a_glance()

    async def close(self) -> None:
        """Let an examination go that is still under way."""
        if self._looking is not None and not self._looking.done():
            self._looking.cancel()
            await asyncio.wait([self._looking])

    async def _look(self) -> None:
        found = await self._in_a_child()
        self._last = [*found, await self._asked()]

    async def _in_a_child(self) -> list[Status]:
        try:
            async with self._cpu.child("describe") as child:
                answers = child.ask({"op": "analysers", "analysers": as_request(self.choices)})
                told = [answer async for answer in answers]
        except BookError as error:
            # One that takes the whole child with it is the worst failure of all.
            log.warning("the analysers could not be examined: %s", error)
            return [
                Status(one.name, "failed", error.message[:200], one.used_for, one.version)
                if one.used_for and not one.name.startswith("built-in")
                else one
                for one in statuses(self.choices.values(), deep=False)
            ]
        return [Status(**one) for one in told[-1]["analysers"]]

    async def _asked(self) -> Status:
        if self._refiner is None:
            return self._told("")
        try:
            text = await self._refiner.answer(question(_SAMPLE, "en", "character", (), ""))
            request = {"op": "accept", "answer": text, "passage": _SAMPLE, "language": "en"}
            async with self._cpu.child("describe") as child:
                told = [answer async for answer in child.ask(request)][-1]
        except (RefinerBusy, RefinerMisconfigured, RefinerRefused, BookError) as error:
            return Status(_LLM, "failed", str(error)[:200], _WORDING, self._refiner.name)
        if told["refusal"]:
            detail = f"answers, but not as asked: {told['refusal']}"[:200]
            return Status(_LLM, "failed", detail, _WORDING, self._refiner.name)
        return self._told("answers as asked")

    def _told(self, detail: str) -> Status:
        if self._refiner is None:
            return Status(_LLM, "not installed", "LLM_URL is not set", "")
        return Status(_LLM, "ready", detail, _WORDING, self._refiner.name)
