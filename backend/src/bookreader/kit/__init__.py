"""Words every domain uses and none owns: database, problems, clock, identifiers, CPU slots.

Nothing that names a book, a reader or a picture may be here.
"""
