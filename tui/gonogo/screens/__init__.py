"""Screens: what stands where, and what a key does there. Values come from core, drawing from widgets."""
