"""Write statements as Excel workbooks whose formulas recompute every figure."""

from subsidy.workbook.writing import write_statement, write_summary

__all__ = ["write_statement", "write_summary"]
