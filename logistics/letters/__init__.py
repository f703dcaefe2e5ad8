"""Write the decision letters (Bidragsbesked) that a settlement gives: one accessible PDF per municipality."""

from logistics.letters.content import Correcting, Standing
from logistics.letters.write import write_letters

__all__ = ["Correcting", "Standing", "write_letters"]
