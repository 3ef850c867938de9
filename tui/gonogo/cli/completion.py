"""`gonogo completion`: the script by which a shell completes gonogo's command line; click writes it.

bash has one of our own: click's forgets the commands where files may stand as well, as in `gonogo sta`.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, get_completion_class

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import put

VARIABLE = "_GONOGO_COMPLETE"
BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' response type value file files='' at=''
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete $1)
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            file | dir) files=$type at=$value ;;
        esac
    done <<< "$response"
    if [[ -n $files && ${#COMPREPLY[@]} -eq 0 ]]; then
        [[ $files == dir ]] && compopt -o dirnames || compopt -o default
    elif [[ -n $files ]]; then
        compopt -o filenames
        while read -r file; do
            [[ -n $file ]] && COMPREPLY+=("$file")
        done < <(compgen -A ${files/dir/directory} -- "$at")
    fi
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Completion for bash, of words and of files beside them."""

    source_template = BASH


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> Exit:
    """Print a completion script for a shell.

    bash and zsh: eval "$(gonogo completion bash)" in ~/.bashrc or ~/.zshrc.
    fish: gonogo completion fish > ~/.config/fish/completions/gonogo.fish
    """
    from gonogo.cli.program import program

    found = Bash if shell == "bash" else get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell}")
    put(found(program, {}, "gonogo", VARIABLE).source())
    return Exit.FINE
