"""`gonogo completion`: the script by which a shell completes gonogo's command line; click writes it."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import put

VARIABLE = "_GONOGO_COMPLETE"


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> Exit:
    """Print a completion script for a shell.

    bash and zsh: eval "$(gonogo completion bash)" in ~/.bashrc or ~/.zshrc.
    fish: gonogo completion fish > ~/.config/fish/completions/gonogo.fish
    """
    from gonogo.cli.program import program

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell}")
    put(found(program, {}, "gonogo", VARIABLE).source())
    return Exit.FINE
