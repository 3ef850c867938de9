"""How each request becomes splices: one module per kind of place that is written to."""
