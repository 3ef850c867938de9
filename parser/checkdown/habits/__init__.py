"""Rules on how a checklist is kept: each module looks for one habit that leads people astray."""
