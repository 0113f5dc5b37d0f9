"""devices, the journal of places, settings of one book, bookmarks and highlights

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "devices",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_devices_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_devices")),
    )
    op.create_table(
        "reading_moves",
        sa.Column("seq", _BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("chapter_number", sa.Integer(), nullable=False),
        sa.Column("chapter_key", sa.String(length=255), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("page_end", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.String(length=200), nullable=False),
        sa.Column("quote_before", sa.String(length=64), nullable=False),
        sa.Column("quote_after", sa.String(length=64), nullable=False),
        sa.Column("progression", sa.Double(), nullable=False),
        sa.Column("normaliser_version", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("stood", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"],
            ["books.id"],
            name=op.f("fk_reading_moves_book_id_books"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_reading_moves_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reading_moves")),
        sa.UniqueConstraint("user_id", "id", name="uq_reading_moves_user_id_id"),
    )
    op.create_index(
        "ix_reading_moves_book_id_user_id_seq",
        "reading_moves",
        ["book_id", "user_id", "seq"],
        unique=False,
    )
    op.create_table(
        "annotations",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("colour", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("chapter_number", sa.Integer(), nullable=False),
        sa.Column("chapter_key", sa.String(length=255), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.Column("progression", sa.Double(), nullable=False),
        sa.Column("normaliser_version", sa.Integer(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_annotations_book_id_books"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_annotations_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_annotations")),
    )
    op.create_index(
        "ix_annotations_user_id_revision", "annotations", ["user_id", "revision"], unique=False
    )
    op.create_index(
        "ix_annotations_book_id_chapter_number_start",
        "annotations",
        ["book_id", "chapter_number", "start"],
        unique=False,
    )
    # The defaults stay: the release before this one writes rows while both are running.
    for column in (
        sa.Column(
            "quote_before", sa.String(length=64), nullable=False, server_default=sa.text("''")
        ),
        sa.Column(
            "quote_after", sa.String(length=64), nullable=False, server_default=sa.text("''")
        ),
        sa.Column(
            "furthest_quote", sa.String(length=64), nullable=False, server_default=sa.text("''")
        ),
        sa.Column(
            "furthest_before", sa.String(length=64), nullable=False, server_default=sa.text("''")
        ),
        sa.Column("furthest_progression", sa.Double(), nullable=True),
        sa.Column("head_id", sa.Uuid(), nullable=True),
        sa.Column("head_device_id", sa.Uuid(), nullable=True),
        sa.Column("settings", _JSON, nullable=False, server_default=sa.text("'{}'")),
    ):
        op.add_column("reading_positions", column)
    # The words around the furthest place while the text they stand in is still the one it was
    # counted in: a later reading of the file finds the place by them.
    op.execute(
        sa.text(
            """
            UPDATE reading_positions SET
              furthest_quote = COALESCE((
                SELECT substr(c.text, reading_positions.furthest_offset + 1, 64)
                FROM book_chapters c WHERE c.book_id = reading_positions.book_id
                AND c.number = reading_positions.furthest_chapter), ''),
              furthest_before = COALESCE((
                SELECT substr(c.text,
                  CASE WHEN reading_positions.furthest_offset > 64
                    THEN reading_positions.furthest_offset - 63 ELSE 1 END,
                  CASE WHEN reading_positions.furthest_offset > 64
                    THEN 64 ELSE reading_positions.furthest_offset END)
                FROM book_chapters c WHERE c.book_id = reading_positions.book_id
                AND c.number = reading_positions.furthest_chapter), ''),
              furthest_progression = (
                SELECT (c.chars_before + reading_positions.furthest_offset) * 1.0
                  / CASE WHEN b.chars > 0 THEN b.chars ELSE 1 END
                FROM book_chapters c JOIN books b ON b.id = c.book_id
                WHERE c.book_id = reading_positions.book_id
                AND c.number = reading_positions.furthest_chapter)
            WHERE furthest_chapter IS NOT NULL
            """
        )
    )


def downgrade() -> None:
    with op.batch_alter_table("reading_positions") as table:
        for name in (
            "settings",
            "head_device_id",
            "head_id",
            "furthest_progression",
            "furthest_before",
            "furthest_quote",
            "quote_after",
            "quote_before",
        ):
            table.drop_column(name)
    op.drop_table("annotations")
    op.drop_table("reading_moves")
    op.drop_table("devices")
