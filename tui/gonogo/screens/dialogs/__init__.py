"""Dialogs: small screens that ask something and give the answer back."""
