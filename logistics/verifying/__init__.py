"""Check a plan file again, figure by figure, without trusting the program that wrote it."""

from logistics.verifying.finding import Finding
from logistics.verifying.verify import Verified, verify_plan

__all__ = ["Finding", "Verified", "verify_plan"]
