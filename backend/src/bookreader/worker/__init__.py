"""The process that runs jobs; Celery is imported here and in its adapter only."""
