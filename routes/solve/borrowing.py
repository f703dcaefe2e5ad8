"""Let compiled functions pass arrays on without counting references.

numba counts, atomically, the references to every array that a compiled function hands to another. The innermost
functions of the search and of pricing are called millions of times a second, and the counting took most of their
time. An array borrowed here belongs to nobody: it must not outlive what it was borrowed from.
"""

from typing import Any

from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def borrowed(_typing: Any, array: Any) -> Any:
    """The same array without an owner."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        view = context.make_array(signature.args[0])(context, builder, arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        view.parent = cgutils.get_null_value(view.parent.type)
        return view._getvalue()  # noqa: SLF001  # numba's own way to write an array

    return array(array), generate
