"""providers, money, bibles, orders, renditions and versions of pictures

Revision: 0004
After: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ADDED: dict[str, sa.types.TypeEngine[Any]] = {
    "provider_name": sa.String(length=80),
    "variant": sa.Integer(),
    "reason": sa.String(length=64),
    "request_key": sa.String(length=64),
    "prompt_key": sa.String(length=64),
    "original_mime": sa.String(length=32),
    "phash": sa.String(length=16),
    "thumbhash": sa.String(length=64),
    "colour": sa.String(length=7),
    "made": sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
}


def upgrade() -> None:
    op.create_table(
        "caps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("pictures", sa.Integer(), nullable=True),
        sa.Column("micros", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caps")),
    )
    with op.batch_alter_table("caps", schema=None) as batch_op:
        batch_op.create_index("ix_caps_scope", ["scope"], unique=False)

    op.create_table(
        "provider_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_calls")),
    )
    with op.batch_alter_table("provider_calls", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_provider_calls_provider_id"), ["provider_id"], unique=False
        )

    op.create_table(
        "providers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("base_url", sa.String(length=500), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column(
            "options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("sealed_key", sa.String(length=4000), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_call_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.Column("last_error_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_providers")),
    )
    op.create_table(
        "renditions",
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source_sha256", "width", "format", name=op.f("pk_renditions")),
    )
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renditions_sha256"), ["sha256"], unique=False)

    op.create_table(
        "bible_versions",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "document", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"],
            ["books.id"],
            name=op.f("fk_bible_versions_book_id_books"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bible_versions")),
    )
    with op.batch_alter_table("bible_versions", schema=None) as batch_op:
        batch_op.create_index(
            "uq_bible_versions_book_id_version", ["book_id", "version"], unique=True
        )

    op.create_table(
        "charges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("book_id", sa.Uuid(), nullable=True),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("provider_name", sa.String(length=80), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("estimate_micros", sa.BigInteger(), nullable=False),
        sa.Column("amount_micros", sa.BigInteger(), nullable=True),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_charges_book_id_books"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_charges_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
    )
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.create_index("ix_charges_book_id", ["book_id"], unique=False)
        batch_op.create_index("ix_charges_day", ["day"], unique=False)
        batch_op.create_index("ix_charges_order_id", ["order_id"], unique=False)
        batch_op.create_index("ix_charges_picture_id", ["picture_id"], unique=False)
        batch_op.create_index("ix_charges_provider_id_day", ["provider_id", "day"], unique=False)
        batch_op.create_index("ix_charges_state_created_at", ["state", "created_at"], unique=False)
        batch_op.create_index("ix_charges_user_id_day", ["user_id", "day"], unique=False)

    op.create_table(
        "orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("provider_name", sa.String(length=80), nullable=False),
        sa.Column("extent", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("cap_micros", sa.BigInteger(), nullable=False),
        sa.Column("cap_pictures", sa.Integer(), nullable=True),
        sa.Column("estimate_low", sa.BigInteger(), nullable=False),
        sa.Column("estimate_high", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_orders_book_id_books"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_orders_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index(
            "ix_orders_book_id_created_at", ["book_id", "created_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_orders_user_id"), ["user_id"], unique=False)

    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entity_id", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("provider_name", sa.String(length=80), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("variant", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("order_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("reason", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("request_key", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("prompt_key", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("original_sha256", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("original_mime", sa.String(length=32), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("phash", sa.String(length=16), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("thumbhash", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("colour", sa.String(length=7), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "made",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default="{}",
            )
        )
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("description_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.drop_index(batch_op.f("uq_pictures_description_provider"))
        batch_op.create_index(
            "ix_pictures_book_id_request_key", ["book_id", "request_key"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_pictures_order_id"), ["order_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_pictures_original_sha256"), ["original_sha256"], unique=False
        )
        batch_op.create_index(
            "uq_pictures_book_id_entity_id_provider_variant",
            ["book_id", "entity_id", "provider", "variant"],
            unique=True,
        )
        batch_op.create_index(
            "uq_pictures_description_provider_variant",
            ["description_id", "provider", "variant"],
            unique=True,
        )
    # The defaults were for the rows that are there; from now on the program gives every value.
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        for name, kind in _ADDED.items():
            batch_op.alter_column(name, existing_type=kind, server_default=None)


def downgrade() -> None:
    # What the older schema cannot tell apart or place goes.
    op.execute("DELETE FROM pictures WHERE description_id IS NULL OR variant <> 0")
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.drop_index("uq_pictures_description_provider_variant")
        batch_op.drop_index("uq_pictures_book_id_entity_id_provider_variant")
        batch_op.drop_index(batch_op.f("ix_pictures_original_sha256"))
        batch_op.drop_index(batch_op.f("ix_pictures_order_id"))
        batch_op.drop_index("ix_pictures_book_id_request_key")
        batch_op.create_index(
            batch_op.f("uq_pictures_description_provider"),
            ["description_id", "provider"],
            unique=True,
        )
        batch_op.alter_column("description_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.drop_column("chosen_at")
        batch_op.drop_column("created_at")
        batch_op.drop_column("made")
        batch_op.drop_column("colour")
        batch_op.drop_column("thumbhash")
        batch_op.drop_column("phash")
        batch_op.drop_column("original_mime")
        batch_op.drop_column("original_sha256")
        batch_op.drop_column("prompt_key")
        batch_op.drop_column("request_key")
        batch_op.drop_column("reason")
        batch_op.drop_column("order_id")
        batch_op.drop_column("variant")
        batch_op.drop_column("provider_name")
        batch_op.drop_column("entity_id")

    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_orders_user_id"))
        batch_op.drop_index("ix_orders_book_id_created_at")

    op.drop_table("orders")
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.drop_index("ix_charges_user_id_day")
        batch_op.drop_index("ix_charges_state_created_at")
        batch_op.drop_index("ix_charges_provider_id_day")
        batch_op.drop_index("ix_charges_picture_id")
        batch_op.drop_index("ix_charges_order_id")
        batch_op.drop_index("ix_charges_day")
        batch_op.drop_index("ix_charges_book_id")

    op.drop_table("charges")
    with op.batch_alter_table("bible_versions", schema=None) as batch_op:
        batch_op.drop_index("uq_bible_versions_book_id_version")

    op.drop_table("bible_versions")
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_renditions_sha256"))

    op.drop_table("renditions")
    op.drop_table("providers")
    with op.batch_alter_table("provider_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_calls_provider_id"))

    op.drop_table("provider_calls")
    with op.batch_alter_table("caps", schema=None) as batch_op:
        batch_op.drop_index("ix_caps_scope")

    op.drop_table("caps")
