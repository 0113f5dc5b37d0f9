"""counts of what happened, whose request a job serves, which versions fit the schema

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "metric_counts",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("labels", sa.String(length=400), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", "labels", name=op.f("pk_metric_counts")),
    )
    # With defaults that stay: the version before goes on adding jobs while the new one starts.
    with op.batch_alter_table("jobs") as batch_op:
        batch_op.add_column(
            sa.Column(
                "request_id", sa.String(length=64), nullable=False, server_default=sa.text("''")
            )
        )
        batch_op.add_column(
            sa.Column(
                "traceparent", sa.String(length=55), nullable=False, server_default=sa.text("''")
            )
        )
    schema_range = op.create_table(
        "schema_range",
        sa.Column("oldest", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("oldest", name=op.f("pk_schema_range")),
    )
    op.bulk_insert(schema_range, [{"oldest": "0007"}])


def downgrade() -> None:
    op.drop_table("schema_range")
    with op.batch_alter_table("jobs") as batch_op:
        batch_op.drop_column("traceparent")
        batch_op.drop_column("request_id")
    op.drop_table("metric_counts")
