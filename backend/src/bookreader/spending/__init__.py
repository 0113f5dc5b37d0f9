"""What pictures cost: prices, caps and the ledger of charges."""
