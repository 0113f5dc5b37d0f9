"""What a reader does with pictures: prompts, versions, choices, orders."""
