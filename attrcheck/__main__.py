"""``python -m attrcheck``."""

from attrcheck.cli.main import main

if __name__ == "__main__":
    main(prog_name="attrcheck")
