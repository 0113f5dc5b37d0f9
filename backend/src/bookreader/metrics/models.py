"""Table of counts."""

from __future__ import annotations

from sqlalchemy import Double, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class MetricCount(Base):
    """One number that only grows; `labels` are the values of its labels, as a JSON list."""

    __tablename__ = "metric_counts"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    labels: Mapped[str] = mapped_column(String(400), primary_key=True)
    value: Mapped[float] = mapped_column(Double)
