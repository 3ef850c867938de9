"""The names of the commands, for whoever has no need of click."""

COMMANDS = (
    *("list", "status", "set", "attach", "sign", "commit"),
    *("check", "gate", "diff", "log", "review", "walk", "probe", "trust", "untrust"),
    *("sync", "setup-git", "new", "demo", "doctor", "completion"),
)
"""Every command, in the order of the help; `gonogo.cli.NAME` (with `_` for `-`) holds it as `command`."""
