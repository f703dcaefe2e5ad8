"""Write statements as Excel workbooks whose formulas recompute every figure."""

from subsidy.workbook.writing import Common, write_common, write_statement, write_summary

__all__ = ["Common", "write_common", "write_statement", "write_summary"]
