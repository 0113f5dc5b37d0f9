"""indexes of hot queries

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MONEY = ("estimate_micros", "amount_micros")
_NEW: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "ix_charges_day_counted",
        "charges",
        ("day", "state", "provider_id", "user_id", "book_id", "order_id", *_MONEY),
    ),
    ("ix_charges_user_id_counted", "charges", ("user_id", "day", "state", *_MONEY)),
    ("ix_charges_book_id_counted", "charges", ("book_id", "day", "state", *_MONEY)),
    ("ix_charges_provider_id_counted", "charges", ("provider_id", "day", "state", *_MONEY)),
    ("ix_pictures_request_key_book_id", "pictures", ("request_key", "book_id")),
    ("ix_pictures_phash", "pictures", ("phash",)),
    ("ix_jobs_kind_status_updated_at", "jobs", ("kind", "status", "updated_at")),
    ("ix_orders_state", "orders", ("state",)),
    (
        "ix_described_chapters_extractor_version",
        "described_chapters",
        ("extractor_version", "book_id"),
    ),
)
_OLD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_charges_day", "charges", ("day",)),
    ("ix_charges_user_id_day", "charges", ("user_id", "day")),
    ("ix_charges_book_id", "charges", ("book_id",)),
    ("ix_charges_provider_id_day", "charges", ("provider_id", "day")),
    ("ix_pictures_book_id_request_key", "pictures", ("book_id", "request_key")),
    ("ix_books_user_id_opened_at", "books", ("user_id", "opened_at")),
)


def upgrade() -> None:
    for name, table, columns in _NEW:
        op.create_index(name, table, list(columns))
    op.create_index(
        "ix_books_user_id_recent",
        "books",
        ["user_id", sa.text("coalesce(opened_at, added_at) DESC"), "id"],
    )
    for name, table, _ in _OLD:
        op.drop_index(name, table_name=table)


def downgrade() -> None:
    for name, table, columns in _OLD:
        op.create_index(name, table, list(columns))
    op.drop_index("ix_books_user_id_recent", table_name="books")
    for name, table, _ in _NEW:
        op.drop_index(name, table_name=table)
