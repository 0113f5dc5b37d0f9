"""What stands in an order, and what it would cost."""
