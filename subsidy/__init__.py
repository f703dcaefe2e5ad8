"""The money core: who bears which part of a cost and of a contribution, to the öre."""
