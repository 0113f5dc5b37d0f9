"""Pure reading core: book formats, text model, description finder, scene specs, sketch painter.

Nothing of the web, a database, a queue, settings or the network may be imported here.
"""
