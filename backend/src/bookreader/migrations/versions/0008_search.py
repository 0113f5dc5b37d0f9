"""passages of books and their words, to be searched

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_books",
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("search_version", sa.Integer(), nullable=False),
        sa.Column("normaliser_version", sa.Integer(), nullable=False),
        sa.Column("stemmed", sa.Boolean(), nullable=False),
        sa.Column("chapters_done", sa.Integer(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"],
            ["books.id"],
            name=op.f("fk_search_books_book_id_books"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("book_id", name=op.f("pk_search_books")),
    )
    op.create_table(
        "search_passages",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("chapter_number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"],
            ["books.id"],
            name=op.f("fk_search_passages_book_id_books"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_passages")),
    )
    op.create_index("ix_search_passages_book_id", "search_passages", ["book_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_search_passages_words", "search_passages", ["words"], postgresql_using="gin"
        )
        return
    # The words are ours already, letters and digits parted by spaces: this tokeniser takes them as
    # they are. Triggers fire for rows that go with their book, too.
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "words, content='search_passages', content_rowid='id', tokenize='ascii')"
    )
    op.execute(
        "CREATE TRIGGER search_passages_added AFTER INSERT ON search_passages BEGIN"
        " INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
    )
    op.execute(
        "CREATE TRIGGER search_passages_gone AFTER DELETE ON search_passages BEGIN"
        " INSERT INTO search_words(search_words, rowid, words)"
        " VALUES ('delete', old.id, old.words); END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.execute("DROP TRIGGER search_passages_gone")
        op.execute("DROP TRIGGER search_passages_added")
        op.execute("DROP TABLE search_words")
    op.drop_table("search_passages")
    op.drop_table("search_books")
