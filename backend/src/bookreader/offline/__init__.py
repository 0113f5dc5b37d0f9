"""What a device needs to keep a book for days without the server."""
