"""The visual bible as its reader sees and changes it."""
