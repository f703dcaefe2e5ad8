"""Show what a year's contribution achieved: crates moved, what they cost, how municipalities differ."""

from logistics.following_up.earlier import read_earlier
from logistics.following_up.gathering import FollowUp, SettledYear, gather, period_followed, settle_year
from logistics.following_up.page import page_bytes
from logistics.following_up.telling import follow_up_lines, follow_up_result
from logistics.following_up.workbook import write_follow_up_book

__all__ = [
    "FollowUp",
    "SettledYear",
    "follow_up_lines",
    "follow_up_result",
    "gather",
    "page_bytes",
    "period_followed",
    "read_earlier",
    "settle_year",
    "write_follow_up_book",
]
