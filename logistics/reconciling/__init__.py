"""Reconcile a year: what the courier invoiced against the timetable, and the final settlement that follows."""
