"""The toolbox of the ports for routes."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from bookreader.ports.context import TaskContext


def _toolbox(request: Request) -> TaskContext:
    return cast(TaskContext, request.app.state.context)


Toolbox = Annotated[TaskContext, Depends(_toolbox)]
