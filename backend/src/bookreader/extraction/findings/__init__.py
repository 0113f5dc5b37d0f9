"""What becomes of the findings of a chapter that is searched anew."""
