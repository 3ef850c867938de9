"""Rules on what a document states about itself: each module recomputes one kind of claim."""
