"""How commands show their help: options in groups, and a hint where a command's name is not known."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import click


class Grouped(click.Command):
    """A command whose help lists its options in groups: what is in no group comes last."""

    def __init__(self, *arguments: Any, groups: Mapping[str, Sequence[str]], **named: Any) -> None:
        """Take the names of the options of each group, by its heading, in the order in which they are shown."""
        super().__init__(*arguments, **named)
        self.groups = groups

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the groups, and the rest."""
        records = {
            parameter.opts[0]: record
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx))
        }
        grouped = {name for names in self.groups.values() for name in names}
        rest = [name for name in records if name not in grouped]
        for heading, names in (*self.groups.items(), ("Other options", rest)):
            if shown := [records[name] for name in names if name in records]:
                with formatter.section(heading):
                    formatter.write_dl(shown)


class Commands(click.Group):
    """A group of commands that knows which one was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; UsageError with the nearest name where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            file = f" To translate a file: audarma translate {args[0]}" if "." in args[0] else ""
            hint = f" Did you mean {near[0]!r}?" if near else file
            raise click.UsageError(error.message + hint, ctx) from error
