"""Take a plan that a planner has edited by hand as a table: check it, time it, price it."""

from logistics.editing.edited import Edited, edit_plan
from logistics.editing.table import plan_table

__all__ = ["Edited", "edit_plan", "plan_table"]
