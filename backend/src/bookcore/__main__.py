"""`python -m bookcore` is the same as the `bookcore` command."""

import sys

from bookcore.cli import main

sys.exit(main())
