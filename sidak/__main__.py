"""``python -m sidak``: the same as the command ``sidak``."""

from sidak.flows.cli.app import main

main()
