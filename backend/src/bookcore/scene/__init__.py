"""Scene specs: the one interface between finding and drawing."""
