"""`python -m gonogo`: the same program as the `gonogo` script."""

import sys

from gonogo.cli import main

if __name__ == "__main__":
    sys.exit(main())
