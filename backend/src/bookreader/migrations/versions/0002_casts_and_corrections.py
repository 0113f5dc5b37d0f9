"""casts, the reader's corrections, and levels of marks

Revision: 0002
After: 0001
"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
# What the columns hold in the rows that are there already.
_ADDED = (
    ("books", "marks", sa.String(length=8), "normal"),
    ("described_chapters", "names", _JSON, "{}"),
    ("described_chapters", "engine", _JSON, "{}"),
    ("descriptions", "standing", sa.String(length=16), "found"),
    ("descriptions", "level", sa.String(length=8), "normal"),
    ("descriptions", "worded_by", sa.String(length=160), ""),
    ("descriptions", "found_scene", _JSON, "{}"),
    ("descriptions", "scene_hash", sa.String(length=64), ""),
    ("pictures", "scene_hash", sa.String(length=64), ""),
)
_BATCH = 1_000


def upgrade() -> None:

    op.create_table(
        "casts",
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("passages", _JSON, nullable=False),
        sa.Column("document", _JSON, nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_casts_book_id_books"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("book_id", name=op.f("pk_casts")),
    )
    op.create_table(
        "entity_edits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("keys", _JSON, nullable=False),
        sa.Column("names", _JSON, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("chapter_number", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"],
            ["books.id"],
            name=op.f("fk_entity_edits_book_id_books"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_edits")),
    )
    with op.batch_alter_table("entity_edits", schema=None) as batch_op:
        batch_op.create_index("ix_entity_edits_book_id_number", ["book_id", "number"], unique=False)

    op.create_table(
        "verdicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("chapter_number", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("normaliser_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_verdicts_book_id_books"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_verdicts_book_id_chapter_number", ["book_id", "chapter_number"], unique=False
        )

    for table, column, kind, value in _ADDED:
        op.add_column(
            table, sa.Column(column, kind, nullable=False, server_default=sa.text(f"'{value}'"))
        )
    for table in dict.fromkeys(table for table, *_ in _ADDED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for owner, column, kind, _value in _ADDED:
                if owner == table:
                    batch_op.alter_column(column, existing_type=kind, server_default=None)
    op.execute("UPDATE descriptions SET found_scene = scene")
    _hash_scenes()


def _hash_scenes() -> None:
    """Pictures that are there show the scenes that are there: they need not be painted again."""
    described = sa.table(
        "descriptions",
        sa.column("id", sa.Uuid()),
        sa.column("scene", _JSON),
        sa.column("scene_hash", sa.String()),
    )
    pictures = sa.table(
        "pictures",
        sa.column("description_id", sa.Uuid()),
        sa.column("scene_hash", sa.String()),
    )
    connection = op.get_bind()
    ids = connection.scalars(sa.select(described.c.id)).all()
    for begin in range(0, len(ids), _BATCH):
        rows = connection.execute(
            sa.select(described.c.id, described.c.scene).where(
                described.c.id.in_(ids[begin : begin + _BATCH])
            )
        ).all()
        values = [{"key": key, "hash": _hash(scene)} for key, scene in rows]
        for table, column in ((described, described.c.id), (pictures, pictures.c.description_id)):
            connection.execute(
                sa.update(table)
                .where(column == sa.bindparam("key"))
                .values(scene_hash=sa.bindparam("hash")),
                values,
            )


def _hash(scene: dict[str, object]) -> str:
    told = {k: v for k, v in scene.items() if k != "seed"}
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def downgrade() -> None:
    for table in dict.fromkeys(table for table, *_ in reversed(_ADDED)):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for owner, column, _kind, _value in reversed(_ADDED):
                if owner == table:
                    batch_op.drop_column(column)

    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        batch_op.drop_index("ix_verdicts_book_id_chapter_number")

    op.drop_table("verdicts")
    with op.batch_alter_table("entity_edits", schema=None) as batch_op:
        batch_op.drop_index("ix_entity_edits_book_id_number")

    op.drop_table("entity_edits")
    op.drop_table("casts")
