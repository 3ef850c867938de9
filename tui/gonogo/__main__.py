"""`python -m gonogo`: the same program as the `gonogo` script."""

from gonogo.cli import main

if __name__ == "__main__":
    main()
