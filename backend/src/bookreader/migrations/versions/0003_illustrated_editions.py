"""illustrated editions

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("extent", sa.String(length=8), nullable=False),
        sa.Column("size", sa.String(length=8), nullable=False),
        sa.Column("until_chapter", sa.Integer(), nullable=True),
        sa.Column("until_offset", sa.Integer(), nullable=True),
        sa.Column("plates", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_editions_book_id_books"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
    )
    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_editions_book_id_created_at", ["book_id", "created_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_editions_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_editions_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_editions_sha256"))
        batch_op.drop_index(batch_op.f("ix_editions_created_at"))
        batch_op.drop_index("ix_editions_book_id_created_at")

    op.drop_table("editions")
