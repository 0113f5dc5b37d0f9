"""Who made a plate, in the words of the credits page."""

from __future__ import annotations

import pytest

from bookreader.editions.tasks import credit_of
from bookreader.illustration.models import Picture


@pytest.mark.parametrize(
    ("values", "credit"),
    [
        ({"provider": "sketch", "painter_version": "3"}, "BookReader sketch painter 3"),
        ({"provider": "ab" * 16, "provider_name": "Studio", "made": {"model_used": "tiny-2"}},
         "Studio (tiny-2)"),
        ({"provider": "ab" * 16, "provider_name": "Studio",
          "made": {"model_requested": "tiny-1", "model_used": None}}, "Studio (tiny-1)"),
        ({"provider": "ab" * 16, "provider_name": "tiny-2", "made": {"model_used": "tiny-2"}},
         "tiny-2"),
        ({"provider": "ab" * 16, "provider_name": "", "made": {}}, "AI"),
    ],
)  # fmt: skip
def test_painter_or_provider_with_its_model(values: dict[str, object], credit: str) -> None:
    picture = Picture(**{"painter_version": "", "provider_name": "", "made": {}, **values})
    assert credit_of(picture) == credit
