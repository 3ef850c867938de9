"""From a checklist to what the widgets draw: pure functions and row sources, no widget among them."""
