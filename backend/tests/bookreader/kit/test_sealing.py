"""Secrets at rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookreader.kit.sealing import CannotUnseal, Sealer

SEALER = Sealer(b"a secret of the server, 32 bytes!")


@given(st.text())
def test_what_was_sealed_opens_again_and_shows_nothing(plain: str) -> None:
    sealed = SEALER.seal(plain, "row 1")
    assert SEALER.unseal(sealed, "row 1") == plain
    assert len(plain) < 4 or plain not in sealed


def test_equal_secrets_are_sealed_differently() -> None:
    assert SEALER.seal("sk-1", "row 1") != SEALER.seal("sk-1", "row 1")


@given(st.text())
def test_damage_is_noticed(garbage: str) -> None:
    with pytest.raises(CannotUnseal):
        SEALER.unseal(garbage, "row 1")


def test_neither_another_row_nor_another_server_opens_it() -> None:
    sealed = SEALER.seal("sk-1", "row 1")
    with pytest.raises(CannotUnseal):
        SEALER.unseal(sealed, "row 2")
    with pytest.raises(CannotUnseal):
        Sealer(b"another secret of another server").unseal(sealed, "row 1")
    with pytest.raises(CannotUnseal):
        SEALER.unseal(sealed[:-4] + "AAA=", "row 1")
