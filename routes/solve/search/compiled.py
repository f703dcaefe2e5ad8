"""Compile the innermost functions of the search so that they become part of whoever calls them.

A compiled function that hands on the arrays of a week copies every part of them at each call; the functions of the
search are so small, and are called so often, that this took most of the time.
"""

from numba import njit

inlined = njit(cache=True, nogil=True, forceinline=True)
