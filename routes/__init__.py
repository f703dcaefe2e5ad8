"""The routing core: which vehicle visits which stop on which weekday, and the proof of how good that is."""
