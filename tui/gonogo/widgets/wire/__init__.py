"""What goes over the line to the terminal: only the cells that changed. `Wire` is the front of it."""

from gonogo.widgets.wire.wire import Wire, wire_for

__all__ = ["Wire", "wire_for"]
