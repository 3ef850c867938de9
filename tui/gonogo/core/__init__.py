"""What gonogo does, headless: no textual, no rich, no click. Import its modules by name."""
