"""Write the decision letters (Bidragsbesked) that a settlement gives: one accessible PDF per municipality."""

from logistics.letters.write import print_letters, write_letters

__all__ = ["print_letters", "write_letters"]
