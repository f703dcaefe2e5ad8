"""The routing core: which vehicle visits which stop on which weekday, and the proof of how good that is."""

from pathlib import Path

from routes.kernels import forget_stale_kernels

forget_stale_kernels(Path(__file__).parent)
