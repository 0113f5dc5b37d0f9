"""The job of one picture that a provider draws."""

from __future__ import annotations

from datetime import timedelta

from bookcore.errors import BookError
from bookreader.attempts import service as attempts
from bookreader.jobs.errors import PutOff, SubjectGone
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.ports.context import TaskContext

_SLOT_SECONDS = 1.0
_FAULTS = {
    "provider_key": "The provider does not accept its key.",
    "provider_credit": "The account at the provider has no credit left.",
}


async def draw_picture(context: TaskContext, claim: Claim) -> Outcome:
    """Have the provider draw one picture; whatever happens is written in the picture's row."""
    with context.network.try_hold() as held:
        if not held:
            # One worker at least is left for the processor's work.
            raise PutOff(context.clock() + timedelta(seconds=_SLOT_SECONDS))
        await claim.begin()
        drawn = await attempts.draw(context, claim, claim.subject_id)
    if drawn.until is not None:
        raise PutOff(drawn.until)
    if drawn.state == "gone":
        raise SubjectGone
    if drawn.reason in _FAULTS:
        raise BookError(drawn.reason, _FAULTS[drawn.reason])
    return Outcome.FINISHED
