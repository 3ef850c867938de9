"""What commands report, as plain data: the JSON of the contract. Import its modules by name."""
