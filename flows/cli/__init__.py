"""The ``sidak`` command, one module per group of subcommands."""
